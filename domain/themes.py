"""A theme (*sujet*): one problem that several say, each in their own words."""

from dataclasses import dataclass

from domain.errors import Reason, RuleViolationError

MOST_THRESHOLD = 50
"""The highest number of people, or weeks, from which a theme can be called recurrent."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """From how many people, or weeks, a theme is *récurrent* here; either suffices."""

    people: int = 3
    weeks: int = 3

    def check(self) -> "Recurrence":
        """Return itself if it can be kept.

        Raises:
            RuleViolationError: ``BAD_RECURRENCE``: a figure is not 2 to ``MOST_THRESHOLD``.
        """
        if all(2 <= each <= MOST_THRESHOLD for each in (self.people, self.weeks)):  # noqa: PLR2004 -- once is not again
            return self
        raise RuleViolationError(Reason.BAD_RECURRENCE)
