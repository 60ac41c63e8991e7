"""ISO 8601 weeks: their names, their days, the turn of the year."""

from datetime import date, timedelta

import pytest

from domain.isoweek import Week

WEEKS = [
    ("2026-W48", date(2026, 11, 23), date(2026, 11, 29)),
    ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
    ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
    ("2027-W01", date(2027, 1, 4), date(2027, 1, 10)),
    ("2027-W52", date(2027, 12, 27), date(2028, 1, 2)),
    ("2020-W09", date(2020, 2, 24), date(2020, 3, 1)),
]


@pytest.mark.parametrize(("text", "monday", "sunday"), WEEKS)
def test_a_week_is_read_and_written_the_same_and_knows_its_days(text, monday, sunday):
    week = Week.parse(text)

    assert str(week) == text
    assert (week.monday, week.sunday) == (monday, sunday)
    assert [week.day(weekday) for weekday in range(7)] == [
        monday + timedelta(days=days) for days in range(7)
    ]


@pytest.mark.parametrize(("text", "monday", "sunday"), WEEKS)
def test_every_day_is_in_its_week_and_no_other(text, monday, sunday):
    week = Week.parse(text)

    assert {Week.of(week.day(weekday)) for weekday in range(7)} == {week}
    assert Week.of(monday - timedelta(days=1)) == week.plus(-1)
    assert Week.of(sunday + timedelta(days=1)) == week.plus(1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-W54",
        "2026-W00",
        "2027-W53",
        "2025-W53",
        "0000-W01",
        "2026-W1",
        "2026W48",
        "2026-48",
        "2026-w48",
        "2026-W48-1",
        " 2026-W48",
        "2026-W48\n",
        "26-W48",
        "２０２６-W48",
        "semaine 48",
        "",
    ],
)
def test_anything_else_is_not_a_week(text):
    with pytest.raises(ValueError, match=r"(?i)week|year"):
        Week.parse(text)


@pytest.mark.parametrize("weekday", [-1, 7])
def test_a_week_has_seven_days(weekday):
    with pytest.raises(ValueError, match="day"):
        Week(2026, 48).day(weekday)


@pytest.mark.parametrize(
    ("week", "weeks", "other"),
    [
        (Week(2026, 48), 0, Week(2026, 48)),
        (Week(2026, 52), 1, Week(2026, 53)),
        (Week(2026, 53), 1, Week(2027, 1)),
        (Week(2025, 52), 1, Week(2026, 1)),
        (Week(2026, 1), 53, Week(2027, 1)),
    ],
)
def test_weeks_are_counted_over_the_turn_of_the_year_both_ways(week, weeks, other):
    assert week.plus(weeks) == other
    assert other.plus(-weeks) == week


def test_weeks_sort_as_they_follow_each_other():
    weeks = [Week(2026, 1).plus(weeks) for weeks in range(120)]
    last_first = weeks[::-1]

    assert sorted(last_first) == weeks
    assert sorted(last_first, key=str) == weeks
