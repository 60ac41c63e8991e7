"""Where the bots that are measured keep what they hear; on disk for good, as in production."""

from collections.abc import Iterable, Iterator
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


@contextmanager
def place(folder: Path, database: str) -> Iterator[str | None]:
    """Give the address of a new database; None without PostgreSQL."""
    if database == "sqlite":
        yield sqlite_url(folder)
        return
    with durable_postgresql() as url:
        yield url


def new_ones(folder: Path, database: str, sizes: Iterable[int]) -> Iterator[tuple[int, Path, str]]:
    """Give each size with a folder and a new database of its own; none without PostgreSQL."""
    for size in sizes:
        inside = folder / f"{database}-{size}"
        inside.mkdir(parents=True)
        with place(inside, database) as url:
            if url is not None:
                yield size, inside, url
