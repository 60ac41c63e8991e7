"""The two places where SQLite and PostgreSQL are not spelled alike in SQLAlchemy."""

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
