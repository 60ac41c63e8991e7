"""The irritants of an organisation that speak of the same problem as a text, in other words."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.contribution import Status
from domain.kinds import Kind
from domain.recurrence import Similar, rank, wider
from storage.search import matches
from storage.sql import table
from storage.tables import ContributionRow

_C = table(ContributionRow)

_ASKED = 60
"""So many stems are looked for at once."""
POOL = 300
"""So many of the newest that hold one of them are compared."""


class SimilarIrritants:
    """Finding the same problem said before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self,
        organisation_id: int,
        text: str,
        *,
        limit: int = 3,
        without: Collection[int] = (),
        pool: int = POOL,
    ) -> list[Similar]:
        """Return the irritants that speak of the problem of *text*, best first.

        Public or not, but neither withdrawn nor merged, and none of those in *without*. Only what
        is like it from ``domain.recurrence.PROPOSED`` on.
        """
        found = self._pool(organisation_id, wider(text)[:_ASKED], pool)
        return rank(text, {id_: said for id_, said in found.items() if id_ not in without})[:limit]

    def _pool(self, organisation_id: int, asked: list[str], most: int) -> dict[int, str]:
        found = matches(
            self._connection.dialect.name, organisation_id, asked, (), every=False, begun=False
        )
        if found is None:
            return {}
        rows = self._connection.execute(
            sa.select(_C.c.id, _C.c.text)
            .select_from(found.source)
            .where(
                found.condition,
                _C.c.organisation_id == organisation_id,
                _C.c.kind == Kind.IRRITANT,
                _C.c.status.not_in((Status.WITHDRAWN, Status.MERGED)),
            )
            .order_by(found.id.desc())
            .limit(most)
        )
        return {row.id: row.text for row in rows}
