"""Restoring a backup into an empty database, of either kind, in one transaction.

The schema that the backup was of is made, filled, read back and compared with the backup, and only
then brought to the schema of this version. Whatever is wrong, nothing is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from domain.records import record
from storage.backup.archive import About, Archive, Seal, check, lines_of, newer
from storage.backup.errors import BackupError
from storage.backup.filling import fill
from storage.backup.room import make_room
from storage.backup.schema import reading, tables_at
from storage.backup.taking import Tell
from storage.contributions.numbers import missing_numbers
from storage.contributions.tallies import filled_at_once
from storage.database import check_encoding, database_url, open_engine, unavailable
from storage.journal import begin, seal, watch
from storage.migrations.upgrade import hold, migrate, revisions
from storage.unit_of_work import UnitOfWork

R = TypeVar("R")

_CHUNK = 1_000
"""Rows in memory at once."""

_CACHE = "PRAGMA cache_size = -65536"
"""64 MiB instead of two: tables are filled together with their indexes."""


@record
class Restored:
    """What was restored."""

    about: About
    rows: int
    tables: int
    missing: dict[int, int]
    """How many numbers were missing already, by year."""


def restore(
    url: str, file: IO[bytes], after_filling: Callable[[UnitOfWork, About], R], tell: Tell
) -> tuple[Restored, R]:
    """Make the empty database at *url* what the backup in *file* says, in today's schema.

    *after_filling* does, in the same transaction, what a restored database needs before anybody
    works with it; what it returns is returned, too.

    Raises:
        BackupError: the database is in use, or the backup cannot be restored; nothing is kept.
        DatabaseUnavailableError: the database cannot be used; nothing is kept.
    """
    about, counts = check(file)
    if about.schema not in revisions():
        raise BackupError(newer(about))
    rows = sum(counts.values())
    address = database_url(url)
    engine = open_engine(address, writes=True, connections=1)
    watch(engine)
    try:
        with engine.begin() as connection:
            check_encoding(connection)
            hold(connection)
            make_room(connection, address)
            migrate(connection, about.schema)
            with filled_at_once(connection):
                _fill(connection, Archive(file), _Progress(tell, 2 * rows))
            migrate(connection)
            begin(connection)
            missing = missing_numbers(connection)
            unit = UnitOfWork(connection)
            done = after_filling(unit, about)
            seal(connection, [unit.journal])
            _look(connection)
    except DBAPIError as error:
        raise unavailable(error, address) from None
    finally:
        engine.dispose()
    return Restored(about, rows, len(counts), missing), done


def _look(connection: Connection) -> None:
    """Let PostgreSQL see what it holds now, not in a minute; SQLite looks when it is opened."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


@dataclass(slots=True)
class _Progress:
    """Rows that are filled in and read back."""

    tell: Tell
    total: int
    done: int = 0

    def add(self, rows: int) -> None:
        """Take up some more."""
        self.done += rows
        self.tell(self.done, self.total)


def _fill(connection: Connection, archive: Archive, progress: _Progress) -> None:
    """Fill the tables, and see that they are what the backup says."""
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        connection.exec_driver_sql(_CACHE)
        # A row may come before the one of its own table to which it refers.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    tables = {each.name: each for each in tables_at(archive.about.schema)}
    for part in archive.parts():
        if part.table not in tables:
            raise BackupError(
                f"sa table {part.table[:40]!r} n’est pas de son schéma. Prenez une "
                "autre sauvegarde."
            )
        fill(connection, tables[part.table], part, progress.add)
    if missing := tables.keys() - archive.seals.keys():
        raise BackupError(f"sa table {min(missing)} manque. Prenez une autre sauvegarde.")
    if on_sqlite:
        _check_references(connection)
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = OFF")
    for name, sealed in archive.seals.items():
        if _seal(connection, tables[name], progress).told() != sealed.told():
            raise BackupError(
                f"sa table {name} ne revient pas telle qu’elle était. Prenez une autre sauvegarde."
            )


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise BackupError(
            f"sa table {broken[0]} renvoie à des lignes de {broken[2]} qui manquent. "
            "Prenez une autre sauvegarde."
        )


def _seal(connection: Connection, table: sa.Table, progress: _Progress) -> Seal:
    """Return the seal of a table as it stands in the database."""
    seal = Seal()
    asked = reading(table, connection.dialect.name).execution_options(yield_per=_CHUNK)
    for rows in connection.execute(asked).partitions():
        seal.add(len(rows), lines_of(rows))
        progress.add(len(rows))
    return seal
