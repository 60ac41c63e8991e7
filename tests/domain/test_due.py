"""What is due, last and next, over weeks and years."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from domain.calendar import Calendar, Closure, zone_of
from domain.isoweek import Week
from domain.rhythm import (
    DAY_BEGINS,
    When,
    check_rhythm,
    due_between,
    in_hours,
    last_due,
    next_allowed,
    next_due,
)
from tests.domain.rhythms import (
    ALSACE,
    BEFORE,
    CHRISTMAS,
    FIRST_SHUT,
    FLASH,
    FRANCE,
    LAST_SHUT,
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
