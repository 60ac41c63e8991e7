"""Who reads contributions, as use cases hand it to ``domain.contributions.view``."""

from collections.abc import Callable

from bot.usecases.turn import Actor
from domain.contributions.view import Reader
from domain.people import Person
from storage.contributions.visibility import Viewer
from storage.unit_of_work import UnitOfWork


def reader_of(unit: UnitOfWork, who: Actor | Viewer) -> Reader:
    """Return *who* as reader; whoever asks where others read along is everybody."""
    if isinstance(who, Viewer) and who.in_public:
        return everybody(unit, who.person.organisation_id)
    return reader(unit, who.person, who.key)


def reader(unit: UnitOfWork, person: Person, key: str) -> Reader:
    """Return a person as reader, with what stands for them on what they wrote anonymously."""
    return Reader(person, key, _large(unit, person.organisation_id))


def everybody(unit: UnitOfWork, organisation_id: int) -> Reader:
    """Return whoever reads the channel, a page that goes round, or what others put there."""
    return Reader(large_sites=_large(unit, organisation_id))


def _large(unit: UnitOfWork, organisation_id: int) -> Callable[[], frozenset[str]]:
    """Return what reads an organisation's large sites when it is first asked, and not again."""
    read: list[frozenset[str]] = []

    def large() -> frozenset[str]:
        if not read:
            read.append(unit.sites.large(organisation_id))
        return read[0]

    return large
