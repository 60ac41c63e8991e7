"""Contributions as lines of a file: what the export writes and the import reads."""

from datetime import date, datetime
from enum import StrEnum

from domain.confidentiality import Mask
from domain.contributions.contribution import Contribution, Number, Origin, Status
from domain.kinds import Kind
from domain.people import SMALLEST_SITE
from domain.records import record


class Form(StrEnum):
    """The kinds of file in which a list is taken out."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class Column(StrEnum):
    """The columns of the CSV, in their order; also the names of the fields of ``Line``."""

    NUMBER = "number"
    CREATED_AT = "created_at"
    KIND = "kind"
    STATUS = "status"
    TEXT = "text"
    AUTHOR = "author"
    SITE = "site"
    TAGS = "tags"
    ENGAGEMENT = "engagement"
    SUPPORT = "support"
    READ_AT = "read_at"
    PROMISED_AT = "promised_at"
    DECIDED_AT = "decided_at"
    ANSWER = "answer"
    MERGED_INTO = "merged_into"


MOMENTS = (Column.CREATED_AT, Column.READ_AT, Column.PROMISED_AT, Column.DECIDED_AT)
"""The columns that hold a moment, or a day."""


@record
class Line:
    """A contribution as a line says it; an empty author is an anonymous one."""

    number: Number | None
    """None on a line of an import that has none yet."""
    created_at: datetime
    kind: Kind
    status: Status
    text: str
    author: str = ""
    """A user principal name."""
    site: str = ""
    tags: tuple[str, ...] = ()
    engagement: int | None = None
    support: int = 0
    read_at: datetime | None = None
    promised_at: date | None = None
    decided_at: datetime | None = None
    answer: str = ""
    merged_into: Number | None = None
    masks: tuple[Mask, ...] = ()
    """What was masked in it when it was read from a file; no column."""


class Fault(StrEnum):
    """Why a line is not brought in."""

    CELLS = "cells"
    """More cells than columns: a separator inside a text that is not quoted."""
    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    KIND = "kind"
    STATUS = "status"
    STATUS_OF_KIND = "status_of_kind"
    NO_REASON = "no_reason"
    ANSWER_TOO_LONG = "answer_too_long"
    NUMBER = "number"
    NUMBER_TWICE = "number_twice"
    MOMENT = "moment"
    FUTURE = "future"
    ENGAGEMENT = "engagement"
    SUPPORT = "support"
    AUTHOR = "author"
    SITE = "site"
    TAGS = "tags"
    MERGED_NOWHERE = "merged_nowhere"
    MERGED_BADLY = "merged_badly"


@record
class Problem:
    """What is wrong with a line, and the column and value in which it is."""

    fault: Fault
    column: Column
    value: str = ""


def line_of(contribution: Contribution, upn: str, sizes: dict[str, int]) -> Line:
    """Return what is told of a contribution, whose author has that *upn*, outside the bot.

    *sizes* are the staff of each site: where few work, the site would name who is anonymous.
    """
    return Line(
        number=contribution.number,
        created_at=contribution.created_at,
        kind=contribution.kind,
        status=contribution.status,
        text=contribution.text,
        author="" if contribution.is_anonymous else upn,
        site="" if _site_names(contribution, sizes) else contribution.site_name,
        tags=contribution.tags,
        engagement=contribution.engagement,
        support=contribution.support,
        read_at=contribution.read_at,
        promised_at=contribution.promised_on,
        decided_at=contribution.decided_at,
        answer=contribution.answer,
        merged_into=contribution.merged_into,
    )


def _site_names(contribution: Contribution, sizes: dict[str, int]) -> bool:
    """Tell whether the site would name who is anonymous.

    Where no staff is known at all, what a file brought goes out as it came in: whoever brought it
    has read it, and was shown no more than this when it was taken out elsewhere.
    """
    if not contribution.is_anonymous:
        return False
    if contribution.origin is Origin.IMPORT and not sizes:
        return False
    return sizes.get(contribution.site_name, 0) < SMALLEST_SITE
