"""Friday in processes that are killed: nobody gets the questions twice, and nobody is forgotten.

The processes, their clock and the database are real; `FakeTeams` is in the test. What a killed
process held is free when its lease is over, within a minute; the tests do not wait for that, they
move the leases back in the database.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.config import Settings
from domain.sending import SendState
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.sql import table
from storage.store import Store
from storage.tables import JobRunRow, OutboxRow
from tests.acceptance.bot_process import free_port
from tests.fakes import CREATE, ROSTER, SEND, FakeClock, FakeTeams
from tests.machine import LONG_ENOUGH
from tests.postgres import Postgres
from tests.waiting import until_ready
from tests.week.nursery import Nursery, Process, nursery
from tests.world import CHANNELS, Somebody, World, words_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

FRIDAY = "2027-01-29T14:00+01:00"
ASK = ("jobs", "run", "friday-prompt", "--at", FRIDAY)
STAFF = [Somebody(f"P{n} Martin", f"00000000-0000-4000-8000-{n:012}") for n in range(100, 136)]
LATENCY = 0.03
MAY_WAIT = 4
"""Messages that a process may have begun and not yet called Teams for."""
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)

BOTH, ONE = "both jobs", "one of two jobs"
JOB, SERVER, ALL = "the job beside a server", "the job then the server", "the job and the server"


@dataclass(frozen=True)
class Kill:
    """Who is killed, and at which of Teams' calls."""

    seed: int
    place: str
    kind: str
    last: int
    victims: str

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.place}, {self.victims}"


KILLS = [
    Kill(seed, place, kind, last, victims)
    for seed, (place, kind, last, victims) in enumerate(
        [
            *[("preparing", ROSTER, 4, victims) for victims in (BOTH, ONE, JOB)],
            *[("creating", CREATE, 35, victims) for victims in (BOTH, ONE, JOB, SERVER)],
            *[("sending", SEND, 35, victims) for victims in (BOTH, ONE, JOB, SERVER, ALL)],
        ]
    )
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    async with nursery(tmp_path_factory.mktemp("processes")) as running:
        yield running


@dataclass
class Town:
    """A Mission Locale that has the app, its database, and the processes of its bot."""

    home: Nursery
    database: str
    ml: World
    server: Process

    @property
    def teams(self) -> FakeTeams:
        return self.ml.teams

    async def ask(self) -> int:
        """Run Friday as cron does after a failure; return the exit code."""
        return await self.until_ended(await self.home.start(*ASK))

    async def until_ended(self, process: Process) -> int:
        """Return the exit code of a process; where nothing moves any more, let time pass."""
        calls = -1
        async with asyncio.timeout(LONG_ENOUGH):
            while not process.ended.done():
                if calls == len(self.teams.calls):
                    self.let_time_pass()
                calls = len(self.teams.calls)
                await asyncio.wait([process.ended], timeout=0.3)
        return process.ended.result()

    def let_time_pass(self) -> None:
        """End every lease, as the minute after a crash does: those of the dead are still there."""
        engine = open_engine(address_of(self.database), writes=True, connections=1)
        with engine.begin() as connection:
            for held in (table(JobRunRow), table(OutboxRow)):
                connection.execute(
                    sa.update(held)
                    .where(held.c.lease_until.is_not(None))
                    .values(lease_until=LONG_AGO)
                )
        engine.dispose()

    async def states(self) -> dict[str, str]:
        """Return what ``sends`` tells of each person."""
        code, lines = await self.home.run("sends", *ASK[2:])
        assert code == 0
        told = [json.loads(line) for line in lines.splitlines()]
        states = {each["person"]: each["state"] for each in told}
        assert len(states) == len(told), "somebody is listed twice"
        return states

    def called(self) -> set[str]:
        """Return whom Teams was called for, to open their chat or to write to them."""
        bodies = [json.loads(call.body) for call in self.teams.calls if call.body]
        ids = {each["id"] for body in bodies for each in body.get("members", ())}
        return {who.upn for who in STAFF if who.member["id"] in ids}

    def prompts(self) -> Counter[str]:
        """Return how many times each person got the questions, as Teams knows."""
        return Counter(
            {
                who.upn: sum("Mon irritant de la semaine" in words_of(c) for c in self.ml.to(who))
                for who in STAFF
            }
        )


@asynccontextmanager
async def town(home: Nursery, database: str) -> AsyncIterator[Town]:
    """Give a town whose server runs and whose team has installed the app, through the wire."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    home.settings = {
        "FLASH_DATABASE_URL": database,
        "FLASH_PORT": str(port),
        "FLASH_SECRET_KEY": "a key for tests that nobody guesses",
    }
    async with FakeTeams() as teams, aiohttp.ClientSession() as http:
        teams.channels, teams.members = CHANNELS.copy(), [each.member for each in STAFF]
        teams.page_size, teams.latency = 10, LATENCY
        try:
            server = await home.start("serve")
            await until_ready(server, url)
            settings = Settings(_env_file=None, database_url=database)
            ml = World(http, url, teams, FakeClock(), Store(database), settings)
            await ml.install_in_team()
            yield Town(home, database, ml, server)
        finally:
            await home.kill_all()


async def check_kill(place: Town, kill: Kill) -> None:
    """Kill, run again until all is done, and count."""
    chance = random.Random(kill.seed)  # noqa: S311 -- chosen by chance, but the same each time
    number, delay = chance.randint(1, kill.last), chance.uniform(0, 2 * LATENCY)
    print(f"{kill}: {number}th call, {delay * 1000:.0f} ms later")
    if kill.victims in (BOTH, ONE):
        place.server.kill()
        await place.server.ended
    place.teams.hold(SEND, len(STAFF))  # nobody is done before the kill, however late it comes
    count = 2 if kill.victims in (BOTH, ONE) else 1
    jobs = [await place.home.start(*ASK) for _ in range(count)]
    victims = {
        BOTH: jobs,
        ONE: jobs[:1],
        JOB: jobs,
        SERVER: [place.server],
        ALL: [*jobs, place.server],
    }[kill.victims]

    if kill.victims == SERVER:  # first the job that has prepared it all: the server takes it up
        await place.teams.wait_for_call(CREATE, 1)
        jobs.pop().kill()
        place.let_time_pass()
    await place.teams.wait_for_call(kill.kind, number)
    await asyncio.sleep(delay)
    for victim in victims:
        victim.kill()
    assert [await victim.ended for victim in victims] == [-9] * len(victims), "they had ended"
    called = place.called()
    place.teams.release()
    if not set(jobs) - set(victims):
        place.let_time_pass()
    survivors = [job for job in jobs if job not in victims]
    assert [await place.until_ended(job) for job in survivors] == [0] * len(survivors)
    assert await place.ask() == 0

    await check_count(place, called, MAY_WAIT * len(victims))


async def check_count(place: Town, called: set[str], may_wait: int) -> None:
    """Everybody has the questions once, but for the ambiguous, who may not have them.

    Uncertain are those that Teams was *called* for before the kill, and at most *may_wait* others:
    a slow machine has many calls under way, but nobody is in doubt whose turn had not come.
    """
    states, prompts = await place.states(), place.prompts()
    ambiguous = {upn for upn, state in states.items() if state == SendState.AMBIGUOUS}
    print(f"{len(ambiguous)} ambiguous, {sum(not prompts[u] for u in ambiguous)} without")
    assert set(states) == {who.upn for who in STAFF}
    assert set(states.values()) <= {SendState.SENT, SendState.AMBIGUOUS}
    assert len(ambiguous - called) <= may_wait, "in doubt before their turn"
    assert {upn: n for upn, n in prompts.items() if n > 1} == {}, "asked twice"
    assert {upn for upn, n in prompts.items() if n == 0} <= ambiguous, "forgotten, and not told"


@pytest.mark.parametrize("kill", KILLS, ids=str)
async def test_on_postgresql_a_killed_process_makes_nobody_asked_twice_or_forgotten(
    home: Nursery, postgresql: Postgres, kill: Kill
) -> None:
    with postgresql.database() as database:
        async with town(home, database) as place:
            await check_kill(place, kill)


@pytest.mark.parametrize("kill", [kill for kill in KILLS if kill.victims == JOB][1:], ids=str)
async def test_on_sqlite_a_killed_job_makes_nobody_asked_twice_or_forgotten(
    home: Nursery, tmp_path: Path, kill: Kill
) -> None:
    async with town(home, f"sqlite:///{tmp_path / 'flash.db'}") as place:
        await check_kill(place, kill)


async def test_jobs_and_servers_at_once_ask_everybody_once_within_teams_limit(
    home: Nursery, database_url: str
) -> None:
    async with town(home, database_url) as place, most_late() as late:
        if database_url.startswith("postgresql"):
            await home.start("serve", FLASH_PORT=str(free_port()))
        jobs = [await home.start(*ASK) for _ in range(2)]
        assert [await job.ended for job in jobs] == [0, 0]

        assert place.prompts() == {who.upn: 1 for who in STAFF}
        assert set((await place.states()).values()) == {SendState.SENT}
        # 50 in a second at most; as well as a process that the machine holds up can tell.
        at = place.teams.arrived
        shortest = min(later - sooner for sooner, later in zip(at, at[50:], strict=False))
        assert shortest > 1 - max(late)

        calls = len(place.teams.calls)
        nothing_due = (*ASK[:-1], "2027-01-27T14:00+01:00")
        assert [(await home.run(*words))[0] for words in (ASK, nothing_due)] == [0, 0]
        assert len(place.teams.calls) == calls


async def test_a_second_server_on_a_sqlite_file_refuses_to_start_and_a_job_does_not(
    home: Nursery, tmp_path: Path
) -> None:
    async with town(home, f"sqlite:///{tmp_path / 'flash.db'}") as place:
        second = await home.start("serve", FLASH_PORT=str(free_port()))
        assert await second.ended == 1
        said = second.errors.read_text("utf-8")
        assert "PostgreSQL" in said
        assert "Traceback" not in said

        assert await place.ask() == 0
        assert not place.server.ended.done()


@asynccontextmanager
async def most_late() -> AsyncIterator[list[float]]:
    """Give the seconds by which this process's own clock work comes late, as they are measured."""
    late = [0.0]
    loop = asyncio.get_running_loop()

    async def watch() -> None:
        while True:
            due = loop.time() + 0.002
            await asyncio.sleep(0.002)
            late.append(loop.time() - due)

    watching = asyncio.create_task(watch())
    yield late
    watching.cancel()
