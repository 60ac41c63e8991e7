"""What reads and writes the tables of one subject."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage.journal import Journal


class Repository:
    """Reads and writes in one transaction, and has the journal tell what was done."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def _hold(self, key: sa.Column[Any], ids: Collection[int]) -> None:
        """Hold the rows of these ids until the transaction ends; lowest id first.

        Whoever else is about to change one waits, and what is read from now on is what they see
        afterwards. It takes the lock that an UPDATE takes, so what only points to a row (a vote,
        a comment) does not wait. On SQLite the one writer holds the whole file already.
        """
        if ids and self._connection.dialect.name != "sqlite":
            these = sa.select(key).where(key.in_(ids)).order_by(key)
            self._connection.execute(these.with_for_update(key_share=True)).all()
