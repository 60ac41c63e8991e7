"""A question as plain values, as a button carries it and a table keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from domain.calendar import NO_DAY, chosen_day
from domain.contributions.contribution import Number, Status
from domain.engagements import ENGAGEMENTS
from domain.inquiry import Dated, Inquiry, Order, Period, Shape
from domain.inquiry.periods import LONGEST
from domain.kinds import Kind
from domain.numbers import MOST_ID


def write(inquiry: Inquiry) -> dict[str, Any]:
    """Return what was asked about, as JSON holds it."""
    values = {name: value for name, value in asdict(inquiry).items() if value or value == 0}
    if inquiry.unanswered_for is None:
        values.pop("unanswered_for", None)
    if inquiry.period:
        values["period"] = [str(inquiry.period.first or ""), str(inquiry.period.last or "")]
    return {name: value for name, value in values.items() if value is not False}


def read(values: dict[str, Any]) -> Inquiry:
    """Return the question that *values* hold.

    Raises:
        ValueError: they hold none.
    """
    try:
        return Inquiry(**{name: _READERS[name](value) for name, value in values.items()})
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError("not a question") from None


def _many(make: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda values: tuple(make(value) for value in values)


def _period(ends: Sequence[str]) -> Period:
    first, last = (chosen_day(end) if end else None for end in ends)
    if NO_DAY in (first, last):
        raise ValueError("a day that is none")
    return Period(first, last)


def _number(most: int) -> Callable[[Any], int]:
    """Return what reads a whole number from 0 to *most*."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise ValueError("no number, or one out of bounds")
        return value

    return read


_id = _number(MOST_ID)


_READERS: dict[str, Callable[[Any], Any]] = {
    "shape": Shape,
    "number": lambda number: Number(_id(number["year"]), _id(number["serial"])),
    "serial": _id,
    "kinds": _many(Kind),
    "statuses": _many(Status),
    "sites": _many(_id),
    "authors": _many(_id),
    "mine": bool,
    "engagement": _number(len(ENGAGEMENTS)),
    "tags": _many(str),
    "period": _period,
    "dated": Dated,
    "unanswered_for": _number(LONGEST),
    "overdue": bool,
    "assigned_to_me": bool,
    "supported_by_me": bool,
    "text": str,
    "order": Order,
    "wants_reasons": bool,
}
