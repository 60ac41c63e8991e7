"""The three places where SQLite and PostgreSQL are not spelled alike in SQLAlchemy."""

from functools import lru_cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel


def table(row: type[SQLModel]) -> sa.Table:
    """Return the table of a SQLModel class."""
    return cast("sa.Table", row.__table__)  # type: ignore[attr-defined]  # SQLModel gives it to table classes only


@lru_cache
def insert(dialect: str, row: type[SQLModel]) -> Any:
    """Return an INSERT into *row*'s table that knows ``ON CONFLICT`` and ``RETURNING``."""
    return {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect](table(row))


def not_by(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return a column that is compared, while no index of it is looked into.

    For the organisation of rows that are found by their ids: SQLite takes it for rarer than a list
    of ids until it has counted, and then reads all that an organisation has.
    """
    return column + 0


def among(dialect: str, column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """Return whether a column holds one of a list, which is one parameter of that name."""
    if dialect == "postgresql":
        return column == sa.any_(sa.bindparam(name, type_=postgresql.ARRAY(column.type)))
    each = sa.func.json_each(sa.bindparam(name, type_=sa.JSON)).table_valued("value")
    return column.in_(sa.select(each.c.value))
