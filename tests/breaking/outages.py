"""Ways in which a database goes away, and comes back, under a bot that runs."""

import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from storage import database
from tests.postgres import Postgres


@dataclass
class Place:
    """A database under a bot, and what an outage needs of it."""

    url: str
    postgres: Postgres | None = None
    opened: list[sqlite3.Connection] = field(default_factory=list)
    """SQLite: the connections of the bot."""

    @property
    def file(self) -> str:
        return str(make_url(self.url).database)

    @property
    def server(self) -> Postgres:
        assert self.postgres is not None
        return self.postgres

    def remember(self, connection: sqlite3.Connection, record: object) -> None:
        """Prepare a connection as the bot does, and remember it."""
        self.opened.append(connection)
        _PREPARE(connection, record)


_PREPARE = database._prepare_sqlite

Outage = Callable[[Place], AbstractContextManager[None]]


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Another process holds SQLite's write lock."""
    connection = sqlite3.connect(place.file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def failing_disk(place: Place) -> Iterator[None]:
    """The operating system lets this process make no file longer than SQLite's log is now.

    A full disk says the same but for the number of the error (``make break`` fills one).
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (Path(f"{place.file}-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(place: Place) -> Iterator[None]:
    """The database may only be read."""
    if place.postgres is None:
        _execute(place, "PRAGMA query_only = ON")
        try:
            yield
        finally:
            _execute(place, "PRAGMA query_only = OFF")
        return
    name = sa.make_url(place.url).database
    place.server.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    place.server.disconnect(place.url)
    try:
        yield
    finally:
        place.server.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
        place.server.disconnect(place.url)


@contextmanager
def stopped(place: Place) -> Iterator[None]:
    """PostgreSQL is stopped, and started again."""
    assert place.server.server is not None
    place.server.server.stop()
    try:
        yield
    finally:
        place.server.server.start()


@contextmanager
def frozen(place: Place) -> Iterator[None]:
    """PostgreSQL takes what it is sent and says nothing."""
    assert place.server.server is not None
    place.server.server.hold(signal.SIGSTOP)
    try:
        yield
    finally:
        place.server.server.hold(signal.SIGCONT)


def _execute(place: Place, statement: str) -> None:
    for connection in place.opened:
        connection.execute(statement)
