"""What people call what is kept: a number per organisation and year, ``AC-2026-0042``."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self


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
