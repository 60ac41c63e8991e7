"""Keeping a generated decade: rows by the hundred thousand, and then the indexes."""

import asyncio
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, Protocol

import psycopg

from bot.app import PLUGS
from domain.people import Role, author_key
from storage.contributions.tallies import Tallies
from storage.database import database_url, open_engine
from storage.migrations.upgrade import hold
from storage.people import Member
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.bench.decade import NOW, PEOPLE, SITES, TENANT, Decade, Row

SECRET = b"a key for measuring"
LEAD = "person-0"
"""The quality lead, by the Entra object id."""

_TABLES = ("contribution", "history", "vote", "comment", "trial")


def placed_in(organisation_id: int, themes: int, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return the rows that put irritants into themes, one after another."""
    return [
        {
            "contribution_id": each,
            "organisation_id": organisation_id,
            "theme_id": number % themes + 1,
            "placed_at": NOW,
        }
        for number, each in enumerate(ids)
    ]


async def keep_decade(url: str, size: int) -> None:
    """Keep an organisation with *size* contributions in the new, empty database at *url*."""
    store = Store(url)
    await asyncio.to_thread(store.open)
    decade = await store.write(_organisation, size)
    await store.close()
    await asyncio.to_thread(_keep, url, decade)


def _organisation(unit: UnitOfWork, size: int) -> Decade:
    """Keep the sites and the people; return what they will have said."""
    organisation_id = unit.organisations.get_or_add(TENANT, NOW)
    unit.sites.set_branches(organisation_id, SITES)
    sites = [site.id for site in unit.sites.open_ones(organisation_id)][: len(SITES)]
    members = [
        Member(f"person-{each}", f"29:{each}", f"Camille Durand-{each}", f"p{each}@ml.example")
        for each in range(PEOPLE)
    ]
    unit.people.keep_roster(organisation_id, members, NOW.date(), PLUGS.holds)
    people = sorted(unit.people.everyone(organisation_id), key=lambda each: each.id)
    for place, person in enumerate(people):
        unit.people.update(person, site_id=sites[place % len(sites)])
        if person.aad_object_id == LEAD:
            ours = unit.organisations.for_change(person.organisation_id)
            unit.roles.give(ours, person, Role.QUALITY_LEAD)
    keys = [author_key(SECRET, each) for each in people]
    return Decade(size, organisation_id, sites, [each.id for each in people], keys)


class _Keeper(Protocol):
    """Fast writing into one kind of database."""

    def begin(self) -> None:
        """Let go of the indexes, which are quicker made at the end."""

    def add(self, table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
        """Add rows to a table."""

    def end(self) -> None:
        """Make the indexes again."""


def _keep(url: str, decade: Decade) -> None:
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(address.database or "")) as connection:
            _fill(_Sqlite(connection), decade)
    else:
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as server:
            _fill(_Postgresql(server), decade)
    engine = open_engine(address, writes=True, connections=1)
    with engine.begin() as connection:
        hold(connection)  # it takes longer than a turn may
        UnitOfWork(connection).of(Tallies).rebuild()
    engine.dispose()


def _fill(keeper: _Keeper, decade: Decade) -> None:
    keeper.begin()
    for chunk in decade.chunks():
        for table, rows in chunk.tables().items():
            _add(keeper, table, rows)
    series = [
        {"organisation_id": decade.organisation_id, "year": year, "last": last}
        for year, last in decade.last_serials().items()
    ]
    _add(keeper, "number_series", series)
    keeper.end()


def _add(keeper: _Keeper, table: str, rows: Sequence[Row]) -> None:
    if rows:
        columns = list(rows[0])
        keeper.add(table, columns, (tuple(row[name] for name in columns) for row in rows))


class _Sqlite:
    """SQLite: one statement for many rows, without waiting for the disk.

    What its planner must know it looks up when the bot opens it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._dropped: list[str] = []

    def begin(self) -> None:
        self._connection.execute("PRAGMA synchronous = OFF")
        found = self._connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND "
            "(type = 'index' OR name IN ('contribution_words_added', 'contribution_tally_added'))"
        ).fetchall()
        for kind, name, made in found:
            self._connection.execute(f"DROP {kind} {name}")
            self._dropped.append(made)

    def add(self, table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(columns))
        names = ", ".join(f'"{name}"' for name in columns)
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 -- ours
        self._connection.executemany(statement, rows)
        self._connection.commit()

    def end(self) -> None:
        for made in self._dropped:
            self._connection.execute(made)
        self._connection.execute(
            "INSERT INTO contribution_words (contribution_words) VALUES ('rebuild')"
        )
        self._connection.commit()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Postgresql:
    """PostgreSQL: COPY, without looking up what each row refers to."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._dropped: list[str] = []

    def begin(self) -> None:
        self._connection.execute("SET session_replication_role = replica")
        self._connection.execute("SET timezone = 'UTC'")
        self._connection.execute("SET maintenance_work_mem = '512MB'")
        found = self._connection.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname "
            "NOT IN (SELECT conname FROM pg_constraint)",
            [list(_TABLES)],
        ).fetchall()
        for name, made in found:
            self._connection.execute(f"DROP INDEX {name}".encode())
            self._dropped.append(made)

    def add(self, table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN".encode()) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def end(self) -> None:
        for made in self._dropped:
            self._connection.execute(made.encode())
        for table in ("contribution", "history", "comment"):
            latest = f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"  # noqa: S608
            self._connection.execute(latest.encode())
        self._connection.execute("VACUUM ANALYZE")
