"""Who comes to tea."""

import sqlalchemy as sa

from domain.people import Person
from storage.repository import Repository
from tests.plugs.tea.tables import GUEST


class Guests(Repository):
    """The guests of each week."""

    def add(self, person: Person, week: str) -> None:
        """Keep that somebody comes; once, however often they say so."""
        here = {"organisation_id": person.organisation_id, "person_id": person.id, "week": week}
        known = sa.select(GUEST.c.id).where(GUEST.c.person_id == person.id, GUEST.c.week == week)
        if self._connection.scalar(known) is None:
            self._connection.execute(sa.insert(GUEST).values(here))

    def count(self, organisation_id: int, week: str) -> int:
        """Return how many come."""
        counting = sa.select(sa.func.count()).where(
            GUEST.c.organisation_id == organisation_id, GUEST.c.week == week
        )
        return self._connection.scalar(counting) or 0
