"""Whom the bot may write to unasked: absence, part time, opting out, and a weekly ceiling."""

from collections.abc import Iterable
from datetime import date

from domain.calendar import WORKWEEK
from domain.records import record


@record
class Availability:
    """What a person has said about being asked."""

    opted_out: bool = False
    absent_until: date | None = None
    days_off: frozenset[int] = frozenset()

    def is_away(self, day: date) -> bool:
        """Tell whether the person is on leave on *day*, its last day included."""
        return self.absent_until is not None and day <= self.absent_until

    def may_be_asked(self, day: date) -> bool:
        """Tell whether an unasked message may reach the person on *day*."""
        return not (self.opted_out or self.is_away(day) or day.weekday() in self.days_off)


def read_days(text: str) -> frozenset[int]:
    """Return the weekdays kept as digits, « 24 » for Wednesday and Friday."""
    return frozenset(int(digit) for digit in text if digit.isdigit() and int(digit) in WORKWEEK)


def write_days(days: Iterable[int]) -> str:
    """Return weekdays as they are kept, in order."""
    return "".join(str(day) for day in sorted(set(days) & set(WORKWEEK)))
