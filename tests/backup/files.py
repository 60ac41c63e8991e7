"""Backups for the tests: taken from a database, or written line by line."""

import gzip
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, Any

import orjson
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

from storage.backup.archive import About, Seal
from storage.backup.taking import take
from storage.database import database_url, open_engine

MADE_AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def taken(url: str, about: About | None = None) -> IO[bytes]:
    """Return a backup of the database at *url*, as an open file."""
    file = io.BytesIO()
    take(url, file, about or About("", MADE_AT, "0.1.0", ""), quietly)
    file.seek(0)
    return file


def open_database(url: str) -> Engine:
    """Return an engine on the database at *url*."""
    return open_engine(database_url(url), writes=True, connections=1)


def find_teams(url: str, service_url: str) -> None:
    """Have what was kept be sent to the Teams of this test: that of then is no more."""
    engine = open_database(url)
    with engine.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if "service_url" in table.c:
                connection.execute(sa.update(table).values(service_url=service_url))
    engine.dispose()


def make_newer(url: str) -> None:
    """Have the database be of a version that is not known yet."""
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()


def quietly(*_: int) -> None:
    """Be told of progress, and say nothing."""


def lines_of(file: IO[bytes]) -> list[bytes]:
    """Return the lines of a backup without its seal."""
    file.seek(0)
    lines = gzip.decompress(file.read()).splitlines(keepends=True)
    return lines[:-1]


def sealed(lines: Iterable[bytes]) -> IO[bytes]:
    """Return a backup of these lines with a seal that fits them, as who forges one would."""
    seals: dict[str, Seal] = {}
    kept, seal = list(lines), Seal()
    for line in kept:
        if line.startswith(b"{") and "table" in (head := orjson.loads(line)):
            seal = seals[head["table"]] = Seal()
        elif line.startswith(b"["):
            seal.add(1, line)
    return packed([*kept, told({"end": {name: each.told() for name, each in seals.items()}})])


def packed(lines: Iterable[bytes]) -> IO[bytes]:
    """Return a file of these lines, as they are."""
    return raw(gzip.compress(b"".join(lines), mtime=0))


def raw(content: bytes) -> IO[bytes]:
    """Return a file with that content."""
    return io.BytesIO(content)


def told(what: Any) -> bytes:
    """Return a line of a backup."""
    return orjson.dumps(what, option=orjson.OPT_APPEND_NEWLINE)
