"""When the rituals fall: holidays, closures, part time, clock changes, the turn of the year."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.actions.jobs import ACTION_REMINDER
from domain.board.jobs import BOARD_REPORT
from domain.calendar import ZONES, Calendar, Closure, zone_of
from domain.errors import Reason, RuleViolationError
from domain.ideas.jobs import IDEA_NUDGE
from domain.isoweek import Week
from domain.rhythm import (
    DAY_BEGINS,
    DAY_ENDS,
    MOST_ASKED,
    Rhythm,
    When,
    check_rhythm,
    due_between,
    hours_end,
    in_hours,
    last_due,
    moment_at,
    next_allowed,
    next_due,
    occurrence,
)
from domain.rights.jobs import MONTHLY_PURGE
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH

WEEKLY = (FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH, IDEA_NUDGE)
"""The rituals: some keep to their own month, whatever is closed, and some fall every day."""

PROMPT, REMINDER, FLASH = FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
USUAL = Rhythm()
FRANCE, ALSACE = Calendar("75"), Calendar("67")
PARIS = ZoneInfo(USUAL.zone)
PART_TIME = Calendar(days_off=frozenset({4}))
CHRISTMAS = Calendar(closures=(Closure(date(2026, 12, 21), date(2027, 1, 3), "Noël"),))
BEFORE, FIRST_SHUT, LAST_SHUT = Week(2026, 51), Week(2026, 52), Week(2026, 53)
REOPENED = date(2027, 1, 4)
SUMMER = Calendar(closures=(Closure(date(2026, 7, 6), date(2026, 9, 11)),))
SIXTY_DAYS = Calendar(closures=(Closure(date(2026, 7, 6), date(2026, 9, 3)),))


def paris(day, wall):
    return datetime.combine(day, wall, PARIS)


def fall(calendar, job, week, rhythm=USUAL):
    found = occurrence(rhythm, calendar, job, week)
    assert found is not None
    assert (found.job, found.week, found.slot) == (job, week, str(week))
    assert found.moment.tzinfo is UTC
    assert found.moment.astimezone(rhythm.tz).date() == found.day
    assert found.moved is (found.day != found.planned)
    return found


def on(job, weekday, at=None):
    """The usual rhythm with one ritual on another weekday, and perhaps at another time."""
    usual = USUAL.of(job)
    ritual = replace(usual, weekday=weekday, at=at or usual.at)
    changed: dict[str, Any] = {job.when: ritual}
    return replace(USUAL, **changed)


ORDINARY = Week(2026, 47)

MOVES = [
    # an ordinary week
    (FRANCE, PROMPT, ORDINARY, date(2026, 11, 20), False),
    (FRANCE, REMINDER, ORDINARY, date(2026, 11, 23), False),
    (FRANCE, FLASH, ORDINARY, date(2026, 11, 23), False),
    # a holiday amid the week, 11 November, is nobody's business
    (FRANCE, PROMPT, Week(2026, 46), date(2026, 11, 13), False),
    # Fridays: 1 and 8 May 2026
    (FRANCE, PROMPT, Week(2026, 18), date(2026, 4, 30), True),
    (FRANCE, PROMPT, Week(2026, 19), date(2026, 5, 7), True),
    (FRANCE, FLASH, Week(2026, 18), date(2026, 5, 4), False),
    # Mondays: Easter and Pentecost 2026
    (FRANCE, REMINDER, Week(2026, 14), date(2026, 4, 7), True),
    (FRANCE, FLASH, Week(2026, 14), date(2026, 4, 7), True),
    (FRANCE, FLASH, Week(2026, 21), date(2026, 5, 26), True),
    # Good Friday and Easter Monday 2027, in Strasbourg and in Paris
    (ALSACE, PROMPT, Week(2027, 12), date(2027, 3, 25), True),
    (ALSACE, REMINDER, Week(2027, 12), date(2027, 3, 30), True),
    (ALSACE, FLASH, Week(2027, 12), date(2027, 3, 30), True),
    (FRANCE, PROMPT, Week(2027, 12), date(2027, 3, 26), False),
    (FRANCE, REMINDER, Week(2027, 12), date(2027, 3, 30), True),
    (FRANCE, FLASH, Week(2027, 12), date(2027, 3, 30), True),
    # Christmas: the 25th is a Friday in 2026; in 2025 the 26th is, off in Strasbourg
    (FRANCE, PROMPT, Week(2026, 52), date(2026, 12, 24), True),
    (FRANCE, FLASH, Week(2026, 52), date(2026, 12, 28), False),
    (FRANCE, PROMPT, Week(2025, 52), date(2025, 12, 26), False),
    (ALSACE, PROMPT, Week(2025, 52), date(2025, 12, 24), True),
    # the turn of the year: 1 January 2027 is the Friday of a week 53, then 31 December one
    (FRANCE, PROMPT, Week(2026, 53), date(2026, 12, 31), True),
    (FRANCE, REMINDER, Week(2026, 53), date(2027, 1, 4), False),
    (FRANCE, FLASH, Week(2026, 53), date(2027, 1, 4), False),
    (FRANCE, PROMPT, Week(2027, 52), date(2027, 12, 31), False),
    (FRANCE, FLASH, Week(2027, 52), date(2028, 1, 3), False),
    # Réunion: 20 December 2027 is a Monday
    (Calendar("974"), FLASH, Week(2027, 50), date(2027, 12, 21), True),
    (FRANCE, FLASH, Week(2027, 50), date(2027, 12, 20), False),
    # Tahiti: Matāri'i, 20 November 2026, is a Friday
    (Calendar("987"), PROMPT, ORDINARY, date(2026, 11, 19), True),
    # part time: no Fridays, then no Mondays, then neither Thursdays nor Fridays
    (PART_TIME, PROMPT, ORDINARY, date(2026, 11, 19), True),
    (PART_TIME, PROMPT, Week(2026, 20), date(2026, 5, 13), True),  # Ascension is on Thursday
    (Calendar(days_off=frozenset({0})), REMINDER, ORDINARY, date(2026, 11, 24), True),
    (Calendar(days_off=frozenset({3, 4})), PROMPT, ORDINARY, date(2026, 11, 18), True),
]


@pytest.mark.parametrize(("calendar", "job", "week", "day", "moved"), MOVES)
def test_a_ritual_keeps_its_hour_and_leaves_days_off(calendar, job, week, day, moved):
    found = fall(calendar, job, week)

    assert found.moment == paris(day, USUAL.of(job).at)
    assert (found.day, found.moved, found.closed) == (day, moved, False)


@pytest.mark.parametrize("job", WEEKLY)
def test_a_ritual_switched_off_never_falls(job):
    off = When(on=False, weekday=0, at=DAY_BEGINS)
    rhythm = Rhythm(off, off, off, off)
    moment = paris(REOPENED, DAY_BEGINS)

    assert occurrence(rhythm, FRANCE, job, ORDINARY) is None
    assert last_due(rhythm, FRANCE, job, moment) is None
    assert next_due(rhythm, FRANCE, job, moment) is None
    assert due_between(rhythm, FRANCE, job, moment - timedelta(days=99), moment) == []


@pytest.mark.parametrize(("weekday", "moved_to"), [(0, 1), (1, 0), (2, 1), (3, 2), (4, 3)])
def test_a_prompt_on_a_day_off_goes_back_a_day_and_on_monday_forward(weekday, moved_to):
    day = ORDINARY.day(weekday)
    found = fall(Calendar(closures=(Closure(day, day),)), PROMPT, ORDINARY, on(PROMPT, weekday))

    assert (found.planned, found.day) == (day, ORDINARY.day(moved_to))


@pytest.mark.parametrize("weekday", range(5))
def test_a_prompt_finds_the_only_day_worked_in_its_week(weekday):
    only = Calendar(days_off=frozenset(range(5)) - {weekday})

    assert [fall(only, PROMPT, ORDINARY, on(PROMPT, day)).day for day in range(5)] == [
        ORDINARY.day(weekday)
    ] * 5


@pytest.mark.parametrize(("weekday", "moved_to"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, 7)])
def test_a_flash_on_a_day_off_goes_forward(weekday, moved_to):
    monday = ORDINARY.plus(1).monday
    day = monday + timedelta(days=weekday)
    found = fall(Calendar(closures=(Closure(day, day),)), FLASH, ORDINARY, on(FLASH, weekday))

    assert (found.planned, found.day) == (day, monday + timedelta(days=moved_to))


@pytest.mark.parametrize("weekday", range(5))
@pytest.mark.parametrize("job", WEEKLY)
def test_a_week_off_is_closed_and_stays_as_planned(job, weekday):
    shut = Calendar(closures=(Closure(ORDINARY.monday, ORDINARY.day(4)),))
    rhythm = on(job, weekday)
    found = fall(shut, job, ORDINARY, rhythm)

    assert found.closed
    assert not found.moved
    assert found == replace(fall(FRANCE, job, ORDINARY, rhythm), closed=True)


@pytest.mark.parametrize("job", WEEKLY)
def test_the_week_of_a_person_who_works_on_no_day_of_it_is_closed_for_them_alone(job):
    fridays_only = Calendar(days_off=frozenset(range(4)))
    first_of_may = Week(2026, 18)

    assert fall(fridays_only, job, first_of_may).closed
    assert not fall(FRANCE, job, first_of_may).closed
    assert not fall(fridays_only, job, ORDINARY).closed


def test_a_christmas_closure_keeps_the_question_before_it_and_tells_after_it():
    assert fall(CHRISTMAS, PROMPT, BEFORE).moment == paris(date(2026, 12, 18), USUAL.prompt.at)
    assert fall(CHRISTMAS, REMINDER, BEFORE).moment == paris(REOPENED, USUAL.reminder.at)
    assert fall(CHRISTMAS, FLASH, BEFORE).moment == paris(REOPENED, USUAL.flash.at)
    assert not any(fall(CHRISTMAS, job, BEFORE).closed for job in WEEKLY)
    assert all(
        fall(CHRISTMAS, job, week).closed for job in WEEKLY for week in (FIRST_SHUT, LAST_SHUT)
    )
    assert not any(fall(CHRISTMAS, job, Week(2027, 1)).closed for job in WEEKLY)


@pytest.mark.parametrize("job", [REMINDER, FLASH])
def test_nothing_is_told_more_than_sixty_days_late(job):
    last_week = Week(2026, 27)

    assert fall(SUMMER, job, last_week).closed
    assert fall(SIXTY_DAYS, job, last_week).day == date(2026, 9, 4)


@pytest.mark.parametrize(
    ("calendar", "week", "reminded", "told"),
    [
        (FRANCE, ORDINARY, date(2026, 11, 23), date(2026, 11, 24)),
        (FRANCE, Week(2026, 14), date(2026, 4, 7), date(2026, 4, 8)),
        (CHRISTMAS, BEFORE, REOPENED, date(2027, 1, 5)),
    ],
)
def test_a_flash_waits_for_a_reminder_that_had_to_move(calendar, week, reminded, told):
    rhythm = replace(
        USUAL,
        reminder=When(on=True, weekday=0, at=time(9)),
        flash=When(on=True, weekday=1, at=time(9)),
    )
    alone = replace(rhythm, reminder=replace(rhythm.reminder, on=False))

    assert fall(calendar, REMINDER, week, rhythm).day == reminded
    assert fall(calendar, FLASH, week, rhythm).day == told
    assert fall(calendar, FLASH, week, alone).day == max(reminded, week.plus(1).day(1))


@pytest.mark.parametrize(
    ("job", "week", "utc"),
    [
        (PROMPT, Week(2026, 43), datetime(2026, 10, 23, 12, tzinfo=UTC)),
        (REMINDER, Week(2026, 43), datetime(2026, 10, 26, 7, 30, tzinfo=UTC)),
        (FLASH, Week(2026, 43), datetime(2026, 10, 26, 8, tzinfo=UTC)),
        (FLASH, Week(2026, 42), datetime(2026, 10, 19, 7, tzinfo=UTC)),
        (PROMPT, Week(2026, 13), datetime(2026, 3, 27, 13, tzinfo=UTC)),
        (REMINDER, Week(2026, 13), datetime(2026, 3, 30, 6, 30, tzinfo=UTC)),
        (FLASH, Week(2026, 13), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (FLASH, Week(2026, 12), datetime(2026, 3, 23, 8, tzinfo=UTC)),
    ],
)
def test_a_clock_change_leaves_the_hour_on_the_wall(job, week, utc):
    found = fall(FRANCE, job, week)

    assert found.moment == utc
    assert found.moment.astimezone(PARIS).time() == USUAL.of(job).at


@pytest.mark.parametrize(
    ("day", "wall", "utc"),
    [
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30, fold=1), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 30), datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 30, fold=1), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(3, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_shown_twice_is_the_first_and_one_never_shown_is_after_the_gap(day, wall, utc):
    assert moment_at(day, wall, PARIS) == utc


@pytest.mark.parametrize(
    ("department", "utc"),
    [
        ("974", datetime(2026, 11, 27, 10, tzinfo=UTC)),
        ("971", datetime(2026, 11, 27, 18, tzinfo=UTC)),
        ("988", datetime(2026, 11, 27, 3, tzinfo=UTC)),
        ("987", datetime(2026, 11, 28, 0, tzinfo=UTC)),
    ],
)
def test_overseas_it_is_two_in_the_afternoon_there(department, utc):
    rhythm = Rhythm(zone=zone_of(department), department=department)

    assert fall(Calendar(department), PROMPT, Week(2026, 48), rhythm).moment == utc


SAMPLE = {
    "Paris": FRANCE,
    "Strasbourg": ALSACE,
    "Metz": Calendar("57"),
    "Basse-Terre": Calendar("971"),
    "Saint-Denis": Calendar("974"),
    "Papeete": Calendar("987"),
    "Nouméa": Calendar("988"),
    "Christmas off": CHRISTMAS,
    "August off": Calendar("67", (Closure(date(2027, 7, 30), date(2027, 8, 29)),)),
    "no Fridays": PART_TIME,
    "no Mondays, no Fridays": Calendar("75", (), frozenset({0, 4})),
}

DECADE = [Week(2025, 1).plus(weeks) for weeks in range(522)]

RHYTHMS = {
    "usual": USUAL,
    "all on Monday": on(PROMPT, 0, DAY_BEGINS),
    "late": replace(on(FLASH, 4), reminder=When(on=True, weekday=3, at=time(17, 59))),
}


@pytest.mark.parametrize("name", RHYTHMS)
@pytest.mark.parametrize("place", SAMPLE)
def test_for_ten_years_all_is_asked_in_its_week_then_recalled_then_told_in_hours(place, name):
    calendar = SAMPLE[place]
    rhythm = check_rhythm(replace(RHYTHMS[name], zone=zone_of(calendar.department)))

    for week in DECADE:
        prompt, reminder, flash = (
            fall(calendar, job, week, rhythm) for job in (PROMPT, REMINDER, FLASH)
        )
        assert {one.closed for one in (prompt, reminder, flash)} == {calendar.is_closed(week)}
        if prompt.closed:
            continue
        assert week.monday <= prompt.day <= week.sunday < reminder.day <= flash.day
        assert prompt.moment < reminder.moment < flash.moment
        assert all(in_hours(one.moment, rhythm, calendar) for one in (prompt, reminder, flash))


@pytest.mark.parametrize("job", WEEKLY)
@pytest.mark.parametrize("place", ["Strasbourg", "Christmas off", "August off", "no Fridays"])
def test_what_is_next_becomes_what_is_last_and_weeks_keep_their_order(place, job):
    calendar = SAMPLE[place]
    after = paris(date(2026, 10, 1), DAY_BEGINS)
    until = paris(date(2027, 12, 1), DAY_BEGINS)
    worked = [one for one in due_between(USUAL, calendar, job, after, until) if not one.closed]
    now = after

    for one in worked:
        assert next_due(USUAL, calendar, job, now) == one
        now = one.moment
        assert last_due(USUAL, calendar, job, now) == one

    assert len(worked) > 50
    assert [one.week for one in worked] == sorted({one.week for one in worked})


@pytest.mark.parametrize(
    ("calendar", "job", "now", "last", "following"),
    [
        (FRANCE, PROMPT, paris(date(2026, 11, 20), time(13, 59, 59)), 46, 47),
        (FRANCE, PROMPT, paris(date(2026, 11, 20), time(14)), 47, 48),
        (FRANCE, FLASH, paris(date(2026, 11, 23), time(8, 59)), 46, 47),
        (FRANCE, FLASH, paris(date(2026, 11, 23), time(9)), 47, 48),
        (FRANCE, FLASH, paris(date(2026, 11, 29), time(23, 59)), 47, 48),
        # closed weeks are due too, at the hour planned, but never next
        (CHRISTMAS, FLASH, paris(date(2026, 12, 21), time(10)), 50, 51),
        (CHRISTMAS, FLASH, paris(date(2026, 12, 28), time(10)), 52, 51),
        (CHRISTMAS, PROMPT, paris(date(2026, 12, 26), time(10)), 52, 1),
        # week 51 is told when week 53 would have been
        (CHRISTMAS, FLASH, paris(REOPENED, time(8, 59)), 52, 51),
        (CHRISTMAS, FLASH, paris(REOPENED, time(9)), 51, 1),
        (CHRISTMAS, FLASH, paris(date(2027, 1, 8), time(12)), 51, 1),
        (CHRISTMAS, FLASH, paris(date(2027, 1, 11), time(9)), 1, 2),
        # a summer closed, as long as a flash can wait, then longer
        (SIXTY_DAYS, FLASH, paris(date(2026, 9, 4), time(8, 59)), 35, 27),
        (SIXTY_DAYS, FLASH, paris(date(2026, 9, 4), time(9)), 27, 36),
        (SUMMER, PROMPT, paris(date(2026, 7, 4), time(9)), 27, 38),
        (SUMMER, FLASH, paris(date(2026, 9, 14), time(9)), 37, 38),
    ],
)
def test_the_last_and_the_next_speak_of_these_weeks(calendar, job, now, last, following):
    before, after = last_due(USUAL, calendar, job, now), next_due(USUAL, calendar, job, now)

    assert before is not None
    assert after is not None
    assert (before.week.number, after.week.number) == (last, following)
    assert before.moment <= now < after.moment
    assert not after.closed


def test_two_flashes_of_weeks_worked_may_fall_together_and_the_later_week_is_the_last():
    rhythm = on(FLASH, 4)
    shut = Calendar(closures=(Closure(date(2026, 11, 27), date(2026, 12, 4)),))
    together = paris(date(2026, 12, 7), USUAL.flash.at)
    due = due_between(rhythm, shut, FLASH, together - timedelta(days=1), together)
    last = last_due(rhythm, shut, FLASH, together)

    assert [(one.week, one.closed) for one in due] == [
        (Week(2026, 47), False),
        (Week(2026, 48), False),
    ]
    assert last == due[1]


def test_what_is_due_between_is_in_order_with_the_closed_and_without_the_first_moment():
    after = fall(CHRISTMAS, FLASH, Week(2026, 50)).moment
    until = paris(REOPENED, USUAL.flash.at)
    due = due_between(USUAL, CHRISTMAS, FLASH, after, until)

    assert [(one.week, one.closed) for one in due] == [
        (FIRST_SHUT, True),
        (BEFORE, False),
        (LAST_SHUT, True),
    ]
    assert due_between(USUAL, CHRISTMAS, FLASH, until, until) == []
    assert due_between(USUAL, CHRISTMAS, FLASH, until, after) == []


def test_nothing_is_next_for_who_never_works():
    never = Calendar(days_off=frozenset(range(5)))
    now = paris(REOPENED, DAY_BEGINS)

    assert next_due(USUAL, never, PROMPT, now) is None
    assert next_allowed(now, USUAL, never) > now + timedelta(days=365)


FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
LAST_MINUTE = time(17, 59, 59)

ALLOWED = [
    (FRANCE, paris(FRIDAY, time(7, 59)), paris(FRIDAY, DAY_BEGINS)),
    (FRANCE, paris(FRIDAY, DAY_BEGINS), None),
    (FRANCE, paris(FRIDAY, LAST_MINUTE), None),
    (FRANCE, paris(FRIDAY, DAY_ENDS), paris(MONDAY, DAY_BEGINS)),
    (FRANCE, paris(date(2026, 11, 21), time(12)), paris(MONDAY, DAY_BEGINS)),
    (FRANCE, paris(MONDAY, time(0)), paris(MONDAY, DAY_BEGINS)),
    (FRANCE, paris(date(2026, 11, 11), time(12)), paris(date(2026, 11, 12), DAY_BEGINS)),
    (PART_TIME, paris(FRIDAY, time(12)), paris(MONDAY, DAY_BEGINS)),
    (ALSACE, paris(date(2027, 3, 25), DAY_ENDS), paris(date(2027, 3, 30), DAY_BEGINS)),
    (CHRISTMAS, paris(date(2026, 12, 18), time(23)), paris(REOPENED, DAY_BEGINS)),
    (SUMMER, paris(date(2026, 7, 6), time(9)), paris(date(2026, 9, 14), DAY_BEGINS)),
]


@pytest.mark.parametrize(("calendar", "moment", "allowed"), ALLOWED)
def test_nobody_is_written_to_out_of_hours_but_when_the_next_day_begins(calendar, moment, allowed):
    assert in_hours(moment, USUAL, calendar) is (allowed is None)
    assert next_allowed(moment, USUAL, calendar) == (allowed or moment)
    assert in_hours(next_allowed(moment, USUAL, calendar), USUAL, calendar)


def test_hours_are_those_of_the_place():
    noon_in_paris = paris(FRIDAY, time(12))
    tahiti = Rhythm(zone=zone_of("987"))

    assert not in_hours(noon_in_paris, tahiti, FRANCE)
    assert next_allowed(noon_in_paris, tahiti, FRANCE) == datetime(2026, 11, 20, 18, tzinfo=UTC)
    assert hours_end(noon_in_paris, tahiti) == datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.mark.parametrize("wall", [time(0), DAY_BEGINS, LAST_MINUTE, DAY_ENDS, time(23, 59)])
@pytest.mark.parametrize("day", [FRIDAY, date(2026, 3, 29), date(2026, 10, 25)])
def test_hours_end_on_the_day_itself_whatever_the_hour(day, wall):
    assert hours_end(paris(day, wall), USUAL) == paris(day, DAY_ENDS)


@pytest.mark.parametrize("zone", [*ZONES, "Europe/Brussels", "UTC"])
def test_a_rhythm_may_be_kept_in_any_zone(zone):
    rhythm = replace(USUAL, zone=zone)

    assert check_rhythm(rhythm) is rhythm
    assert rhythm.tz.key == zone


@pytest.mark.parametrize(
    "rhythm",
    [
        on(PROMPT, 0, DAY_BEGINS),
        on(PROMPT, 4, LAST_MINUTE),
        on(REMINDER, 0, time(8, 59)),
        on(FLASH, 4, time(8)),
        replace(USUAL, ceiling=0),
        replace(USUAL, ceiling=MOST_ASKED),
        # out of order, but one of them is off
        replace(USUAL, reminder=When(on=False, weekday=2, at=time(9))),
        replace(on(REMINDER, 2), flash=When(on=False, weekday=0, at=time(9))),
    ],
)
def test_a_rhythm_may_use_all_the_hours_of_the_week(rhythm):
    assert check_rhythm(rhythm) is rhythm


@pytest.mark.parametrize(
    "rhythm",
    [
        on(PROMPT, 5),
        on(PROMPT, 6),
        on(PROMPT, -1),
        on(PROMPT, 4, time(7, 59)),
        on(PROMPT, 4, DAY_ENDS),
        on(FLASH, 5),
        on(FLASH, 0, time(18, 30)),
        on(REMINDER, 0, time(7)),
        on(REMINDER, 0, USUAL.flash.at),
        on(REMINDER, 0, time(9, 1)),
        on(REMINDER, 1),
        replace(USUAL, prompt=When(on=False, weekday=6, at=time(14))),
        replace(USUAL, ceiling=-1),
        replace(USUAL, ceiling=MOST_ASKED + 1),
        replace(USUAL, zone=""),
        replace(USUAL, zone="Europe"),
        replace(USUAL, zone="Europe/Strasbourg"),
        replace(USUAL, zone="/etc/localtime"),
        replace(USUAL, zone="../zone"),
        replace(USUAL, zone="Paris\0"),
    ],
)
def test_a_rhythm_that_nobody_can_keep_is_refused(rhythm):
    with pytest.raises(RuleViolationError) as refused:
        check_rhythm(rhythm)

    assert refused.value.reason is Reason.BAD_RHYTHM


def test_the_purge_falls_on_the_first_wednesday_of_a_month_whatever_is_closed() -> None:
    for calendar in (Calendar(), CHRISTMAS):
        due = due_between(
            Rhythm(),
            calendar,
            MONTHLY_PURGE,
            datetime(2026, 11, 24, tzinfo=UTC),
            datetime(2027, 4, 1, tzinfo=UTC),
        )
        days = [one.day.isoformat() for one in due]
        assert days == ["2026-12-02", "2027-01-06", "2027-02-03", "2027-03-03"]
        assert not any(one.closed or one.moved for one in due)


def test_actions_are_reminded_of_on_every_day_of_work_in_a_slot_of_its_own() -> None:
    inventory = Calendar("67", (Closure(date(2026, 11, 25), date(2026, 11, 25)),))
    monday, sunday = paris(date(2026, 11, 23), time(0)), paris(date(2026, 11, 29), time(23))

    found = due_between(USUAL, inventory, ACTION_REMINDER, monday, sunday)

    assert [each.slot for each in found] == [
        "2026-11-23",
        "2026-11-24",
        "2026-11-26",
        "2026-11-27",
    ]
    assert {each.moment.astimezone(PARIS).time() for each in found} == {time(9)}
    assert not any(each.moved or each.closed for each in found)
    after = next_due(USUAL, inventory, ACTION_REMINDER, paris(date(2026, 11, 24), time(9)))
    assert after is not None
    assert after.day == date(2026, 11, 26)
    assert (
        next_due(USUAL, CHRISTMAS, ACTION_REMINDER, paris(date(2026, 12, 20), time(9)))
        == (
            due_between(
                USUAL,
                CHRISTMAS,
                ACTION_REMINDER,
                paris(date(2026, 12, 20), time(9)),
                paris(REOPENED, time(10)),
            )[0]
        )
    )


def test_the_board_report_falls_on_the_first_tuesday_of_a_month() -> None:
    since, until = datetime(2026, 11, 24, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)

    due = due_between(Rhythm(), CHRISTMAS, BOARD_REPORT, since, until)

    assert [one.day.isoformat() for one in due] == ["2026-12-01", "2027-01-05", "2027-02-02"]
