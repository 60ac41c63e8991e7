"""What comes from outside: complaints (*réclamations*) and partnership requests, by their dates.

A sheet says when it came, was answered and was closed; it never names who made it. Delays are
counted in days of the calendar, from the day on which it was received: 0 on the same day.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from statistics import fmean, median

from domain.calendar import EARLIEST
from domain.errors import Reason, RuleViolationError
from domain.numbers import YearlyNumber
from domain.pages import PAGE
from domain.people import Site
from domain.records import record

LONGEST_SUBJECT = 1_000
"""Characters of a subject: it says what it is about, the file is elsewhere."""


class RequestNature(StrEnum):
    """What is asked from outside."""

    COMPLAINT = "complaint"
    PARTNERSHIP = "partnership"


class RequestChannel(StrEnum):
    """How it came."""

    DESK = "desk"
    PHONE = "phone"
    MAIL = "mail"
    EMAIL = "email"
    FORM = "form"
    OTHER = "other"


class RequestNumber(YearlyNumber):
    """What people call a sheet: ``RE-2026-0003``, per organisation and year."""

    __slots__ = ()
    letters = "RE"
    named = re.compile(r"RE-(\d{4})-(\d{4,9})", re.IGNORECASE)


@record
class Dates:
    """The three days of a sheet; it is open until it is closed."""

    received: date
    answered: date | None = None
    closed: date | None = None

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.closed is None

    @property
    def is_unanswered(self) -> bool:
        """True while whoever made it waits; what was closed waits for nothing."""
        return self.answered is None and self.closed is None

    def age(self, today: date) -> int:
        """Return for how many days it has been, or was, open."""
        return ((self.closed or today) - self.received).days

    def is_late(self, today: date, promised: int) -> bool:
        """Tell whether it waits for an answer for longer than the *promised* days."""
        return self.is_unanswered and self.age(today) > promised

    def check(self, today: date) -> "Dates":
        """Return itself if it can be kept.

        Raises:
            RuleViolationError: ``BAD_REQUEST_DATES``: it was answered or closed before it was
                received, or a day is in the future or long past.
        """
        later = [day for day in (self.answered, self.closed) if day is not None]
        if self.received < EARLIEST or any(not self.received <= day <= today for day in later):
            raise RuleViolationError(Reason.BAD_REQUEST_DATES)
        if self.received > today:
            raise RuleViolationError(Reason.BAD_REQUEST_DATES)
        return self


@record
class Request:
    """A sheet, as it is kept."""

    id: int
    organisation_id: int
    number: RequestNumber
    nature: RequestNature
    channel: RequestChannel
    subject: str
    dates: Dates
    site_id: int | None = None
    site_name: str = ""
    created_by_id: int | None = None


@record
class Delay:
    """How long it took, in days; without a figure where nothing has come so far."""

    count: int = 0
    average: float | None = None
    median: float | None = None


def delay(days: Iterable[int]) -> Delay:
    """Return average and median of so many *days* each."""
    known = list(days)
    return Delay(len(known), fmean(known), float(median(known))) if known else Delay()


def delay_to_answer(requests: Iterable[Dates]) -> Delay:
    """Return how long those that were answered waited for it."""
    return delay((each.answered - each.received).days for each in requests if each.answered)


def delay_to_close(requests: Iterable[Dates]) -> Delay:
    """Return how long those that were closed were open."""
    return delay((each.closed - each.received).days for each in requests if each.closed)


@record
class Tally:
    """How many sheets there are, how many are open, and how many of these wait for too long."""

    total: int
    open: int
    late: int


@record
class Sheet:
    """A sheet, and what its reader may do with it."""

    request: Request
    today: date
    promised: int
    may_list: bool = False
    sites: tuple[Site, ...] = ()


@record
class Sheets:
    """A page of the sheets of a nature, the open ones first."""

    nature: RequestNature
    requests: tuple[Request, ...]
    number: int
    tally: Tally
    today: date
    promised: int
    """Days within which an answer is promised: as for an idea (« Réglages »)."""
    answered: Delay

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.tally.total - 1) // PAGE)
