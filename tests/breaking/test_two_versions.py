"""Two versions of the bot during an upgrade: who is acknowledged is kept, by whichever hears it.

No other version is at hand, so the newer one is what it does to the schema: a column that ours
does not find. What a newer version does besides is not shown here. That several processes of this
version upgrade what an older one has kept, and share the work then, is.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from itertools import count

import aiohttp
import psycopg
import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.config import Settings
from deploy.playground import answers
from storage.migrations.upgrade import LOCK, current, hold, revisions
from storage.store import Store
from tests.acceptance.bot_process import free_port
from tests.backup.files import find_teams, open_database
from tests.fakes import FakeClock, FakeTeams
from tests.postgres import Postgres
from tests.storage import released
from tests.storage.test_released import fill_as_released
from tests.waiting import until
from tests.week.nursery import Nursery, nursery
from tests.world import CHANNELS, EVERYONE, NADIA, World, world

IRRITANT = "Irritant : I-Milo rame encore ce matin"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    async with nursery(tmp_path_factory.mktemp("processes")) as running:
        yield running


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no bot wait at its end for a database that it may not write to any more."""
    monkeypatch.setattr("bot.app._LAST_SENDS", 0.1)


async def test_an_old_bot_acknowledges_nothing_that_a_newer_schema_refuses(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.store.LOOK_AFTER", 3600.0)  # it is refused before it looks
    async with world(database_url) as ml:
        await ml.post(NADIA, IRRITANT)
        _upgrade_to_newer(database_url)

        status, body = await ml.deliver(ml.channel_activity(NADIA, text=IRRITANT))

        assert (status, body["error"]["code"]) == (503, "not_kept")


async def test_an_old_bot_writes_nothing_where_a_newer_schema_would_take_it_and_says_why(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.store.LOOK_AFTER", 0.0)
    async with world(database_url) as ml:
        await ml.post(NADIA, IRRITANT)
        _upgrade_to_newer(database_url, compatible=True)

        for each in (ml.channel_activity(NADIA, text=IRRITANT), ml.chat_activity(NADIA, text="x")):
            assert (await ml.deliver(each))[0] == 503
        async with ml.http.get(f"{ml.url}/readyz") as response:
            assert response.status == 503
            assert "une autre version" in (await response.json())["reason"]


async def test_what_an_old_bot_acknowledges_while_it_is_upgraded_under_it_is_kept_once(
    database_url: str,
) -> None:
    async with world(database_url) as ml:
        await ml.post(NADIA, IRRITANT)
        said = [ml.channel_activity(NADIA, text=f"{IRRITANT}, {n} fois") for n in range(20)]
        statuses = [(await ml.deliver(each))[0] for each in said[:5]]
        upgrading = asyncio.create_task(asyncio.to_thread(_upgrade_to_newer, database_url, 0.3))
        statuses += [(await ml.deliver(each))[0] for each in said[5:-1]]
        await upgrading
        statuses.append((await ml.deliver(said[-1]))[0])

    kept = _kept(database_url)
    assert statuses[:5] == [200] * 5
    assert statuses[-1] == 503
    assert [kept[each["id"]] for each in said] == [int(status == 200) for status in statuses]


async def test_two_bots_upgrade_what_an_older_one_has_kept_once_and_share_what_is_said(
    home: Nursery, postgresql: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Teams gives no id twice: those of then are known.
    monkeypatch.setattr("tests.world.wire._IDS", count(1_796_000_000_000))
    with postgresql.database() as database:
        before = fill_as_released(database, released.schemas()[0])
        home.settings = {
            "FLASH_DATABASE_URL": database,
            "FLASH_SECRET_KEY": "a key for tests that nobody guesses",
        }
        ports = [free_port() for _ in range(2)]
        with _migrating(database):
            bots = [await home.start("serve", FLASH_PORT=str(port)) for port in ports]
            await _until_waiting(database, len(bots))
            assert not any([await answers(f"http://127.0.0.1:{port}/healthz") for port in ports])
            assert not any(bot.ended.done() for bot in bots)

        async with _bots_of(ports, database) as (first, second):
            said = [first.channel_activity(NADIA, text=f"{IRRITANT}, {n} fois") for n in range(12)]
            for number, each in enumerate(said):
                heard = (first, second) if number % 2 else (second, first)
                assert [(await bot.deliver(each))[0] for bot in heard] == [200, 200]
            await first.teams.wait_for(len(said))
            cards = Counter(sent.conversation_id for sent in first.teams.sent)
        assert [cards[each["conversation"]["id"]] for each in said] == [1] * len(said)
        await home.kill_all()
        engine = open_database(database)
        with engine.connect() as connection:
            assert current(connection) == revisions()[-1]
        engine.dispose()
        kept = _kept(database)
    assert [kept[each["id"]] for each in said] == [1] * len(said)
    assert kept.total() == before["contribution"] + len(said)


@contextmanager
def _migrating(database: str) -> Iterator[None]:
    """Hold the lock of who migrates."""
    plain = database.replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield


async def _until_waiting(database: str, processes: int) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    engine = open_database(database)
    async with asyncio.timeout(30):
        while True:
            with engine.connect() as connection:
                if connection.scalar(sa.text(waiting)) == processes:
                    break
            await asyncio.sleep(0.02)
    engine.dispose()


@asynccontextmanager
async def _bots_of(ports: Sequence[int], database: str) -> AsyncIterator[list[World]]:
    """Give the worlds of the bots that listen there, with one Teams, once they are ready."""
    settings = Settings(_env_file=None, database_url=database)
    async with FakeTeams() as teams, aiohttp.ClientSession() as http:
        teams.channels, teams.members = CHANNELS.copy(), [each.member for each in EVERYONE]
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        async with asyncio.timeout(30):
            for url in urls:
                await until(partial(answers, f"{url}/readyz"))
        find_teams(database, teams.service_url)
        yield [World(http, url, teams, FakeClock(), Store(database), settings) for url in urls]


def _kept(url: str) -> Counter[str]:
    """Return how many contributions each message made, whatever version the schema has."""
    engine = open_database(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT message_id FROM contribution")).all()
    engine.dispose()
    return Counter(row.message_id for row in rows)


def _upgrade_to_newer(url: str, seconds: float = 0.0, *, compatible: bool = False) -> None:
    """Do to the schema what a newer version might; by default what ours cannot write to."""
    engine = open_database(url)
    with engine.begin() as connection:
        hold(connection)
        if not compatible:
            connection.execute(sa.text("ALTER TABLE contribution RENAME COLUMN link TO newer"))
        time.sleep(seconds)
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
