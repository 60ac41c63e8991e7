"""The hours in which people are written to, by the clock on their wall, and who may set them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from domain.calendar import ZONES, Calendar, zone_of
from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week
from domain.rhythm import (
    DAY_BEGINS,
    DAY_ENDS,
    MOST_ASKED,
    Rhythm,
    When,
    check_rhythm,
    hours_end,
    in_hours,
    moment_at,
    next_allowed,
)
from tests.domain.rhythms import (
    ALSACE,
    CHRISTMAS,
    FLASH,
    FRANCE,
    PARIS,
    PART_TIME,
    PROMPT,
    REMINDER,
    REOPENED,
    SUMMER,
    USUAL,
    fall,
    on,
    paris,
)

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
LAST_MINUTE = time(17, 59, 59)


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
