"""The bot in its Mission Locale: what became of what people did, and time that passes."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from bot.app import PLUGS, Parts, Timers, create_app
from bot.config import Settings
from bot.journal.usecases import check_all
from bot.plug import Plugs
from domain.contributions.contribution import Contribution
from domain.journal import Fault
from domain.people import Person
from domain.rhythm import Job
from storage.contributions.repository import Contributions
from storage.database import DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.fakes import FakeClock, FakeTeams
from tests.machine import LONG_ENOUGH
from tests.world.people import CHANNELS, CLAIRE, EVERYONE, TENANT, Somebody
from tests.world.reading import card_of, words_of
from tests.world.wire import Wire

A_FEW_ROUNDS = 0.15
"""Seconds in which the courier wakes several times: enough to see that it does nothing."""


@dataclass
class World(Wire):
    """What people do in Teams, and what the bot keeps and sends."""

    store: Store
    settings: Settings
    plugs: Plugs = PLUGS
    is_tampered: bool = False
    """Whether the test changes rows behind the bot's back; else they are proved in the end."""

    async def run(self, job: Job, at: datetime | str) -> None:
        """Run what a job has due at a moment, as ``jobs run`` does beside the server."""
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        self.clock.advance(seconds=2)  # what waits for more changes has waited
        async with Parts(self.settings, self.clock, self.plugs).working() as work:
            await work.rituals.run(job, moment)
            async with asyncio.timeout(LONG_ENOUGH):
                while True:  # what drain() does, with shorter looks at what the server has in hand
                    await work.courier.run_once()
                    await work.delivery.settle()
                    if not await work.courier.owed(timedelta(seconds=60)):
                        return
                    await asyncio.sleep(0.01)

    def to(self, who: Somebody) -> list[dict[str, Any]]:
        """Return the cards that reached somebody's chat, in order."""
        chats = {who.chat} | {
            created.conversation_id
            for created in self.teams.created
            if created.parameters.get("members") == [{"id": who.id}]
        }
        return [
            card_of(sent.activity)
            for sent in self.teams.sent
            if sent.conversation_id in chats and sent.activity.get("attachments")
        ]

    async def told(self, who: Somebody) -> list[str]:
        """Return what somebody's chat has got, once all is sent."""
        self.clock.advance(seconds=2)
        await self.until_calm()
        return [words_of(card) for card in self.to(who)]

    async def settle(self, updates: int) -> None:
        """Let the second pass after which cards follow, and wait for that many updates in all."""
        self.clock.advance(seconds=2)
        await self.teams.wait_for_updates(updates)

    async def until_calm(self) -> None:
        """Let time pass, from one late message to the next, until none is late."""
        async with asyncio.timeout(LONG_ENOUGH):
            while due := [row.due_at for row in await self.outbox() if row.shown < row.wanted]:
                self.clock.now = max(self.clock.now, min(due))
                await asyncio.sleep(0.01)

    async def an_hour_of_nothing(self) -> None:
        """Let an hour pass in which the courier wakes, and Teams hears of nothing."""
        before = len(self.teams.calls)
        self.clock.advance(hours=1)
        await asyncio.sleep(A_FEW_ROUNDS)
        assert len(self.teams.calls) == before

    async def outbox(self) -> list[Any]:
        """Return what the bot has to send and has sent, oldest first."""
        return await self.store.read(
            lambda unit: list(unit.outbox.states(unit.organisations.find(TENANT) or 0))
        )

    async def person(self, who: Somebody) -> Person:
        """Return somebody as the bot knows them."""

        def read(unit: UnitOfWork) -> Person | None:
            return unit.people.find(unit.organisations.find(TENANT) or 0, who.aad)

        person = await self.store.read(read)
        assert person is not None
        return person

    async def now(self, contribution: Contribution) -> Contribution:
        """Return a contribution as it is kept."""
        ids = (contribution.organisation_id, contribution.id)
        found = await self.store.read(lambda unit: unit.of(Contributions).get(*ids))
        assert found is not None
        return found

    async def open_branches(self, *names: str) -> dict[str, int]:
        """Have the lead name the antennes; return the ids of all places by their names."""
        sites = card_of(await self.say(CLAIRE, "antennes"))
        await self.press(CLAIRE, sites, "Enregistrer", names="\n".join(names))
        places = await self.store.read(lambda unit: unit.sites.open_ones(1))
        return {each.name: each.id for each in places}

    async def made_by(self, message: dict[str, Any]) -> list[Contribution]:
        """Return what a message made, in the order of its parts."""
        tenant = message["channelData"]["tenant"]["id"]

        def read(unit: UnitOfWork) -> list[Contribution]:
            organisation_id = unit.organisations.find(tenant) or 0
            where = (message["conversation"]["id"], message["id"])
            return unit.of(Contributions).of_message(organisation_id, *where)

        return await self.store.read(read)

    async def history(self, contribution: Contribution) -> list[Any]:
        """Return the changes of a contribution, oldest first."""
        ids = (contribution.organisation_id, contribution.id)
        return await self.store.read(lambda unit: list(unit.of(Contributions).history(*ids)))

    @property
    def cards(self) -> list[dict[str, Any]]:
        """Every card sent, in order."""
        sent = [each.activity for each in self.teams.sent]
        return [card_of(activity) for activity in sent if activity.get("attachments")]


@asynccontextmanager
async def world(
    database_url: str, timers: Timers | None = None, plugs: Plugs = PLUGS, **settings: Any
) -> AsyncIterator[World]:
    """Run the bot in its Mission Locale, Claire being quality lead by the settings."""
    clock = FakeClock(datetime(2026, 11, 24, 8, 12, tzinfo=UTC))
    chosen: dict[str, Any] = {
        "database_url": database_url,
        "quality_leads": (CLAIRE.upn,),
        "secret_key": "a key for tests that nobody guesses",
    } | settings
    with tempfile.TemporaryDirectory() as folder:
        async with _world(chosen | {"data_dir": Path(folder)}, timers, clock, plugs) as one:
            yield one


@asynccontextmanager
async def _world(
    chosen: dict[str, Any], timers: Timers | None, clock: FakeClock, plugs: Plugs
) -> AsyncIterator[World]:
    database_url: str = chosen["database_url"]
    async with FakeTeams() as teams:
        teams.channels = CHANNELS.copy()
        teams.members = [each.member for each in EVERYONE]
        ours = Settings(_env_file=None, **chosen)
        often = timers or Timers(courier=0.02, rituals=3600, clock=0)
        app = create_app(ours, clock, often, plugs)
        store = Store(database_url)
        async with TestServer(app) as server, aiohttp.ClientSession() as http:
            store.open()
            url = str(server.make_url("")).rstrip("/")
            made = World(http, url, teams, clock, store, ours, plugs)
            yield made
            if not made.is_tampered:
                await _prove(store)
            await store.close()


async def _prove(store: Store) -> None:
    """See that every row that the test changed is told in the journal as it stands.

    What a test puts into the tables by itself is not: no event told of it.
    """
    try:
        checked = await store.read(check_all)
    except DatabaseUnavailableError:  # taken away by the test
        return
    problems = [each.problem for each in checked if each.problem is not None]
    assert [each for each in problems if each.fault in {Fault.ROW, Fault.ROW_GONE}] == []
