"""When the rituals fall: holidays, closures, part time, the turn of the year."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.actions.jobs import ACTION_REMINDER
from domain.board.jobs import BOARD_REPORT
from domain.calendar import Calendar, Closure
from domain.isoweek import Week
from domain.rhythm import (
    DAY_BEGINS,
    Rhythm,
    When,
    due_between,
    last_due,
    next_due,
    occurrence,
)
from domain.rights.jobs import MONTHLY_PURGE
from tests.domain.rhythms import (
    ALSACE,
    BEFORE,
    CHRISTMAS,
    FIRST_SHUT,
    FLASH,
    FRANCE,
    LAST_SHUT,
    ORDINARY,
    PARIS,
    PART_TIME,
    PROMPT,
    REMINDER,
    REOPENED,
    SIXTY_DAYS,
    SUMMER,
    USUAL,
    WEEKLY,
    fall,
    on,
    paris,
)

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
