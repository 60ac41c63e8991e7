"""A question as plain values, as a button carries it and a table keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from domain.contributions.contribution import Number, Status
from domain.inquiry import Dated, Inquiry, Order, Period, Shape
from domain.kinds import Kind


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
    first, last = (date.fromisoformat(end) if end else None for end in ends)
    return Period(first, last)


_READERS: dict[str, Callable[[Any], Any]] = {
    "shape": Shape,
    "number": lambda number: Number(int(number["year"]), int(number["serial"])),
    "serial": int,
    "kinds": _many(Kind),
    "statuses": _many(Status),
    "sites": _many(int),
    "authors": _many(int),
    "mine": bool,
    "engagement": int,
    "tags": _many(str),
    "period": _period,
    "dated": Dated,
    "unanswered_for": int,
    "overdue": bool,
    "assigned_to_me": bool,
    "supported_by_me": bool,
    "text": str,
    "order": Order,
    "wants_reasons": bool,
}
