"""The store's promises: all or nothing, on disk when told, and back when the database is."""

import asyncio
import sqlite3
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager

import pytest
from sqlalchemy import make_url

from domain.contributions.contribution import Contribution
from storage import database
from storage.contributions.repository import Contributions
from storage.database import DatabaseRefusedError, DatabaseUnavailableError, unhurried
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.postgres import Postgres
from tests.storage.rows import add, failing, organisation, written

Away = Callable[[], AbstractContextManager[None]]
BUSY_MS = 100


async def test_work_that_raises_leaves_nothing_and_others_of_its_group_are_kept(
    store: Store,
) -> None:
    async with _held(store):
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
    assert await store.read(_organisations) == 1


async def test_work_is_on_disk_before_write_returns(store: Store, other: Store) -> None:
    for _ in range(10):
        kept = await store.write(add)
        found = await other.read(_get, kept.organisation_id, kept.id)
        assert found == kept


async def test_closing_finishes_what_was_given(database_url: str, store: Store) -> None:
    closing = Store(database_url)
    closing.open()
    given = [asyncio.create_task(closing.write(add, f"{number}")) for number in range(70)]
    await asyncio.sleep(0)

    await closing.close()

    await asyncio.gather(*given)
    assert [each.text for each in await store.write(written)] == [f"{n}" for n in range(70)]


async def test_who_gives_up_waiting_stops_nobody_else(store: Store) -> None:
    async with _held(store):
        impatient = asyncio.create_task(store.write(add, "parti"))
        patient = asyncio.create_task(store.write(add, "resté"))
        await asyncio.sleep(0.05)
        impatient.cancel()
        await asyncio.wait([impatient])

    assert (await patient).text == "resté"
    assert (await store.write(add, "ensuite")).text == "ensuite"
    assert [each.text for each in await store.write(written)] == ["resté", "ensuite"]


async def test_what_waited_too_long_is_never_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _held(store):
        monkeypatch.setattr("storage.database.PATIENCE", 0.05)  # what holds has its place already
        told = await asyncio.gather(
            *(store.write(add, "trop tard") for _ in range(40)), return_exceptions=True
        )

    assert {type(each) for each in told} == {DatabaseUnavailableError}
    assert await store.write(written) == []


async def test_what_was_begun_takes_its_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.PATIENCE", 0.05)

    def slow(unit: UnitOfWork) -> Contribution:
        time.sleep(0.2)
        return add(unit, "long")

    assert (await store.write(slow)).text == "long"


async def test_a_store_whose_database_goes_away_says_so_and_recovers(
    away: Away, store: Store
) -> None:
    await store.write(add, "avant")

    with away(), pytest.raises(DatabaseUnavailableError):
        await store.write(add, "pendant")

    await store.write(add, "après")
    assert [each.text for each in await store.write(written)] == ["avant", "après"]


async def test_nobody_waits_for_a_lost_database_once_for_each_who_came_before(
    away: Away, store: Store
) -> None:
    with away():
        async with asyncio.timeout(10 * BUSY_MS / 1000):
            told = await asyncio.gather(
                *(store.write(add) for _ in range(20)), return_exceptions=True
            )

    assert {type(each) for each in told} == {DatabaseUnavailableError}


async def test_a_lock_that_another_lets_go_for_a_moment_is_seen_free(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By itself SQLite looks every tenth of a second, and a busy process is away much shorter."""
    store, pauses = Store(sqlite_url), [0.0]
    store.open()
    await store.write(add, "avant")
    other = sqlite3.connect(
        str(make_url(sqlite_url).database), isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 50:
            other.rollback()

    monkeypatch.setattr("storage.database.time.sleep", sleep)
    await store.write(add, "après")

    assert max(pauses) < 0.005
    other.close()
    await store.close()


async def test_a_connection_that_died_is_replaced_without_anyone_noticing(
    postgresql: Postgres,
) -> None:
    with postgresql.database() as url:
        store = Store(url)
        store.open()
        await store.write(add, "avant")
        await store.read(_organisations)

        postgresql.disconnect(url)

        assert await store.read(_organisations) == 1
        assert (await store.write(add, "après")).number.serial == 2
        await store.close()


async def test_a_connection_that_dies_in_the_middle_keeps_nothing(postgresql: Postgres) -> None:
    with postgresql.database() as url:
        store = Store(url)
        store.open()

        def dying(unit: UnitOfWork) -> None:
            add(unit, "perdu")
            postgresql.disconnect(url)
            add(unit, "jamais")

        with pytest.raises(DatabaseUnavailableError):
            await store.write(dying)

        assert (await store.write(add, "après")).number.serial == 1
        await store.close()


@pytest.mark.parametrize("text", ["", "un secret"])
async def test_errors_of_the_database_hold_nobodys_words(store: Store, text: str) -> None:
    wrong = {"author_key": "clef secrète", "author_id": 1} if text else {"link": "un secret"}

    with pytest.raises(DatabaseRefusedError, match="ck_contribution") as raised:
        await store.write(lambda unit: add(unit, text, **wrong))

    assert "secr" not in "".join(traceback.format_exception(raised.value))


async def test_a_database_that_is_away_is_not_described_with_anybodys_words(
    away: Away, store: Store
) -> None:
    with away(), pytest.raises(DatabaseUnavailableError) as raised:
        await store.write(add, "un secret")

    assert "secret" not in str(raised.value)


def _organisations(unit: UnitOfWork) -> int:
    return unit.organisations.count()


def _get(unit: UnitOfWork, organisation_id: int, contribution_id: int) -> Contribution | None:
    return unit.of(Contributions).get(organisation_id, contribution_id)


@asynccontextmanager
async def _held(store: Store) -> AsyncIterator[None]:
    """Keep the writing thread busy, so that what is given meanwhile makes one group."""
    begun, release = threading.Event(), threading.Event()

    def hold(_: UnitOfWork) -> None:
        begun.set()
        release.wait(5)

    holding = asyncio.ensure_future(store.write(hold))
    await asyncio.to_thread(begun.wait, 5)
    yield
    assert not holding.done()
    release.set()
    await holding


@pytest.fixture
def away(
    database_url: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Away:
    """Return a context in which the database cannot be written; ask for it before the store."""
    monkeypatch.setattr(database, "SQLITE_BUSY_MS", BUSY_MS)
    if database_url.startswith("sqlite"):
        return lambda: _locked(database_url)
    server: Postgres = request.getfixturevalue("postgresql")
    return lambda: _closed(server, database_url)


@contextmanager
def _locked(url: str) -> Iterator[None]:
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.rollback()
    connection.close()


@contextmanager
def _closed(server: Postgres, url: str) -> Iterator[None]:
    name = make_url(url).database
    server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    server.disconnect(url)
    yield
    server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


async def test_what_no_turn_waits_for_waits_longer_and_so_does_what_it_begins(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BEHIND", 60.0)

    @unhurried
    async def behind() -> list[Contribution]:
        begun = asyncio.create_task(store.write(add, "plus tard"))
        return [await store.write(add, "ensuite"), await begun]

    async with _held(store):
        monkeypatch.setattr("storage.database.PATIENCE", 0.05)
        waiting = asyncio.create_task(behind())
        with pytest.raises(DatabaseUnavailableError):
            await store.write(add, "trop tard")

    assert {each.text for each in await waiting} == {"ensuite", "plus tard"}
