"""Which activities were done already."""

from datetime import datetime

import sqlalchemy as sa

from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import InboundActivityRow

_T = table(InboundActivityRow)


class Inbound(Repository):
    """The activities that Teams sent, by their keys."""

    def is_new(self, key: str, now: datetime) -> bool:
        """Tell whether the activity is met for the first time, and remember it."""
        adding = insert(self._connection.dialect.name, InboundActivityRow)
        done = self._connection.execute(
            adding.on_conflict_do_nothing().returning(_T.c.key), {"key": key, "received_at": now}
        )
        return done.first() is not None

    def is_known(self, key: str) -> bool:
        """Tell whether the activity was done."""
        return bool(self._connection.scalar(sa.select(sa.exists().where(_T.c.key == key))))

    def forget(self, key: str) -> None:
        """Forget an activity, as if it had never come."""
        self._connection.execute(sa.delete(_T).where(_T.c.key == key))

    def forget_before(self, moment: datetime) -> int:
        """Delete what was received before *moment*; return how many."""
        done = self._connection.execute(sa.delete(_T).where(_T.c.received_at < moment))
        return done.rowcount
