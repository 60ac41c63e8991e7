"""For how long what is kept, and what is removed when that time is over.

Months are counted back from the day on which it is looked at. What is usual follows the guides of
the CNIL: names no longer than they serve the purpose, traces of sending for a year and a month.
"""

from calendar import monthrange
from datetime import date

from domain.confidentiality import Clean
from domain.errors import Reason, RuleViolationError
from domain.records import record

MOST_MONTHS = 120
"""Ten years: longer than any audit looks back."""

SENDS = 13
"""Months for which it is known who was sent what: a year can be compared with the one before."""

QUESTIONS = 1
"""Months for which « Je le note ? » waits for its answer; then the message is forgotten."""

READ_WORDS, UNREAD_WORDS = 3, 12
"""Months for which a young person's words under the survey are kept, once read and if never."""

EMPTIED = Clean("[…]")
"""What stands in the place of words that are gone."""


@record
class Retention:
    """What an organisation has set, in months."""

    leavers: int = 3
    """From leaving the team until one's name is removed."""
    names: int = 36
    """For which a name stands under what was said."""
    withdrawn: int = 12
    """For which the words stay that their author took back."""

    def check(self) -> "Retention":
        """Return itself if it can be kept.

        Raises:
            RuleViolationError: ``BAD_RETENTION``: a figure is not 1 to ``MOST_MONTHS``.
        """
        if all(1 <= each <= MOST_MONTHS for each in (self.leavers, self.names, self.withdrawn)):
            return self
        raise RuleViolationError(Reason.BAD_RETENTION)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months before; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@record
class Purged:
    """What a purge removed, by kind of record."""

    leavers: int = 0
    names: int = 0
    withdrawn: int = 0
    questions: int = 0
    sends: int = 0
    words: int = 0

    @property
    def total(self) -> int:
        """How much it is in all."""
        return (
            self.leavers + self.names + self.withdrawn + self.questions + self.sends + self.words
        )
