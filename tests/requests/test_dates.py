"""A sheet's dates: in their order, none to come; and the delays that they make."""

from datetime import date

import pytest

from domain.errors import Reason, RuleViolationError
from domain.requests.request import (
    Dates,
    Delay,
    RequestNumber,
    delay,
    delay_to_answer,
    delay_to_close,
)

TODAY = date(2026, 11, 24)


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize(
    "dates",
    [
        Dates(TODAY),
        Dates(TODAY, TODAY, TODAY),
        Dates(day(1), day(2), day(3)),
        Dates(day(1), day(3), day(2)),  # closed by word of mouth, answered in writing after
        Dates(day(1), None, day(1)),
    ],
)
def test_dates_in_their_order_are_kept(dates: Dates) -> None:
    assert dates.check(TODAY) is dates


@pytest.mark.parametrize(
    "dates",
    [
        Dates(day(25)),
        Dates(day(10), day(9)),
        Dates(day(10), None, day(9)),
        Dates(day(10), day(25)),
        Dates(day(10), day(11), day(25)),
        Dates(day(25), day(26)),
        Dates(date(26, 11, 1)),
    ],
)
def test_dates_that_cannot_be_are_refused(dates: Dates) -> None:
    with pytest.raises(RuleViolationError) as no:
        dates.check(TODAY)

    assert no.value.reason is Reason.BAD_REQUEST_DATES


def test_what_waits_longer_than_promised_is_late() -> None:
    assert not Dates(day(4)).is_late(TODAY, promised=20)
    assert Dates(day(3)).is_late(TODAY, promised=20)
    assert not Dates(day(3), answered=day(23)).is_late(TODAY, promised=20)
    assert not Dates(day(3), closed=day(23)).is_late(TODAY, promised=20)


def test_age_is_counted_until_it_is_closed() -> None:
    assert Dates(day(4)).age(TODAY) == 20
    assert Dates(day(4), day(5)).age(TODAY) == 20
    assert Dates(day(4), day(5), day(6)).age(TODAY) == 2


def test_delays_are_the_average_and_the_median_of_what_has_come_so_far() -> None:
    sheets = [
        Dates(day(1), day(1), day(2)),
        Dates(day(1), day(3), day(11)),
        Dates(day(1), day(11)),
        Dates(day(1)),
    ]

    assert delay_to_answer(sheets) == Delay(3, 4.0, 2.0)
    assert delay_to_close(sheets) == Delay(2, 5.5, 5.5)
    assert delay([]) == Delay(0, None, None)


def test_a_sheet_has_a_number_to_call_it_by() -> None:
    assert str(RequestNumber(2026, 3)) == "RE-2026-0003"
    assert RequestNumber.parse("la fiche re-2026-0003 ?") == RequestNumber(2026, 3)
    assert RequestNumber.parse("AC-2026-0003") is None
