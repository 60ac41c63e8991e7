"""An organisation with a person in it and what that person writes: as little as a row needs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Origin
from domain.kinds import Kind
from domain.people import Person
from storage.contributions.draft import Draft
from storage.contributions.repository import Contributions, LockedContribution
from storage.holdings import Holding
from storage.rights.repository import Rights
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TENANT = "11111111-1111-4111-8111-111111111111"


def organisation(unit: UnitOfWork) -> int:
    return unit.organisations.get_or_add(TENANT, NOW)


def nadia(unit: UnitOfWork) -> Person:
    return unit.people.meet(organisation(unit), "aad-nadia", "29:nadia", "Nadia Benali")


def add(unit: UnitOfWork, /, text: str = "le badge", **changes: Any) -> LockedContribution:
    """Keep a contribution of Nadia's, or of who *changes* say."""
    author: dict[str, Any] = {"author_id": nadia(unit).id, "author_name": "Nadia Benali"}
    if "author_key" in changes:
        author = {}
    draft = replace(Draft(Kind.IRRITANT, Clean(text), Origin.FORM), **(author | changes))
    return unit.of(Contributions).add(organisation(unit), draft, 2026, NOW)


def erase(unit: UnitOfWork, person: Person, key: str, holds: Sequence[Holding]) -> None:
    """Erase a person's name, all parts of it at once."""
    unit.of(Rights).begin_erasure(person, "digest", "asked", NOW, holds)
    while (begun := unit.of(Rights).begun()) is not None:
        unit.of(Rights).erase_part(begun, person, key, holds)


def written(unit: UnitOfWork) -> list[Contribution]:
    """Return what Nadia wrote, oldest first."""
    found, _ = unit.of(Contributions).written_by(nadia(unit), "", limit=500, offset=0)
    return found[::-1]


def failing(text: str, error: BaseException) -> Callable[[UnitOfWork], None]:
    """Return work that keeps a contribution and then raises *error*."""

    def work(unit: UnitOfWork) -> None:
        add(unit, text)
        raise error

    return work
