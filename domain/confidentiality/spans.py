"""What was found in a text and where, and the text without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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
    """A link that leads to one person's record."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text, from the character ``start`` up to ``end``, not included."""

    start: int
    end: int
    type: Found
    firm: bool = True
    """False for a first name alone: it may be anybody's."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a text, in its order; spans never overlap."""

    spans: tuple[Span, ...] = ()

    @property
    def firm(self) -> bool:
        """True when something more than first names alone was found."""
        return any(span.firm for span in self.spans)


def mask(text: str, spans: Iterable[Span]) -> str:
    """Return *text* with « ███ » in the place of each span; what touches becomes one."""
    shown, place = [], 0
    for start, end in _joined(spans):
        shown += [text[place:start], MASK]
        place = end
    return "".join([*shown, text[place:]])


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        else:
            joined.append((span.start, span.end))
    return joined
