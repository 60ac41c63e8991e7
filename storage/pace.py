"""Sharing Teams' limits among all processes: who asks gets a turn, and how long it is until then.

The time is the database's own: processes on several machines need no common clock.
"""

from functools import partial
from typing import Any

import sqlalchemy as sa

from domain.pace import Limit
from storage.compiled import Compiled
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PaceRow

AHEAD = 60.0
"""Seconds ahead of now up to which turns are given out. More means that the clock was put back, or
that answers, which wait for no turn, have used up the next ones: nobody waits longer."""

_T = table(PaceRow)
_NOW = {
    "sqlite": sa.literal_column("((julianday('now') - 2440587.5) * 86400.0)", sa.Float),
    "postgresql": sa.literal_column("extract(epoch FROM clock_timestamp())", sa.Float),
}


class Pace(Repository):
    """The turns that are given out, one row a limit and place."""

    def reserve(
        self, key: str, limit: Limit, count: int = 1, horizon: float | None = None
    ) -> float | None:
        """Take the next *count* turns under *limit*; return in how many seconds the first comes.

        Slightly negative where it may have come already. None, and nothing is taken, when it is
        further away than *horizon* seconds.
        """
        asked = {
            "key": f"{limit.name}:{key}"[:320],
            "slack": limit.slack,
            "taken": count * limit.interval,
        }
        reserving = _reserving
        if horizon is not None:
            asked["horizon"], reserving = horizon, _reserving_near
        delay: float | None = reserving.scalar(self._connection, asked)
        return delay

    def hold(self, key: str, limit: Limit, seconds: float) -> None:
        """Give out no turn for so many seconds: Teams has said that it is too much."""
        until: Any = _NOW[self._connection.dialect.name] + seconds
        adding = insert(self._connection.dialect.name, PaceRow).values(
            key=f"{limit.name}:{key}"[:320], free_at=until
        )
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["key"],
                set_={"free_at": sa.case((_T.c.free_at > until, _T.c.free_at), else_=until)},
            )
        )

    def forget_idle(self) -> None:
        """Delete the rows that hold nobody back any more."""
        now = _NOW[self._connection.dialect.name]
        self._connection.execute(sa.delete(_T).where(_T.c.free_at < now - 3600))


def _taking(dialect: str, *, near: bool) -> Any:
    """Return the statement that takes turns; with *near* only those that come soon."""
    now, taken = _NOW[dialect], sa.bindparam("taken", type_=sa.Float)
    earliest = now - sa.bindparam("slack", type_=sa.Float)
    furthest = now + AHEAD
    free = sa.case(
        (_T.c.free_at > furthest, furthest),
        (_T.c.free_at > earliest, _T.c.free_at),
        else_=earliest,
    )
    soon = free - now <= sa.bindparam("horizon", type_=sa.Float)
    return (
        insert(dialect, PaceRow)
        .values(key=sa.bindparam("key"), free_at=earliest + taken)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"free_at": free + taken},
            where=soon if near else None,
        )
        .returning(sa.type_coerce(_T.c.free_at - taken - now, sa.Float))
    )


_reserving = Compiled(partial(_taking, near=False))
_reserving_near = Compiled(partial(_taking, near=True))
