"""Taking a backup beside a bot that is at work: all tables as they are at one moment."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError

from storage.backup.archive import About, Writer
from storage.backup.errors import BackupError
from storage.backup.schema import count, reading, tables_at
from storage.database import database_url, open_engine, unavailable
from storage.migrations.upgrade import LOCK, current, revisions

_CHUNK = 1_000
"""Rows in memory at once."""

Tell = Callable[[int, int], None]
"""Is told how many rows are done, and of how many."""


def take(url: str, file: IO[bytes], about: About, tell: Tell) -> None:
    """Write all that the database at *url* holds into *file*, as it is at one moment.

    Nobody waits for it: both databases let others write beside who reads. The database is left as
    it is, of whatever schema, so that a backup can be taken before an upgrade.

    Raises:
        BackupError: there is nothing to be taken, or it is not whole.
        DatabaseUnavailableError: the database cannot be used.
    """
    address = database_url(url)
    try:
        with _snapshot(address) as connection:
            schema = _schema(connection, address)
            told = replace(about, schema=schema, database=connection.dialect.name)
            _write(connection, tables_at(schema), Writer(file, told), tell)
    except DBAPIError as error:
        raise unavailable(error, address) from None


@contextmanager
def _snapshot(address: URL) -> Iterator[Connection]:
    """Give a connection on which everything is read as it was at one moment."""
    place = address.database
    if address.get_backend_name() == "sqlite" and not (place and Path(place).is_file()):
        raise BackupError(
            f"FLASH_DATABASE_URL\u00a0: il n’y a pas de base dans {place}. Corrigez l’adresse."
        )
    engine = open_engine(address, writes=False, connections=2)
    try:
        with ExitStack() as stack:
            connection = stack.enter_context(engine.connect())
            if engine.dialect.name == "postgresql":
                _let_nobody_migrate(stack.enter_context(engine.connect()))
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
                connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            yield connection
    finally:
        engine.dispose()


def _let_nobody_migrate(connection: Connection) -> None:
    """Keep migrations waiting until the connection is closed: a snapshot does not survive them.

    Taken before the snapshot, or it could show a table as empty that was just written anew; by a
    transaction of its own, for behind a pooler nothing else is held for long.
    """
    connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
    connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
    connection.execute(sa.text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": LOCK})


def _schema(connection: Connection, address: URL) -> str:
    schema = current(connection)
    if not schema:
        raise BackupError(
            "FLASH_DATABASE_URL\u00a0: le bot n’a encore rien noté dans cette base. "
            "Corrigez l’adresse."
        )
    if schema not in revisions():
        raise BackupError(
            "FLASH_DATABASE_URL\u00a0: cette base vient d’une version plus récente du bot. Faites "
            "la sauvegarde avec cette version-là."
        )
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if found != "ok":
            raise BackupError(
                f"FLASH_DATABASE_URL\u00a0: {address.database} est abîmée ({found}). Gardez ce "
                "fichier, et restaurez la dernière bonne sauvegarde dans un autre."
            )
    return schema


def _write(connection: Connection, tables: Sequence[sa.Table], writer: Writer, tell: Tell) -> None:
    done, total = 0, count(connection, tables)
    for table in tables:
        name = str(table.name)  # SQLAlchemy's own kind of text until then
        writer.begin(name, [str(each.name) for each in table.columns])
        asked = reading(table, connection.dialect.name).execution_options(yield_per=_CHUNK)
        for rows in connection.execute(asked).partitions():
            writer.add(name, rows)
            done += len(rows)
            tell(done, total)
    writer.end()
