"""Links that work once and have worked."""

from datetime import datetime

import sqlalchemy as sa

from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import SpentLinkRow

_T = table(SpentLinkRow)


class LinkSpentError(Exception):
    """The link has worked already; it works once."""


class SpentLinks(Repository):
    """The ids of links that have worked."""

    def spend(self, link_id: str, now: datetime) -> None:
        """Have the link work, for the one time that it does.

        Raises:
            LinkSpentError: it has worked already, be it a moment ago and by another process.
        """
        adding = insert(self._connection.dialect.name, SpentLinkRow)
        done = self._connection.execute(
            adding.on_conflict_do_nothing().returning(_T.c.id), {"id": link_id, "spent_at": now}
        )
        if done.first() is None:
            raise LinkSpentError

    def is_spent(self, link_id: str) -> bool:
        """Tell whether the link has worked."""
        return bool(self._connection.scalar(sa.select(sa.exists().where(_T.c.id == link_id))))

    def forget_before(self, moment: datetime) -> int:
        """Delete what was spent before *moment*; return how many."""
        return self._connection.execute(sa.delete(_T).where(_T.c.spent_at < moment)).rowcount
