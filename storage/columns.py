"""The columns that tables have in common."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.types import CleanString

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


PROVED = "proved"
"""In the ``info`` of a table whose rows the journal proves: the columns that it leaves out."""


def proved(*left_out: str) -> dict[str, Any]:
    """Return what a table says of itself whose rows the journal proves, but for these columns."""
    return {"info": {PROVED: frozenset({"organisation_id", *left_out})}}


def is_proved(of: Any) -> bool:
    """Tell whether the journal proves the rows of a table, or of what stands in its place."""
    return PROVED in getattr(of, "info", ())


def code(kind: type[StrEnum], name: str) -> Any:
    """Return the column type of a code name: its value as text, checked by the database."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


def partial_index(name: str, column: str, where: str) -> sa.Index:
    """Return an index over the few rows of which *where* is true."""
    return index_where(name, ("organisation_id", *dict.fromkeys((column, "id"))), where)


def index_where(name: str, columns: Sequence[str], where: str) -> sa.Index:
    """Return the index over *columns* of the rows of which *where* is true."""
    condition = sa.text(where)
    return sa.Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


def person_index(table: str, column: str) -> sa.Index:
    """Return the index by which all is found that points to a person in one respect."""
    return index_where(f"ix_{table}_{column}", (column,), f"{column} IS NOT NULL")


def clean(length: int) -> Any:
    """Return the column type of a line of people's words."""
    return CleanString(length)


def identity() -> Any:
    """Return the column that numbers the rows of a table."""
    return Field(default=None, primary_key=True)


def organisation() -> Any:
    """Return the column of the organisation to which a row belongs."""
    return Field(foreign_key="organisation.id")
