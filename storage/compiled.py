"""Statements of the path that every message takes: written in Core, run by the driver itself.

On the way from a statement to its rows SQLAlchemy spends several times as long as the database. So
these are compiled once, and their text is given to the driver's own connection. Values, rows and
errors are what SQLAlchemy would have made of them, and who listens to its cursors hears of them.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NoReturn

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.sql import visitors
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.columns import is_proved

Values = Mapping[str, Any]

_MOMENTS = 64


class UncompilableError(Exception):
    """A statement cannot be run so: a mistake of ours; the message says why."""


class Compiled:
    """The statement that *made* returns for the name of a dialect.

    Values are given by the names of its parameters; to an INSERT without any, by its columns.
    """

    def __init__(self, made: Callable[[str], Any]) -> None:
        self._made = made
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def all(self, connection: Connection, values: Values) -> list[Any]:
        """Return the rows, named tuples."""
        plan = self._plan(connection, values)
        rows: list[Any] = _run(connection, "execute", plan, plan.bound(values), plan.rows)
        return rows

    def first(self, connection: Connection, values: Values) -> Any:
        """Return the first row, or None."""
        plan = self._plan(connection, values)
        return _run(connection, "execute", plan, plan.bound(values), plan.row)

    def scalar(self, connection: Connection, values: Values) -> Any:
        """Return the first column of the first row, or None without a row."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def run(self, connection: Connection, values: Values) -> int:
        """Do it; return how many rows it has changed."""
        plan = self._plan(connection, values)
        rows: int = _run(connection, "execute", plan, plan.bound(values), _count)
        return rows

    def each(self, connection: Connection, many: Sequence[Values]) -> None:
        """Do it with each of *many*, at least one, which all give the same values."""
        plan = self._plan(connection, many[0])
        _run(connection, "executemany", plan, [plan.bound(values) for values in many], _no_rows)

    def _plan(self, connection: Connection, values: Values) -> "_Plan":
        key = (connection.dialect.name, *values)
        plan = self._plans.get(key)
        if plan is None:
            statement = self._made(connection.dialect.name)
            plan = self._plans[key] = _Plan(statement, connection.dialect, list(values))
        return plan


class _Plan:
    """A statement compiled for values of some names."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=names)
        _check(statement, compiled, names)
        turns = {name: _turn(bind.type, dialect) for name, bind in compiled.binds.items()}
        self.sql = str(compiled)
        self._turns = [(name, turns[name]) for name in names if turns[name]]
        self._fixed = {
            name: turns[name](value) if turns[name] else value
            for name, value in compiled.params.items()
            if name not in names
        }
        self._in_order = _in_order(compiled.positiontup)
        self._dialect = dialect
        self._types = [each.type.dialect_impl(dialect) for each in statement.exported_columns]
        self._read: Callable[[Any], Any] | None = None

    def bound(self, values: Values) -> Any:
        """Return what the driver is given."""
        bound = {**self._fixed, **values}
        try:
            for name, turn in self._turns:
                bound[name] = turn(bound[name])
        except Exception as error:
            raise StatementError(type(error).__name__, self.sql, None, error) from error
        return self._in_order(bound)

    def rows(self, cursor: Any) -> list[Any]:
        """Return all rows of *cursor*."""
        read = self._read or self._reading(cursor.description)
        return [read(row) for row in cursor.fetchall()]

    def row(self, cursor: Any) -> Any:
        """Return the first row of *cursor*, or None."""
        read = self._read or self._reading(cursor.description)
        row = cursor.fetchone()
        return None if row is None else read(row)

    def _reading(self, description: Sequence[Any]) -> Callable[[Any], Any]:
        """Return what makes a row of one of the driver's, which says the types that come."""
        names = [column[0] for column in description]
        named: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 -- known only now
        make: Callable[[Any], Any] = named._make
        found = [
            kind.result_processor(self._dialect, column[1])
            for kind, column in zip(self._types, description, strict=True)
        ]
        turns = [(place, turn) for place, turn in enumerate(found) if turn]

        def read(row: Sequence[Any]) -> Any:
            values = list(row)
            for place, turn in turns:
                values[place] = turn(values[place])
            return make(values)

        self._read = read if turns else make
        return self._read


def _turn(kind: Any, dialect: Dialect) -> Any:
    """Return what makes a value the driver's, or None where it takes it as it is."""
    turn = kind.dialect_impl(dialect).bind_processor(dialect)
    if turn is None or not isinstance(kind, UTCDateTime):
        return turn
    remembered = lru_cache(_MOMENTS)(turn)  # a message's rows all have its moment

    def turned(moment: datetime | None) -> Any:
        # Elsewhere 2:30 before and after the clocks go back are equal, and yet two moments.
        is_utc = moment is not None and moment.tzinfo is UTC
        return remembered(moment) if is_utc else turn(moment)

    return turned


def _check(statement: Any, compiled: Any, names: Sequence[str]) -> None:
    """Refuse what would not do here what it does in SQLAlchemy."""
    for each in visitors.iterate(statement):
        if isinstance(each, sa.Update | sa.Delete) and is_proved(each.table):
            raise UncompilableError(f"the journal would not see what changes in {each.table}")
    if compiled.prefetch or compiled.post_compile_params or compiled.literal_execute_params:
        raise UncompilableError(
            f"a default, a list or a literal is made anew each time: {compiled}"
        )
    needed = {name for name, bind in compiled.binds.items() if bind.required}
    if not needed <= set(names) <= compiled.binds.keys():
        raise UncompilableError(f"{sorted(names)} are not the values of {compiled}")


def _in_order(names: Sequence[str] | None) -> Callable[[Values], Any]:
    """Return what the driver takes: values in their order, or, where it knows names, all."""
    if names is None:
        return dict
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _count(cursor: Any) -> int:
    rows: int = cursor.rowcount
    return rows


def _no_rows(_cursor: Any) -> None:
    """Read nothing."""


def _run(
    connection: Connection, how: str, plan: _Plan, bound: Any, take: Callable[[Any], Any]
) -> Any:
    """Return what *take* makes of the cursor, once the driver has done a statement."""
    is_many = how == "executemany"
    cursor = connection.connection.cursor()
    for hear in connection.dispatch.before_cursor_execute:
        hear(connection, cursor, plan.sql, bound, None, is_many)
    try:
        getattr(cursor, how)(plan.sql, bound)
        taken = take(cursor)
    except BaseException as error:  # noqa: BLE001 -- raised, as SQLAlchemy would
        _fail(connection, cursor, plan.sql, error)
    for hear in connection.dispatch.after_cursor_execute:
        hear(connection, cursor, plan.sql, bound, None, is_many)
    cursor.close()
    return taken


def _fail(connection: Connection, cursor: Any, sql: str, error: BaseException) -> NoReturn:
    """Raise *error* as SQLAlchemy would; a connection that is lost is used no more."""
    dialect: Any = connection.dialect
    if not isinstance(error, dialect.loaded_dbapi.Error):
        if not isinstance(error, Exception):
            connection.invalidate(error)  # who knows how far the driver has come
        raise error
    is_lost = dialect.is_disconnect(error, connection.connection, cursor)
    if is_lost:
        connection.invalidate(error)
        connection.engine.dispose()  # as lost are those that were made before
    raise DBAPIError.instance(
        sql,
        None,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=is_lost,
        dialect=dialect,
    ) from error
