"""Where the bots that are measured keep what they hear; on disk for good, as in production."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import postgres

DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=128MB")
_ASKED = ("server_version", "fsync", "synchronous_commit", "full_page_writes")


def sqlite_url(folder: Path) -> str:
    """Return the address of a new SQLite file in *folder*."""
    return f"sqlite+aiosqlite:///{folder / 'flash.db'}"


@contextmanager
def durable_postgresql() -> Iterator[str | None]:
    """Give a new database of a server that has its commits on disk; None without PostgreSQL."""
    postgres.FAST = DURABLE  # the suite's own server may lose its data, this one may not
    with postgres.running_postgres() as server:
        if server is None:
            print("PostgreSQL not found, so not measured; apt-get install postgresql")
            yield None
            return
        with server.database() as url:
            print(_describe(url))
            yield url


def _describe(url: str) -> str:
    with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
        said = [(name, connection.execute(f"SHOW {name}".encode()).fetchone()) for name in _ASKED]
    return "PostgreSQL: " + ", ".join(f"{name} {row[0]}" for name, row in said if row)
