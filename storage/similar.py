"""The irritants of an organisation that speak of the same problem as a text, in other words."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.contribution import Status
from domain.kinds import Kind
from domain.recurrence import Similar, rank, traces
from storage.search import holding
from storage.sql import table
from storage.tables import ContributionRow

_C = table(ContributionRow)

POOL = 240
"""So many of the newest that have something rare in common are compared."""
_EACH = 60
"""So many of them come from one question, so that none fills the pool alone."""
_PAIRED, _ALONE = 4, 6
"""So many of the rarest traces are looked for in pairs, and each by itself."""


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
        found: dict[int, str] = {}
        for groups in _questions(traces(text)):
            if len(found) < pool:
                found |= self._newest(organisation_id, groups, _EACH)
        return rank(text, {id_: said for id_, said in found.items() if id_ not in without})[:limit]

    def _newest(
        self, organisation_id: int, groups: Sequence[Sequence[str]], most: int
    ) -> dict[int, str]:
        """Return the newest irritants in which each group has a stem, by their ids."""
        found = holding(self._connection.dialect.name, organisation_id, groups)
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


def _questions(found: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield what is looked for: the rarest traces two by two, then one by one."""
    for one, other in combinations(found[:_PAIRED], 2):
        yield [one, other]
    for alone in found[:_ALONE]:
        yield [alone]
