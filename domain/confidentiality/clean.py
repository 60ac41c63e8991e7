"""Text that may be kept: examined, and masked where something was found."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from domain.confidentiality.spans import MASK, Found, Span, joined


class Mask(NamedTuple):
    """What one « ███ » stands for; ``firm`` is False for a first name alone."""

    type: Found
    firm: bool = True


class Clean(str):
    """A text in which what may identify a young person is masked.

    Made by a ``Screen`` and by nothing else, but where what was kept is read again. What is cut
    from a clean text is clean. The columns for people's words refuse any other ``str``.
    """

    __slots__ = ("masks",)

    masks: tuple[Mask | None, ...]
    """One for each « ███ » in the text; None for one that stood there before."""

    def __new__(cls, text: str = "", masks: Iterable[Mask | None] | None = None) -> Self:
        """Return *text*, which was examined already, as clean."""
        clean = super().__new__(cls, text)
        clean.masks = (None,) * text.count(MASK) if masks is None else tuple(masks)
        return clean

    @property
    def found(self) -> tuple[Mask, ...]:
        """What was masked just now."""
        return tuple(mask for mask in self.masks if mask is not None)

    def strip(self, chars: str | None = None, /) -> "Clean":
        """Return it without the spaces around it."""
        return Clean(super().strip(chars), self.masks)

    def cut(self, length: int) -> "Clean":
        """Return at most *length* characters of it."""
        kept = self[:length]
        return Clean(kept, self.masks[: kept.count(MASK)])

    def lines(self) -> "list[Clean]":
        """Return its lines."""
        return [Clean(line) for line in self.splitlines()]

    def in_one_line(self) -> "Clean":
        """Return it with single spaces and no line ends."""
        return Clean(" ".join(self.split()), self.masks)


EMPTY = Clean("")
"""No words: nothing to examine."""


def masked(text: str, spans: Iterable[Span]) -> Clean:
    """Return *text* with « ███ » in the place of each span; what touches becomes one."""
    shown: list[str] = []
    masks: list[Mask | None] = []
    place = 0
    for group in joined(spans):
        before = text[place : group[0].start]
        masks += [None] * before.count(MASK)
        shown += [before, MASK]
        masks.append(_mask_of(group))
        place = max(span.end for span in group)
    rest = text[place:]
    return Clean("".join([*shown, rest]), [*masks, *[None] * rest.count(MASK)])


def _mask_of(group: Sequence[Span]) -> Mask:
    """Return what a mask stands for: of several things that touch, the one that is no name."""
    told = next((span for span in group if span.type is not Found.PERSON), group[0])
    return Mask(told.type, any(span.firm for span in group))
