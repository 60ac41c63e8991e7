"""A Mission Locale in Teams, around the real bot: people write and press, Teams carries it.

The bot is the one that `create_app` puts together, on a real port and a real database; Teams is
`FakeTeams` and the clock stands still.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from bot.app import Parts, Timers, create_app
from bot.config import Settings
from domain.contributions.contribution import Contribution
from domain.rhythm import Job
from storage.contributions.repository import Contributions
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.fakes import FakeClock, FakeTeams
from tests.machine import LONG_ENOUGH

TENANT = "11111111-1111-4111-8111-111111111111"
BOT = {"id": "28:flash", "name": "Flash Amélioration"}
GENERAL = "19:general@thread.tacv2"
CHANNEL = "19:amelioration@thread.tacv2"
OTHER_CHANNEL = "19:cafeteria@thread.tacv2"
CHANNELS: list[dict[str, Any]] = [
    {"id": GENERAL, "name": None},
    {"id": CHANNEL, "name": "#Amélioration continue"},
    {"id": OTHER_CHANNEL, "name": "Cafétéria"},
]


A_FEW_ROUNDS = 0.15
"""Seconds in which the courier wakes several times: enough to see that it does nothing."""

_IDS = count(1_763_000_000_000)
"""Teams gives no id twice, not even after a restart of the bot."""


@dataclass(frozen=True)
class Somebody:
    name: str
    aad: str
    tenant: str = TENANT

    @property
    def id(self) -> str:
        return f"29:{self.name.split()[0].lower()}"

    @property
    def upn(self) -> str:
        return f"{self.name.split()[0].lower()}@ml.example"

    @property
    def account(self) -> dict[str, str]:
        return {"id": self.id, "name": self.name, "aadObjectId": self.aad}

    @property
    def member(self) -> dict[str, str]:
        return self.account | {"userPrincipalName": self.upn, "email": self.upn}

    @property
    def chat(self) -> str:
        return f"a:chat-{self.aad[-4:]}"


CLAIRE = Somebody("Claire Moreau", "00000000-0000-4000-8000-000000000001")
NADIA = Somebody("Nadia Benali", "00000000-0000-4000-8000-000000000002")
AWA = Somebody("Awa Diallo", "00000000-0000-4000-8000-000000000003")
STRANGER = Somebody(
    "Zoé Ailleurs", "00000000-0000-4000-8000-000000000099", "22222222-2222-4222-8222-222222222222"
)
EVERYONE = (CLAIRE, NADIA, AWA, STRANGER)


@dataclass
class World:
    """What people do in Teams; every method returns the HTTP status or body of the bot."""

    http: aiohttp.ClientSession
    url: str
    teams: FakeTeams
    clock: FakeClock
    store: Store
    settings: Settings

    def new_id(self) -> str:
        return str(next(_IDS))

    async def deliver(self, activity: dict[str, Any]) -> tuple[int, Any]:
        """Post an activity as Teams does; return the status and the JSON body, if any."""
        async with self.http.post(f"{self.url}/api/messages", json=activity) as response:
            raw = await response.read()
            return response.status, await response.json() if raw else None

    def channel_activity(
        self, who: Somebody, channel: str = CHANNEL, thread: str = "", **more: Any
    ) -> dict[str, Any]:
        id_ = more.pop("id", None) or self.new_id()
        data = {
            "tenant": {"id": who.tenant},
            "team": {"id": GENERAL},
            "channel": {"id": channel},
        } | more.pop("channelData", {})
        return {
            "type": "message",
            "id": id_,
            "timestamp": self.clock().astimezone(UTC).isoformat(),
            "serviceUrl": self.teams.service_url,
            "channelId": "msteams",
            "from": who.account,
            "recipient": BOT,
            "conversation": {
                "id": f"{channel};messageid={thread or id_}",
                "conversationType": "channel",
                "isGroup": True,
            },
            "channelData": data,
        } | more

    def chat_activity(self, who: Somebody, **more: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "id": self.new_id(),
            "timestamp": self.clock().astimezone(UTC).isoformat(),
            "serviceUrl": self.teams.service_url,
            "channelId": "msteams",
            "from": who.account,
            "recipient": BOT,
            "conversation": {"id": who.chat, "conversationType": "personal"},
            "channelData": {"tenant": {"id": who.tenant}},
        } | more

    async def post(
        self, who: Somebody, text: str, *, mention: bool = False, **more: Any
    ) -> dict[str, Any]:
        """Write in a channel (``#amélioration-continue`` unless told); return the activity."""
        said = {"text": text}
        if mention:
            at = f"<at>{BOT['name']}</at>"
            said = {"text": f"{at} {text}"}
            more["entities"] = [{"type": "mention", "mentioned": BOT, "text": at}]
        activity = self.channel_activity(who, **(said | more))
        status, _ = await self.deliver(activity)
        assert status == 200, status
        return activity

    async def reply(self, who: Somebody, to: dict[str, Any], text: str) -> dict[str, Any]:
        return await self.post(who, text, thread=to["id"])

    async def edit(self, message: dict[str, Any], text: str) -> None:
        self.clock.advance(seconds=1)
        await self._again(message, "messageUpdate", "editMessage", text=text)

    async def delete(self, message: dict[str, Any]) -> None:
        await self._again(message, "messageDelete", "softDeleteMessage", text="")

    async def restore(self, message: dict[str, Any]) -> None:
        await self._again(message, "messageUpdate", "undeleteMessage")

    async def _again(self, message: dict[str, Any], type_: str, event: str, **more: Any) -> None:
        data = message["channelData"] | {"eventType": event}
        now = self.clock().astimezone(UTC).isoformat()
        status, _ = await self.deliver(
            message | {"type": type_, "channelData": data, "timestamp": now} | more
        )
        assert status == 200, status

    async def say(self, who: Somebody, text: str) -> dict[str, Any]:
        """Write to the bot alone; return what it answered last."""
        status, _ = await self.deliver(self.chat_activity(who, text=text))
        assert status == 200, status
        return self.teams.sent[-1].activity

    async def press(
        self,
        who: Somebody,
        card: dict[str, Any],
        title: str,
        *,
        chat: bool = True,
        reply_to: str = "",
        **inputs: Any,
    ) -> dict[str, Any]:
        """Press a button of *card* by its title (``Action.Execute``); return the invoke's body."""
        action = find_button(card, title)
        where = {"replyToId": reply_to} if reply_to else {}
        status, body = await self.execute(
            who, action["verb"], action.get("data", {}) | inputs, chat=chat, **where
        )
        assert status == 200, status
        return dict(body)

    async def execute(
        self, who: Somebody, verb: str, data: Any, *, chat: bool = True, **more: Any
    ) -> tuple[int, Any]:
        value = {
            "action": {"type": "Action.Execute", "verb": verb, "data": data},
            "trigger": "manual",
        }
        base = self.chat_activity(who) if chat else self.channel_activity(who)
        return await self.deliver(
            base
            | {"type": "invoke", "name": "adaptiveCard/action", "value": value}
            | {"replyToId": self.new_id()}
            | more
        )

    async def submit(
        self,
        who: Somebody,
        card: dict[str, Any],
        title: str,
        *,
        reply_to: str,
        chat: bool,
        **inputs: Any,
    ) -> int:
        """Press a button as a phone that only knows ``Action.Submit``; return the status."""
        fallback = find_button(card, title)["fallback"]
        assert fallback["type"] == "Action.Submit"
        base = self.chat_activity(who) if chat else self.channel_activity(who)
        status, _ = await self.deliver(
            base | {"value": fallback["data"] | inputs, "replyToId": reply_to}
        )
        return status

    async def install_in_team(self, who: Somebody = CLAIRE) -> None:
        """Add the app to the team, as Teams tells it: two activities."""
        base = self.channel_activity(who, channel=GENERAL)
        base["conversation"]["id"] = GENERAL
        data = base["channelData"]
        for more in (
            {"type": "installationUpdate", "action": "add"},
            {
                "type": "conversationUpdate",
                "membersAdded": [BOT],
                "channelData": data | {"eventType": "teamMemberAdded"},
            },
        ):
            status, _ = await self.deliver(base | {"id": self.new_id()} | more)
            assert status == 200, status

    async def team_event(self, event: str, channel: dict[str, Any] | None = None) -> None:
        """Tell the bot that a channel or the team changed."""
        base = self.channel_activity(CLAIRE, channel=GENERAL)
        data = base["channelData"] | {"eventType": event}
        if channel is not None:
            data["channel"] = channel
        status, _ = await self.deliver(base | {"type": "conversationUpdate", "channelData": data})
        assert status == 200, status

    async def run(self, job: Job, at: datetime | str) -> None:
        """Run what a job has due at a moment, as ``jobs run`` does beside the server."""
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        self.clock.advance(seconds=2)  # what waits for more changes has waited
        async with Parts(self.settings, self.clock).working() as work:
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

    async def settle(self, updates: int) -> None:
        """Let the second pass after which cards follow, and wait for that many updates in all."""
        self.clock.advance(seconds=2)
        await self.teams.wait_for_updates(updates)

    async def until_calm(self) -> None:
        """Let time pass, from one late message to the next, until none is late."""

        def late(unit: UnitOfWork) -> list[datetime]:
            rows = unit.outbox.states(unit.organisations.find(TENANT) or 0)
            return [row.due_at for row in rows if row.shown < row.wanted]

        async with asyncio.timeout(LONG_ENOUGH):
            while due := await self.store.read(late):
                self.clock.now = max(self.clock.now, min(due))
                await asyncio.sleep(0.01)

    async def an_hour_of_nothing(self) -> None:
        """Let an hour pass in which the courier wakes, and Teams hears of nothing."""
        before = len(self.teams.calls)
        self.clock.advance(hours=1)
        await asyncio.sleep(A_FEW_ROUNDS)
        assert len(self.teams.calls) == before

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


def card_of(activity: dict[str, Any]) -> dict[str, Any]:
    """Return the card of a message."""
    card: dict[str, Any] = activity["attachments"][0]["content"]
    return card


def find_button(part: Any, title: str) -> Any:
    """Return the button of a card whose title begins so."""
    found = [each for each in walk(part) if str(each.get("title", "")).startswith(title)]
    buttons = [each for each in found if each.get("type") == "Action.Execute"]
    assert buttons, f"no button {title!r} among {[each.get('title') for each in walk(part)]}"
    return buttons[0]


def walk(part: Any) -> Any:
    """Return every object inside a card, but the fallbacks of actions."""
    if isinstance(part, list):
        return [each for item in part for each in walk(item)]
    if not isinstance(part, dict):
        return []
    inner = [each for key, item in part.items() if key != "fallback" for each in walk(item)]
    return [part, *inner]


def words_of(card: dict[str, Any]) -> str:
    """Return what a reader sees of a card: texts, words, titles of buttons and labels."""
    keys: tuple[str, ...] = ("text", "title", "label", "value", "errorMessage")
    return "\n".join(
        str(each[key]) for each in walk(card) for key in keys if isinstance(each.get(key), str)
    )


@asynccontextmanager
async def world(
    database_url: str, timers: Timers | None = None, **settings: Any
) -> AsyncIterator[World]:
    """Run the bot in its Mission Locale, Claire being quality lead by the settings."""
    clock = FakeClock(datetime(2026, 11, 24, 8, 12, tzinfo=UTC))
    chosen: dict[str, Any] = {
        "database_url": database_url,
        "quality_leads": (CLAIRE.upn,),
        "secret_key": "a key for tests",
    } | settings
    with tempfile.TemporaryDirectory() as folder:
        async with _world(chosen | {"data_dir": Path(folder)}, timers, clock) as one:
            yield one


@asynccontextmanager
async def _world(
    chosen: dict[str, Any], timers: Timers | None, clock: FakeClock
) -> AsyncIterator[World]:
    database_url: str = chosen["database_url"]
    async with FakeTeams() as teams:
        teams.channels = CHANNELS.copy()
        teams.members = [each.member for each in EVERYONE]
        ours = Settings(_env_file=None, **chosen)
        app = create_app(ours, clock, timers or Timers(courier=0.02, rituals=3600, clock=0))
        store = Store(database_url)
        async with TestServer(app) as server, aiohttp.ClientSession() as http:
            store.open()
            yield World(http, str(server.make_url("")).rstrip("/"), teams, clock, store, ours)
            await store.close()
