"""The people of the decade as Teams knows them."""

from dataclasses import dataclass

from tests.bench.decade import PEOPLE, TENANT
from tests.bench.keeping import LEAD
from tests.world import Somebody


@dataclass(frozen=True)
class Colleague(Somebody):
    """One of the people of the decade."""

    @property
    def id(self) -> str:
        return f"29:{self.aad.removeprefix('person-')}"

    @property
    def upn(self) -> str:
        return f"p{self.aad.removeprefix('person-')}@ml.example"


COLLEAGUES = [
    Colleague(f"Camille Durand-{each}", f"person-{each}", TENANT) for each in range(PEOPLE)
]
BOSS = next(each for each in COLLEAGUES if each.aad == LEAD)
"""The quality lead."""
LEAVER = COLLEAGUES[3]
"""Who has said some thousand things, asks for them, and has their name erased."""
