"""The store's promises: all or nothing, on disk when told, and back when the database is."""

import asyncio
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from storage import database
from storage.database import DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.postgres import Postgres
from tests.storage.rows import NOW, TENANT, add, failing, organisation, written

Away = Callable[[], AbstractContextManager[None]]


async def test_work_that_raises_leaves_nothing_and_others_of_its_group_are_kept(
    store: Store,
) -> None:
    with _held(store):
        group = [
            asyncio.create_task(store.write(add, "avant")),
            asyncio.create_task(store.write(failing("perdu", ValueError("no")))),
            asyncio.create_task(store.write(add, "après")),
        ]
        await asyncio.sleep(0.05)
    before, failed, after = await asyncio.gather(*group, return_exceptions=True)

    assert isinstance(failed, ValueError)
    kept = await store.write(written)
    assert [(each.text, each.number.serial) for each in kept] == [("avant", 1), ("après", 2)]
    assert [before, after] == kept


async def test_two_processes_number_without_gaps_or_doubles(store: Store, other: Store) -> None:
    works = [
        each.write(failing("perdu", ValueError()) if number % 5 == 4 else add)
        for number in range(25)
        for each in (store, other)
    ]
    done = await asyncio.gather(*works, return_exceptions=True)

    failures = [each for each in done if isinstance(each, BaseException)]
    assert {type(each) for each in failures} == {ValueError}
    serials = sorted(each.number.serial for each in await store.write(written))
    assert serials == list(range(1, 41))


async def test_two_processes_that_meet_an_organisation_at_once_keep_one(
    store: Store, other: Store
) -> None:
    found = await asyncio.gather(
        *(each.write(organisation) for _ in range(5) for each in (store, other))
    )

    assert len(set(found)) == 1
    assert await store.read(lambda unit: unit.organisations.count()) == 1


async def test_work_is_on_disk_before_write_returns(store: Store, other: Store) -> None:
    for _ in range(10):
        kept = await store.write(add)
        where = (kept.organisation_id, kept.id)
        assert await other.read(lambda unit, where=where: unit.contributions.get(*where)) == kept


async def test_closing_finishes_what_was_given(database_url: str, store: Store) -> None:
    closing = Store(database_url)
    closing.open()
    given = [asyncio.create_task(closing.write(add, f"{number}")) for number in range(70)]
    await asyncio.sleep(0)

    await closing.close()

    await asyncio.gather(*given)
    assert [each.text for each in await store.write(written)] == [f"{n}" for n in range(70)]


async def test_who_gives_up_waiting_stops_nobody_else(store: Store) -> None:
    with _held(store):
        impatient = asyncio.create_task(store.write(add, "parti"))
        patient = asyncio.create_task(store.write(add, "resté"))
        await asyncio.sleep(0.05)
        impatient.cancel()

    assert (await patient).text == "resté"
    assert (await store.write(add, "ensuite")).text == "ensuite"


async def test_a_store_whose_database_goes_away_says_so_and_recovers(
    store: Store, away: Away
) -> None:
    await store.write(add, "avant")

    with away():
        with pytest.raises(DatabaseUnavailableError):
            await store.write(add, "pendant")
        together = (store.write(add, "ensemble") for _ in range(8))
        told = await asyncio.gather(*together, return_exceptions=True)
        assert {type(each) for each in told} == {DatabaseUnavailableError}

    await store.write(add, "après")
    assert [each.text for each in await store.write(written)] == ["avant", "après"]


async def test_everyone_of_a_group_is_told_of_a_lost_database_at_once(
    store: Store, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.write(organisation)
    tries = _count_begins(store, monkeypatch)

    with away():
        with _held_after(store):
            pass
        told = await asyncio.gather(
            *(store.write(add, "ensemble") for _ in range(20)), return_exceptions=True
        )

    assert {type(each) for each in told} == {DatabaseUnavailableError}
    assert len(tries) < 10


async def test_a_database_that_others_lock_can_still_be_read(store: Store, away: Away) -> None:
    assert away


async def test_a_connection_that_died_is_replaced_without_anyone_noticing(
    postgresql: Postgres,
) -> None:
    with postgresql.database() as url:
        store = Store(url)
        store.open()
        await store.write(add, "avant")
        await store.read(lambda unit: unit.organisations.count())

        _terminate(postgresql, url)
        assert await store.read(lambda unit: unit.organisations.count()) == 1
        _terminate(postgresql, url)
        assert (await store.write(add, "après")).number.serial == 2
        await store.close()
