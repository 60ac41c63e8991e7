"""How the database answers what is asked of it: by its indexes, or row by row."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from storage.database import database_url as address
from storage.database import open_engine
from storage.store import Store

GROWING = ("contribution", "history", "vote", "comment", "trial")
"""The tables that grow with what people say; the others have a row for a person or a site."""

_TABLE = rf"(?:{'|'.join(GROWING)}|moved|into|contribution_\d)\b"
_SORTED = "ix_contribution_(?:created|support|asked_back|irritant)"
"""Indexes in whose order an organisation's rows are read, until there are enough."""

SQLITE = re.compile(
    rf"SCAN {_TABLE}(?!.* VIRTUAL)"
    rf"|SEARCH {_TABLE} USING (?:COVERING )?INDEX (?!{_SORTED})\w+ \(organisation_id=\?\)"
)
POSTGRESQL = re.compile(rf"Seq Scan on ({'|'.join(GROWING)})\b")

Statement = tuple[str, Any]
Heard = dict[str, list[Statement]]
"""The statements of each thing that was asked."""


async def hear(store: Store, cases: Mapping[str, Callable[[Store], Awaitable[object]]]) -> Heard:
    """Ask everything; return the statements of each."""
    heard = {}
    for name, case in cases.items():
        with listening(store) as statements:
            await case(store)
        heard[name] = statements
    return heard


@contextmanager
def listening(store: Store) -> Iterator[list[Statement]]:
    """Give what the store asks its database meanwhile."""
    heard: list[Statement] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            heard.append((statement, parameters))

    engines = (store._writing, store._reading)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", hear)
    yield heard
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", hear)


def plans_of(url: str, heard: Heard) -> list[tuple[str, str, str]]:
    """Return each statement with what it is of, and how it is answered."""
    engine = open_engine(address(url), writes=False, connections=1)
    with engine.connect() as connection:
        plans = [
            (name, statement[0], plan(connection, statement))
            for name, statements in heard.items()
            for statement in statements
        ]
    engine.dispose()
    return plans


def whole_table(plan: str) -> str:
    """Return where a plan reads a whole table that grows, in the words of either database."""
    found = SQLITE.search(plan) or POSTGRESQL.search(plan)
    return found[0] if found else ""


def plan(connection: sa.Connection, statement: Statement) -> str:
    """Return how a statement is answered, in the database's own words."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
        return "\n".join(row[3] for row in rows)
    # With it off, only what no index can answer is read row by row.
    connection.exec_driver_sql("SET enable_seqscan = off")
    rows = connection.exec_driver_sql(f"EXPLAIN {statement[0]}", statement[1])
    return "\n".join(row[0] for row in rows)
