"""Filling a table from a backup: every value is looked at, then given as the database takes it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import islice
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.backup.archive import Part
from storage.backup.errors import BackupError

_CHUNK = 1_000
"""Rows in memory at once."""

Tell = Callable[[int], None]
"""Is told that so many more rows are done."""


def fill(connection: Connection, table: sa.Table, part: Part, tell: Tell) -> None:
    """Put the rows of *part* into the empty *table*.

    Raises:
        BackupError: they are not such as the table holds.
    """
    names = {column.name for column in table.columns}
    if len(part.columns) != len(names) or set(part.columns) != names:
        raise BackupError(
            f"sa table {table.name} n’est pas celle de son schéma. Prenez une autre sauvegarde."
        )
    columns = [table.columns[name] for name in part.columns]
    rows = _counted(_read(table, columns, part.rows), tell)
    with _told_in_a_sentence(table):
        if connection.dialect.name == "postgresql":
            _copy(connection, table, columns, rows)
            _set_sequences(connection, table)
        else:
            _insert(connection, table, columns, rows)


def _insert(
    connection: Connection,
    table: sa.Table,
    columns: Sequence[sa.Column[Any]],
    rows: Iterator[list[Any]],
) -> None:
    names = [column.name for column in columns]
    kinds = [sa.Text() if isinstance(each.type, sa.JSON) else each.type for each in columns]
    plain = sa.table(table.name, *map(sa.column, names, kinds))
    adding = sa.insert(plain)
    while chunk := list(islice(rows, _CHUNK)):
        connection.execute(adding, [dict(zip(names, row, strict=True)) for row in chunk])


def _copy(
    connection: Connection,
    table: sa.Table,
    columns: Sequence[sa.Column[Any]],
    rows: Iterator[list[Any]],
) -> None:
    """Fill by one statement: what refers to rows of its own table is looked up at its end."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in columns)
    driver: Any = connection.connection.driver_connection
    failed = connection.dialect.loaded_dbapi.Error
    try:
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {quote(table.name)} ({names}) FROM STDIN") as copying,
        ):
            for row in rows:
                copying.write_row(row)
    except failed as error:
        raise DBAPIError.instance("COPY", None, error, failed) from None


def _set_sequences(connection: Connection, table: sa.Table) -> None:
    """Let the next id come after those that were filled in."""
    name = connection.dialect.identifier_preparer.quote(table.name)
    for column in table.primary_key:
        sequence = sa.func.pg_get_serial_sequence(name, column.name)
        if connection.scalar(sa.select(sequence)):
            newest = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
            connection.execute(sa.select(sa.func.setval(sequence, newest, sa.false())))


@contextmanager
def _told_in_a_sentence(table: sa.Table) -> Iterator[None]:
    try:
        yield
    except OperationalError:
        raise  # the database's own trouble, such as a full disk
    except DBAPIError as error:
        # Only the kind of the error: what it says may quote a row.
        raise BackupError(
            f"la base refuse sa table {table.name} ({type(error.orig).__name__}). "
            "Prenez une autre sauvegarde."
        ) from None


def _counted(rows: Iterator[list[Any]], tell: Tell) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 1):
        yield row
        if number % _CHUNK == 0:
            tell(_CHUNK)


def _read(
    table: sa.Table, columns: Sequence[sa.Column[Any]], rows: Iterator[list[Any]]
) -> Iterator[list[Any]]:
    readers = [_READERS[_kind(column)] for column in columns]
    for number, row in enumerate(rows, 1):
        try:
            yield [
                None if value is None else read(value)
                for read, value in zip(readers, row, strict=True)
            ]
        except (TypeError, ValueError, OverflowError):
            raise BackupError(
                f"la ligne {number} de sa table {table.name} n’a pas de sens. Prenez une "
                "autre sauvegarde."
            ) from None


def _kind(column: sa.Column[Any]) -> type:
    return dict if isinstance(column.type, sa.JSON) else column.type.python_type


def _just(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


def _number(value: Any) -> int:
    number: int = _just(int, value)
    number.to_bytes(8, signed=True)  # raises OverflowError for what no database keeps
    return number


def _json(value: Any) -> str:
    orjson.loads(_just(str, value))
    return str(value)


_READERS: dict[type, Callable[[Any], Any]] = {
    bool: partial(_just, bool),
    date: date.fromisoformat,
    datetime: lambda value: datetime.fromisoformat(value).astimezone(UTC),
    dict: _json,
    float: partial(_just, float),
    int: _number,
    str: partial(_just, str),
    time: time.fromisoformat,
}
"""How each kind of column is read from JSON; JSON itself stays the text that it is."""
