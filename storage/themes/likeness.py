"""Which irritants seem to tell the same problem, until somebody has said whether."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from domain.records import record
from domain.themes.recurrence import Similar
from storage.compiled import Compiled
from storage.contributions.tables import ContributionRow
from storage.repository import Repository
from storage.sql import insert, not_by, table
from storage.themes.counting import standing
from storage.themes.tables import LikenessRow, NotTheSameRow, ThemeIrritantRow

_I, _L, _N = table(ThemeIrritantRow), table(LikenessRow), table(NotTheSameRow)
_C = table(ContributionRow)

MOST_COUNTED = 100
"""Where counting what waits stops."""


_OURS: sa.BindParameter[Any] = sa.bindparam("organisation")
_THIS: sa.BindParameter[Any] = sa.bindparam("contribution")
_WAS_COMPARED = Compiled(
    lambda _: sa.select(
        sa.exists().where(not_by(_L.c.organisation_id) == _OURS, _L.c.contribution_id == _THIS)
        | sa.exists().where(not_by(_I.c.organisation_id) == _OURS, _I.c.contribution_id == _THIS)
    )
)
_REFUSED = Compiled(
    lambda _: sa.union_all(
        sa.select(_N.c.second_id).where(
            not_by(_N.c.organisation_id) == _OURS, _N.c.first_id == _THIS
        ),
        sa.select(_N.c.first_id).where(
            not_by(_N.c.organisation_id) == _OURS, _N.c.second_id == _THIS
        ),
    )
)


@Compiled
def _adding(dialect: str) -> Any:
    return insert(dialect, LikenessRow).on_conflict_do_nothing()


@record
class Likeness:
    """That an irritant seems to tell the same as *other*; ``place`` is 1 for the most alike."""

    contribution_id: int
    other_id: int
    place: int


def likenesses(contribution_id: int, found: Sequence[Similar]) -> list[Likeness]:
    """Return what is *found* like an irritant, best first, as it is kept."""
    return [
        Likeness(contribution_id, each.contribution_id, place)
        for place, each in enumerate(found, 1)
    ]


class Likenesses(Repository):
    """What is alike among the irritants of the organisations."""

    def propose(
        self, organisation_id: int, contribution_id: int, found: Sequence[Similar]
    ) -> None:
        """Keep what an irritant is like, best first, until somebody says whether it is."""
        if not found:
            return
        scores = {each.contribution_id: each.score for each in found}
        _adding.each(
            self._connection,
            [
                {
                    "contribution_id": each.contribution_id,
                    "other_id": each.other_id,
                    "organisation_id": organisation_id,
                    "place": each.place,
                    "score": scores[each.other_id],
                }
                for each in likenesses(contribution_id, found)
            ],
        )

    def was_compared(self, organisation_id: int, contribution_id: int) -> bool:
        """Tell whether somebody is asked, or has said, what an irritant is the same as."""
        values = {"organisation": organisation_id, "contribution": contribution_id}
        return bool(_WAS_COMPARED.scalar(self._connection, values))

    def refuse(self, organisation_id: int, contribution_id: int, others: Collection[int]) -> None:
        """Remember that an irritant is not the same problem as these, which were proposed."""
        pairs = [tuple(sorted((contribution_id, other))) for other in others]
        adding = insert(self._connection.dialect.name, NotTheSameRow).on_conflict_do_nothing()
        if pairs:
            self._connection.execute(
                adding,
                [
                    {"first_id": first, "second_id": second, "organisation_id": organisation_id}
                    for first, second in pairs
                ],
            )
        between = sa.or_(
            (_L.c.contribution_id == contribution_id) & _L.c.other_id.in_(others),
            _L.c.contribution_id.in_(others) & (_L.c.other_id == contribution_id),
        )
        self._connection.execute(sa.delete(_L).where(between))

    def refused(self, organisation_id: int, contribution_id: int) -> set[int]:
        """Return the irritants of which somebody said that they are another problem."""
        values = {"organisation": organisation_id, "contribution": contribution_id}
        return {row[0] for row in _REFUSED.all(self._connection, values)}

    def alike(
        self, organisation_id: int, contribution_ids: Collection[int]
    ) -> dict[int, list[Likeness]]:
        """Return what stands and seems to be the same as these irritants, the most alike first."""
        rows = self._connection.execute(
            sa.select(_L.c.contribution_id, _L.c.other_id, _L.c.place)
            .join(_C, _C.c.id == _L.c.other_id)
            .where(
                _L.c.organisation_id == organisation_id,
                _L.c.contribution_id.in_(contribution_ids),
                *standing(_C),
            )
            .order_by(_L.c.contribution_id, _L.c.place)
        )
        found: dict[int, list[Likeness]] = {}
        for row in rows:
            found.setdefault(row[0], []).append(Likeness(*row))
        return found

    def waiting(self, organisation_id: int, *, limit: int, offset: int) -> list[Likeness]:
        """Return the irritants that wait to be grouped, each with what is most like it.

        The most alike first; those that were withdrawn, or are duplicates, wait for nothing.
        """
        rows = self._connection.execute(_waiting(organisation_id).limit(limit).offset(offset))
        return [Likeness(*row) for row in rows]

    def count_waiting(self, organisation_id: int) -> int:
        """Return how many irritants wait to be grouped, counted up to ``MOST_COUNTED`` and one."""
        some = _waiting(organisation_id).limit(MOST_COUNTED + 1).subquery()
        return self._connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def _waiting(organisation_id: int) -> sa.Select[Any]:
    """What waits, in the order of its index: SQLite would rather read everybody's."""
    this, other = _C.alias("this"), _C.alias("other")
    better, another = _L.alias("better"), _C.alias("another")
    is_first = ~sa.exists().where(
        better.c.contribution_id == _L.c.contribution_id,
        better.c.place < _L.c.place,
        another.c.id == better.c.other_id,
        *standing(another),
    )
    return (
        sa.select(_L.c.contribution_id, _L.c.other_id, _L.c.place)
        .join(this, this.c.id == _L.c.contribution_id)
        .join(other, other.c.id == _L.c.other_id)
        .where(
            _L.c.organisation_id == organisation_id,
            *standing(this),
            *standing(other),
            is_first,
        )
        .order_by(_L.c.score.desc(), _L.c.contribution_id.desc())
    )
