"""Numbers that come from outside, and what people call what is kept: ``AC-2026-0042``."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

MOST_ID = 2**31 - 1
"""The highest id, and the highest number of anything: what a column of either database holds."""


def whole_number(text: str) -> int | None:
    """Return the whole number, from 0 to ``MOST_ID``, that *text* is written as; else None."""
    said = text.strip()
    if not said.isdecimal() or len(said) > _MOST_DIGITS:
        return None
    return number if (number := int(said)) <= MOST_ID else None


_MOST_DIGITS = 20
"""Zeros in front included; int() takes long for thousands, and refuses more."""


@dataclass(frozen=True, slots=True, order=True)
class YearlyNumber:
    """A number of a year; what begins it says what it is of, and those of one kind sort."""

    letters: ClassVar[str]
    """« AC »."""
    named: ClassVar[re.Pattern[str]]
    """How people write it, with the year and the serial."""

    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.letters}-{self.year}-{self.serial:04}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the first number of this kind named in *text*, or None."""
        found = cls.named.search(text)
        return cls(int(found[1]), int(found[2])) if found else None
