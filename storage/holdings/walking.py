"""Going through many rows in parts, each its own transaction, and on from where one was."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.records import record

After = tuple[str, int]
"""Where a walk has come to, as JSON can keep it: the moment or day of a row, and its id."""


@record
class Stretch:
    """Rows that were looked at in one transaction."""

    rows: Sequence[Any]
    """Those among them that something is to be done about."""
    after: After | None
    """After which row the next stretch begins; None where all were looked at."""

    @property
    def ids(self) -> list[int]:
        """The ids of the rows."""
        return [row.id for row in self.rows]


def stretch(
    connection: Connection,
    chosen: sa.Select[Any],
    when: sa.Column[Any],
    after: After | None,
    most: int,
    is_wanted: Callable[[Any], bool],
) -> Stretch:
    """Return up to *most* wanted rows among the next four times as many, by *when* and the id.

    *chosen* selects ``id`` and *when* as ``moment``; an index in that order has it begin at once.
    """
    key, look_at = (when, when.table.c.id), 4 * most
    if after is not None:
        at = (date if isinstance(when.type, sa.Date) else datetime).fromisoformat(after[0])
        here = (sa.literal(at, when.type), sa.literal(after[1], sa.Integer))
        chosen = chosen.where(sa.tuple_(*key) > sa.tuple_(*here))
    found = connection.execute(chosen.order_by(*key).limit(look_at)).all()
    rows: list[Any] = []
    for row in found:
        rows += [row] if is_wanted(row) else []
        if len(rows) == most or row is found[-1]:
            ended = row is found[-1] and len(found) < look_at
            return Stretch(rows, None if ended else (row.moment.isoformat(), row.id))
    return Stretch(rows, None)
