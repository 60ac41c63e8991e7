"""What was found in a text and where, and the text without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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


def joined(spans: Iterable[Span]) -> list[list[Span]]:
    """Return spans in their order, those together that touch."""
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and span.start <= max(each.end for each in groups[-1]):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups
