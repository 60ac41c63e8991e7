"""How often people are written to unasked, each within a ceiling; and who wants it no more."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from domain.people import Person
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SolicitationRow, WishRow

_S, _W, _P = table(SolicitationRow), table(WishRow), table(PersonRow)


class Solicitations(Repository):
    """The unasked messages of each calendar week, by person and by what caused them."""

    def counts(self, organisation_id: int, week: str) -> Counter[int]:
        """Return how many unasked messages each person gets in the calendar week *week*."""
        rows = self._connection.execute(
            sa.select(_S.c.person_id, sa.func.count())
            .where(_S.c.organisation_id == organisation_id, _S.c.week == week)
            .group_by(_S.c.person_id)
        )
        return Counter({row[0]: row[1] for row in rows})

    def add(self, organisation_id: int, week: str, cause: str, person_ids: Sequence[int]) -> None:
        """Count one unasked message to each person, once per *cause*."""
        if not person_ids:
            return
        adding = insert(self._connection.dialect.name, SolicitationRow).on_conflict_do_nothing()
        self._connection.execute(
            adding,
            [
                {
                    "organisation_id": organisation_id,
                    "person_id": person_id,
                    "week": week,
                    "cause": cause,
                }
                for person_id in person_ids
            ],
        )


class Wishes(Repository):
    """Who wants no messages and has no name any more, by digest."""

    def of(self, organisation_id: int) -> set[str]:
        """Return the digests of an organisation."""
        rows = self._connection.execute(
            sa.select(_W.c.digest).where(_W.c.organisation_id == organisation_id)
        )
        return {row.digest for row in rows}

    def keep(self, organisation_id: int, digest: str) -> None:
        """Keep that who is known by *digest* alone wants no messages."""
        adding = insert(self._connection.dialect.name, WishRow).on_conflict_do_nothing()
        self._connection.execute(adding, {"organisation_id": organisation_id, "digest": digest})

    def grant(self, person: Person, digest: str) -> None:
        """Write to *person* no more, whose wish it was by *digest*: now it stands with them."""
        self._connection.execute(sa.update(_P).where(_P.c.id == person.id).values(opted_out=True))
        here = (_W.c.organisation_id == person.organisation_id) & (_W.c.digest == digest)
        self._connection.execute(sa.delete(_W).where(here))
