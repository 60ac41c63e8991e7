"""How the database answers what is asked of the idea box: by its indexes, never row by row."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from storage.database import database_url as address
from storage.database import open_engine
from storage.store import Store
from tests.bench.asking import cases
from tests.bench.keeping import keep_decade

SIZE = 3000
GROWING = ("contribution", "history", "vote", "comment", "trial")
"""The tables that grow with what people say; the others have a row for a person or a site."""

_TABLE = rf"(?:{'|'.join(GROWING)}|moved|into|contribution_\d)\b"
_SORTED = "ix_contribution_(?:created|support|asked_back)"
"""Indexes in whose order an organisation's rows are read, until there are enough."""

_SQLITE = re.compile(
    rf"SCAN {_TABLE}(?!.* VIRTUAL)"
    rf"|SEARCH {_TABLE} USING (?:COVERING )?INDEX (?!{_SORTED})\w+ \(organisation_id=\?\)"
)
_POSTGRESQL = re.compile(rf"Seq Scan on ({'|'.join(GROWING)})\b")

Statement = tuple[str, Any]


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


@pytest.fixture
async def asked(database_url: str) -> dict[str, list[Statement]]:
    """Return the statements of everything that is asked, by what it is."""
    await keep_decade(database_url, SIZE)
    store = Store(database_url)
    store.open()
    statements = {}
    for name, case in cases().items():
        with listening(store) as heard:
            await case(store)
        statements[name] = heard
    await store.close()
    return statements


def plan(connection: sa.Connection, statement: Statement) -> str:
    """Return how a statement is answered, in the database's own words."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
        return "\n".join(row[3] for row in rows)
    # With it off, only what no index can answer is read row by row.
    connection.exec_driver_sql("SET enable_seqscan = off")
    rows = connection.exec_driver_sql(f"EXPLAIN {statement[0]}", statement[1])
    return "\n".join(row[0] for row in rows)


async def test_nothing_that_is_asked_reads_a_whole_table(
    database_url: str, asked: dict[str, list[Statement]]
) -> None:
    engine = open_engine(address(database_url), writes=False, connections=1)
    whole = _SQLITE if engine.dialect.name == "sqlite" else _POSTGRESQL
    with engine.connect() as connection:
        found = {
            (name, scanned[0], statement[0])
            for name, statements in asked.items()
            for statement in statements
            if (scanned := whole.search(plan(connection, statement)))
        }
    engine.dispose()

    assert found == set()
    assert all(asked.values())
    assert sum(map(len, asked.values())) > 5 * len(asked)


@pytest.mark.parametrize(
    "plan_of_a_scan",
    [
        "SCAN contribution",
        "SCAN history USING INDEX ix_history_contribution",
        "SCAN contribution_1",
    ],
)
def test_a_scan_is_known_for_one(plan_of_a_scan: str) -> None:
    assert _SQLITE.search(plan_of_a_scan)
    assert not _SQLITE.search("SCAN contribution_words VIRTUAL TABLE INDEX 192:M1")
    assert not _SQLITE.search("SEARCH contribution USING INDEX ix_contribution_week (week=?)")
    assert _POSTGRESQL.search("  ->  Seq Scan on contribution  (cost=0.00..1.10 rows=7 width=15)")
