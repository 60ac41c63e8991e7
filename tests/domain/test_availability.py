"""Whom the bot may write to unasked."""

from datetime import date

import pytest

from domain.availability import Availability, read_days, write_days

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def test_who_has_said_nothing_may_be_asked() -> None:
    assert Availability().may_be_asked(TUESDAY)
    assert not Availability().is_away(TUESDAY)


@pytest.mark.parametrize(
    ("day", "is_away"),
    [(date(2026, 11, 23), True), (TUESDAY, True), (WEDNESDAY, False)],
)
def test_a_leave_holds_up_to_and_with_its_last_day(day: date, is_away: bool) -> None:
    away = Availability(absent_until=TUESDAY)

    assert away.is_away(day) == is_away
    assert away.may_be_asked(day) != is_away


def test_nobody_is_asked_on_a_day_that_they_do_not_work() -> None:
    part_time = Availability(days_off=frozenset({2}))

    assert part_time.may_be_asked(TUESDAY)
    assert not part_time.may_be_asked(WEDNESDAY)
    assert not part_time.is_away(WEDNESDAY), "part time is no leave"


def test_who_opted_out_is_asked_on_no_day_and_is_not_on_leave() -> None:
    out = Availability(opted_out=True)

    assert not out.may_be_asked(TUESDAY)
    assert not out.is_away(TUESDAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", set()),
        ("24", {2, 4}),
        ("42", {2, 4}),
        ("2,4", {2, 4}),
        ("2244", {2, 4}),
        ("0123456789", {0, 1, 2, 3, 4}),
        ("56", set()),
        ("mercredi", set()),
    ],
)
def test_days_are_read_as_digits_of_the_working_week(text: str, days: set[int]) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((), ""),
        ((4, 2), "24"),
        ((2, 2), "2"),
        ((5, 6), ""),
        ((-1, 0, 12), "0"),
        (range(7), "01234"),
    ],
)
def test_days_are_written_once_and_in_order(days: tuple[int, ...], text: str) -> None:
    assert write_days(days) == text


def test_what_is_written_is_read() -> None:
    assert read_days(write_days({0, 3})) == {0, 3}
