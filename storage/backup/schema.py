"""The tables of every schema that there has been, as plain tables for both databases."""

from collections.abc import Iterable
from functools import cache

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage.database import database_url, open_engine
from storage.migrations.upgrade import configuration, is_in_tables

_VERSION = "alembic_version"


@cache
def tables_at(schema: str) -> tuple[sa.Table, ...]:
    """Return the tables of a schema, those first to which others refer.

    The migrations tell them, in a database in memory: so nothing else is taken for a table of ours
    that may lie beside them, and there is no list to forget one in.
    """
    from alembic import command

    engine = open_engine(database_url("sqlite://"), writes=True, connections=1)
    try:
        with engine.begin() as connection:
            command.upgrade(configuration(connection), schema)
            found = sa.MetaData()
            found.reflect(
                connection, only=lambda name, _: name != _VERSION and is_in_tables(0, name)
            )
    finally:
        engine.dispose()
    for table in found.sorted_tables:
        for column in table.columns:
            column.type = column.type.as_generic()
    return tuple(found.sorted_tables)


def reading(table: sa.Table, dialect: str) -> sa.Select[tuple[object, ...]]:
    """Return the rows of a table, in an order that is the same on both databases.

    JSON comes as the text that it is: what was hashed or compared as text stays true.
    """
    columns = (
        sa.cast(each, sa.Text).label(each.name) if isinstance(each.type, sa.JSON) else each
        for each in table.columns
    )
    # PostgreSQL sorts text by language, SQLite by bytes.
    key = (
        sa.collate(each, "C")
        if dialect == "postgresql" and isinstance(each.type, sa.String)
        else each
        for each in table.primary_key
    )
    return sa.select(*columns).order_by(*key)


def count(connection: Connection, tables: Iterable[sa.Table]) -> int:
    """Return how many rows some tables have together."""
    return sum(
        connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables
    )
