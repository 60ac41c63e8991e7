"""Whom the bot may write to unasked: absence, part time, opting out, and a weekly ceiling."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.calendar import WORKWEEK
from domain.errors import Reason, RuleViolationError
from domain.records import record

LONGEST_LEAVE = timedelta(days=3 * 366)
"""As long as parental leave, the longest that the Code du travail knows (art. L1225-48): a day
beyond it is a slip of the pen."""


@record
class Availability:
    """What a person has said about being asked."""

    opted_out: bool = False
    absent_until: date | None = None
    days_off: frozenset[int] = frozenset()

    def is_away(self, day: date) -> bool:
        """Tell whether the person is on leave on *day*, its last day included."""
        return self.absent_until is not None and day <= self.absent_until

    def back_on(self, day: date) -> date:
        """Return the first day, not before *day*, on which the person is not on leave.

        A leave longer than ``LONGEST_LEAVE``, which older versions kept, ends after that.
        """
        if self.absent_until is None or not self.is_away(day):
            return day
        return min(self.absent_until, day + LONGEST_LEAVE) + timedelta(days=1)

    def may_be_asked(self, day: date) -> bool:
        """Tell whether an unasked message may reach the person on *day*."""
        return not (self.opted_out or self.is_away(day) or day.weekday() in self.days_off)


def check_leave(until: date, today: date) -> date:
    """Return the last day of a leave; ``PAST_DAY`` unless it is from *today* to the longest's."""
    if not today <= until <= today + LONGEST_LEAVE:
        raise RuleViolationError(Reason.PAST_DAY)
    return until


def read_days(text: str) -> frozenset[int]:
    """Return the weekdays kept as digits, « 24 » for Wednesday and Friday."""
    return frozenset(int(digit) for digit in text if digit.isdecimal() and int(digit) in WORKWEEK)


def write_days(days: Iterable[int]) -> str:
    """Return weekdays as they are kept, in order."""
    return "".join(str(day) for day in sorted(set(days) & set(WORKWEEK)))
