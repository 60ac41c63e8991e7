"""How many of some people did something, told only where it tells of nobody."""

from collections.abc import Iterable
from enum import StrEnum

from domain.records import record

FEW = 3
"""Of fewer people no figure is told, nor where all but fewer did: that all did tells of each."""


class Told(StrEnum):
    """What may be told of how many they are."""

    NOTHING = "nothing"
    FEWER = "fewer"
    """Fewer than ``FEW``, none perhaps: that one comes to none must not be seen."""
    EXACT = "exact"
    MORE = "more"
    """All but fewer than ``FEW``, all perhaps."""


@record
class Among:
    """How many of some people did something."""

    count: int = 0
    of: int = 0

    @property
    def told(self) -> Told:
        """What may be told of it."""
        if self.of < 2 * FEW:
            return Told.NOTHING
        if self.count < FEW:
            return Told.FEWER
        return Told.EXACT if self.count <= self.of - FEW else Told.MORE


def not_to_be_subtracted(staff: Iterable[int], all_staff: int) -> list[int]:
    """Return which of some groups, by their place, are told without giving the others away.

    The rest, what is left when all that is told is taken from *all_staff*, is nobody or at least
    ``FEW`` people: else the smallest of the groups are kept back with it (secondary suppression,
    as in Hundepool and others, *Statistical Disclosure Control*, 2012).
    """
    sizes = list(staff)
    told = sorted(range(len(sizes)), key=lambda place: -sizes[place])
    rest = all_staff - sum(sizes)
    while told and 0 < rest < FEW:
        rest += sizes[told.pop()]
    return sorted(told)
