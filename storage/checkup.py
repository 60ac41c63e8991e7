"""A look at the database that changes nothing, not even its schema."""

from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError

from domain.records import record
from storage.database import check_encoding, database_url, open_engine, unavailable
from storage.migrations.upgrade import current, made_by_a_newer, revisions
from storage.sql import table
from storage.tables import OrganisationRow


class Schema(StrEnum):
    """How a database's schema stands to this version of the bot."""

    READY = "ready"
    NEW = "new"
    OLDER = "older"
    NEWER = "newer"


@record
class Seen:
    """What was seen of a database; ``size`` in bytes."""

    schema: Schema
    kind: str
    size: int = 0


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database; None for one on a server.

    Raises:
        DatabaseUnavailableError: *url* is not the address of a database.
    """
    parsed = database_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    return Path(parsed.database or "")


def look_at(url: str) -> Seen:
    """Return what is seen of a database; one that does not exist is not made.

    Raises:
        DatabaseUnavailableError: it cannot be used; the message says why.
    """
    parsed, file = database_url(url), sqlite_file(url)
    if file is not None and not file.exists():
        return Seen(Schema.NEW, "SQLite")
    engine = open_engine(parsed, writes=False, connections=1)
    try:
        with engine.connect() as connection:
            check_encoding(connection)
            return Seen(_schema(connection), _kind(parsed), _size(connection, file))
    except DBAPIError as error:
        raise unavailable(error, parsed) from None
    finally:
        engine.dispose()


def is_used(url: str) -> bool:
    """Tell whether anything was kept in a database; one that does not exist is not made.

    Raises:
        DatabaseUnavailableError: it cannot be used, or a newer version of the bot has changed it;
            the message says why.
    """
    schema = look_at(url).schema
    if schema is Schema.NEWER:
        raise made_by_a_newer()
    if schema is Schema.NEW:
        return False
    parsed = database_url(url)
    engine = open_engine(parsed, writes=False, connections=1)
    try:
        with engine.connect() as connection:
            return connection.scalar(sa.select(table(OrganisationRow).c.id).limit(1)) is not None
    except DBAPIError as error:
        raise unavailable(error, parsed) from None
    finally:
        engine.dispose()


def _kind(url: URL) -> str:
    return "SQLite" if url.get_backend_name() == "sqlite" else "PostgreSQL"


def _schema(connection: Connection) -> Schema:
    revision, known = current(connection), revisions()
    if not revision:
        return Schema.NEW
    if revision == known[-1]:
        return Schema.READY
    return Schema.OLDER if revision in known else Schema.NEWER


def _size(connection: Connection, file: Path | None) -> int:
    if file is not None:  # what was written last is beside the file until SQLite puts it in
        kept = (file, file.with_name(f"{file.name}-wal"))
        return sum(each.stat().st_size for each in kept if each.exists())
    return connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0
