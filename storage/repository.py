"""What reads and writes the tables of one subject."""

from sqlalchemy.engine import Connection

from storage.journal import Journal


class Repository:
    """Reads and writes in one transaction, and has the journal tell what was done."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal
