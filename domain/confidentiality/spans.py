"""What was found in a text and where, and the text without it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from domain.records import record

MASK = "███"


class Found(StrEnum):
    """What may identify a young person."""

    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    NIR = "nir"
    """The social security number (*numéro d'inscription au répertoire*)."""
    BIRTHDATE = "birthdate"
    """A date of birth, or an age beside a name."""
    ADDRESS = "address"
    HEALTH = "health"
    URL_WITH_ID = "url_with_id"
    """A link or a number that leads to one person's record."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text, from the character ``start`` up to ``end``, not included."""

    start: int
    end: int
    type: Found
    firm: bool = True
    """False for a first name alone: it may be anybody's."""


@record
class Examined:
    """What was found in a text, in its order; spans never overlap."""

    spans: tuple[Span, ...] = ()

    @property
    def firm(self) -> bool:
        """True when something more than first names alone was found."""
        return any(span.firm for span in self.spans)


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in their order without those that overlap one before them."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


_START, _END = attrgetter("start"), attrgetter("end")


def near(spans: Sequence[Span], start: int, end: int, reach: int = 0) -> Sequence[Span]:
    """Return those of *spans* that are at most *reach* characters away from *start* up to *end*.

    They are in their order and apart, so that only these are looked at.
    """
    first = bisect_left(spans, start - reach, key=_END)
    return spans[first : bisect_right(spans, end + reach, first, key=_START)]


def joined(spans: Iterable[Span]) -> list[list[Span]]:
    """Return spans in their order, those together that touch."""
    groups: list[list[Span]] = []
    end = -1
    for span in sorted(spans):
        if span.start <= end:
            groups[-1].append(span)
        else:
            groups.append([span])
        end = max(end, span.end)
    return groups
