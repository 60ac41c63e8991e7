"""The irritants of an organisation that speak of the same problem as a text, in other words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import combinations

import sqlalchemy as sa

from domain.contributions.contribution import Status
from domain.kinds import Kind
from domain.themes.recurrence import Similar, rank, traces
from storage.contributions.search import holding
from storage.contributions.tables import ContributionRow
from storage.contributions.tallies import RECEIVED, TALLY
from storage.repository import Repository
from storage.sql import table

_C = table(ContributionRow)

POOL = 240
"""So many of the newest that have something rare in common are compared."""
_EACH = 60
"""So many of them come from one question, so that none fills the pool alone."""
_READ = 40
"""So many of the pool are read and compared in full."""
_RECENT = 30_000
"""An organisation with more contributions, which is decades of them, is looked through from the
newest so many ids on: a common word has no end of others."""
_PAIRED, _ALONE = 3, 5
"""So many of the rarest traces are looked for in pairs, and each by itself."""


class SimilarIrritants(Repository):
    """Finding the same problem said before."""

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
        is like it from ``domain.themes.recurrence.PROPOSED`` on.
        """
        rare = traces(text)
        after = self._after(organisation_id)
        found: dict[int, str] = {}
        for groups in _questions(list(rare)):
            if len(found) < pool:
                found |= self._newest(organisation_id, groups, after)
        near = _nearest(rare, {id_: words for id_, words in found.items() if id_ not in without})
        return rank(text, self._texts(organisation_id, near))[:limit]

    def _after(self, organisation_id: int) -> int:
        """Return the id after which is looked: 0 for all but the largest of organisations."""
        said = self._connection.scalar(
            sa.select(sa.func.sum(TALLY.c.n)).where(
                TALLY.c.organisation_id == organisation_id, TALLY.c.measure == RECEIVED
            )
        )
        if (said or 0) <= _RECENT:
            return 0
        newest: int = self._connection.scalar(sa.select(sa.func.max(_C.c.id))) or 0
        return newest - _RECENT

    def _newest(
        self, organisation_id: int, groups: Sequence[Sequence[str]], after: int
    ) -> dict[int, str]:
        """Return the stems of the newest irritants in which each group has one, by their ids."""
        found = holding(self._connection.dialect.name, organisation_id, groups)
        rows = self._connection.execute(
            sa.select(_C.c.id, _C.c.words)
            .select_from(found.source)
            .where(
                found.condition,
                found.id > after,
                _C.c.organisation_id == organisation_id,
                _C.c.kind == Kind.IRRITANT,
                _C.c.status.not_in((Status.WITHDRAWN, Status.MERGED)),
            )
            .order_by(found.id.desc())
            .limit(_EACH)
        )
        return {row.id: row.words for row in rows}

    def _texts(self, organisation_id: int, ids: Sequence[int]) -> dict[int, str]:
        rows = self._connection.execute(
            sa.select(_C.c.id, _C.c.text).where(
                _C.c.organisation_id == organisation_id, _C.c.id.in_(ids)
            )
        )
        return {row.id: row.text for row in rows}


def _nearest(rare: Mapping[tuple[str, ...], float], found: Mapping[int, str]) -> list[int]:
    """Return the ids of those with most and rarest traces: reading all would take too long."""

    def weight(id_: int) -> float:
        said = set(found[id_].split())
        return sum(rarity for names, rarity in rare.items() if not said.isdisjoint(names))

    return nlargest(_READ, found, key=lambda id_: (weight(id_), id_))


def _questions(found: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield what is looked for: the rarest traces two by two, then one by one."""
    for one, other in combinations(found[:_PAIRED], 2):
        yield [one, other]
    for alone in found[:_ALONE]:
        yield [alone]
