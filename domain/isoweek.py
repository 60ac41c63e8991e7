"""A week as ISO 8601 counts it: Monday to Sunday, and the year that holds its Thursday."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week, written ``2026-W48``; weeks sort as they follow each other."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week that *day* is in; its year may not be the day's own."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the week written in *text*, exactly as ``str`` writes it.

        Raises:
            ValueError: it is written otherwise, or the year has no such week.
        """
        found = _WEEK.fullmatch(text)
        if not found:
            raise ValueError(f"not a week: {text!r}")
        return cls.of(date.fromisocalendar(int(found[1]), int(found[2]), 1))

    def day(self, weekday: int) -> date:
        """Return a day of the week; *weekday* runs from 0, Monday, to 6, Sunday.

        Raises:
            ValueError: there is no such day, or the year has no such week.
        """
        return date.fromisocalendar(self.year, self.number, weekday + 1)

    @property
    def monday(self) -> date:
        """The first day."""
        return self.day(0)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.day(6)

    def plus(self, weeks: int) -> Self:
        """Return the week that many *weeks* later, or earlier when negative."""
        return self.of(self.monday + timedelta(weeks=weeks))
