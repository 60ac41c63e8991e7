"""A page of a list, as a view of one shows it."""

from dataclasses import dataclass
from typing import ClassVar

PAGE = 5
"""Things on one page of most lists: a card that a phone shows whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A page of a list: its ``number`` counts from 0, its ``total`` is of the whole list."""

    size: ClassVar[int] = PAGE
    """How many stand on one page."""

    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // self.size)
