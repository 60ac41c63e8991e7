"""How often people are written to unasked: each has a weekly ceiling."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import SolicitationRow

_S = table(SolicitationRow)


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
