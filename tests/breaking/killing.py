"""Messages at full speed to a bot that is killed again and again, and what became of each.

The process, its clock and the database are real; Teams is `FakeTeams`. What was not acknowledged
is sent again after the restart, as Teams does.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

import aiohttp
import sqlalchemy as sa

from bot.config import Settings
from domain.sending import SendState
from storage.contributions.tables import ContributionRow, QuestionRow
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.sql import table
from storage.store import Store
from storage.tables import OutboxRow
from tests.acceptance.bot_process import free_port
from tests.fakes import FakeClock, FakeTeams
from tests.waiting import until, until_ready
from tests.week.nursery import Nursery, Process
from tests.world import CHANNELS, EVERYONE, STRANGER, World

AT_ONCE = 16
"""Messages under way at once: more than the bot answers at once on any machine of ours."""

MOST = 60
"""Acknowledgements after which a process is killed at the latest: machines differ in speed."""

LATENCY = 0.005
"""Seconds that Teams takes for each call."""

_CARD = "application/vnd.microsoft.card.adaptive"
_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
_STAFF = [each for each in EVERYONE if each is not STRANGER]
_OUTBOX, _CONTRIBUTION, _QUESTION = (
    table(row) for row in (OutboxRow, ContributionRow, QuestionRow)
)


@dataclass
class Said:
    """A message of the channel, a message of a chat, or a form that was filled; and its fate."""

    kind: str
    mark: str
    """The id under which it is kept: of the message, or of the form."""
    activity: dict[str, Any]
    acknowledged: bool = False


@dataclass
class Tally:
    """What became of all that was said."""

    kills: int = 0
    sent: int = 0
    again: int = 0
    acknowledged: int = 0
    kept: int = 0
    cards_once: int = 0
    ambiguous: int = 0
    lost: int = 0
    """Acknowledged and not kept, or kept and neither shown nor listed."""
    twice: int = 0
    """Kept twice, or shown twice."""

    def row(self) -> list[str]:
        return [str(getattr(self, each.name)) for each in fields(self)]


@dataclass
class Battery:
    """A bot that is killed, what is said to it, and the randomness of both."""

    home: Nursery
    database: str
    ml: World
    chance: random.Random
    said: list[Said] = field(default_factory=list)
    waiting: list[Said] = field(default_factory=list)
    """Not acknowledged yet."""
    again: int = 0
    until: int = 0
    """So many acknowledgements are missing until ``reached``."""
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    process: Process = field(init=False)

    async def kill_under_load(self) -> None:
        """Start the bot, have it work, and kill it at a moment of chance."""
        process = await self.start()
        self.until, delay = self.chance.randint(1, MOST), self.chance.uniform(0, 0.03)
        self.reached.clear()
        print(f"killed {delay * 1000:.0f} ms after acknowledgement {self.until}")
        working = [asyncio.create_task(self._work()) for _ in range(AT_ONCE)]
        async with asyncio.timeout(60):
            await self.reached.wait()
        await asyncio.sleep(delay)
        process.kill()
        assert await process.ended == -9, process.errors.read_text("utf-8")
        await asyncio.gather(*working)

    async def start(self) -> Process:
        """Return the bot's process once it answers."""
        self.process = await self.home.start("serve")
        await self.until_ready()
        return self.process

    async def until_ready(self) -> None:
        """Return once the bot says that it is ready."""
        await until_ready(self.process, self.ml.url)

    async def why_not_ready(self) -> str:
        """Return the reason why the bot says that it is not ready; nothing when it is."""
        async with self.ml.http.get(f"{self.ml.url}/readyz") as response:
            return str((await response.json()).get("reason", ""))

    async def _work(self) -> None:
        """Say one thing after another until nobody listens any more."""
        while True:
            try:
                await self.say_next()
            except (aiohttp.ClientError, ConnectionError):
                return

    async def say_next(self) -> bool:
        """Say what waits longest, or something new; return whether it was acknowledged."""
        one = self._next()
        try:
            status, body = await self.ml.deliver(one.activity)
        except (aiohttp.ClientError, ConnectionError):
            self.waiting.append(one)
            raise
        assert status in (200, 503), status
        one.acknowledged = status == 200 and (one.kind != "form" or body["type"] == _CARD)
        if one.acknowledged:
            self._count()
        else:
            self.waiting.append(one)
        return one.acknowledged

    def _count(self) -> None:
        self.until -= 1
        if not self.until:
            self.reached.set()

    def _next(self) -> Said:
        if self.waiting:
            self.again += 1
            return self.waiting.pop(0)
        one = self._say()
        self.said.append(one)
        return one

    def _say(self) -> Said:
        number = len(self.said)
        who = _STAFF[number % len(_STAFF)]
        text = f"Irritant : la porte est restée fermée, badge numéro {number}"
        kind = self.chance.choices(("channel", "form", "chat"), (6, 1, 1))[0]
        if kind == "channel":
            activity = self.ml.channel_activity(who, text=text)
            return Said(kind, activity["id"], activity)
        if kind == "chat":
            activity = self.ml.chat_activity(who, text=text)
            return Said(kind, activity["id"], activity)
        mark = f"{number:032x}"
        data = {"form": mark, "kind": "irritant", "text": text}
        action = {"type": "Action.Execute", "verb": "form.send", "data": data}
        invoke = {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": {"action": action, "trigger": "manual"},
            "replyToId": self.ml.new_id(),
        }
        return Said(kind, mark, self.ml.chat_activity(who) | invoke)

    async def come_to_rest(self, *, restart: bool = True) -> None:
        """Send the rest again to a bot that lives, and let all that is owed be sent."""
        if restart:
            self._end_leases()  # as the seconds after a crash do; all who held one are dead
            await self.start()
        while self.waiting:
            assert await self.say_next()
        await until(lambda: not self._read(_OWED), within=60, every=0.1)

    def tally(self, kills: int) -> Tally:
        """Count what became of everything."""
        notes, questions = (
            self._read(_NOTES),
            Counter(row.message_id for row in self._read(_ASKED)),
        )
        by_message = Counter(row.message_id for row in notes if row.message_id)
        by_form = Counter(row.form_id for row in notes if row.form_id)
        ambiguous = {row.message_id for row in notes if row.state == SendState.AMBIGUOUS}
        cards = Counter(
            sent.conversation_id for sent in self.ml.teams.sent if sent.activity.get("attachments")
        )
        total = Tally(kills, len(self.said), self.again)
        for one in self.said:
            activity = one.activity
            kept = {"channel": by_message, "chat": questions}.get(one.kind, by_form)[one.mark]
            shown = cards[activity["conversation"]["id"]] if one.kind == "channel" else kept
            listed = one.kind == "channel" and one.mark in ambiguous
            total.acknowledged += one.acknowledged
            total.kept += kept
            total.cards_once += one.kind == "channel" and shown == 1
            total.ambiguous += listed
            total.lost += (one.acknowledged and not kept) or (kept and not (shown or listed))
            total.twice += kept > 1 or shown > 1
        return total

    def _end_leases(self) -> None:
        leased = sa.update(_OUTBOX).where(_OUTBOX.c.lease_until.is_not(None))
        with self._connected(writes=True) as connection:
            connection.execute(leased.values(lease_until=_LONG_AGO))

    def _read(self, statement: sa.Select[Any]) -> list[Any]:
        with self._connected(writes=False) as connection:
            return list(connection.execute(statement))

    @contextmanager
    def _connected(self, *, writes: bool) -> Iterator[sa.Connection]:
        engine = open_engine(address_of(self.database), writes=writes, connections=1)
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()


_OWED = sa.select(_OUTBOX.c.id).where(
    (_OUTBOX.c.shown < _OUTBOX.c.wanted) | (_OUTBOX.c.state == SendState.SENDING)
)
_NOTES = sa.select(_CONTRIBUTION.c.message_id, _CONTRIBUTION.c.form_id, _OUTBOX.c.state).join_from(
    _CONTRIBUTION,
    _OUTBOX,
    (_OUTBOX.c.subject == "contribution") & (_OUTBOX.c.subject_id == _CONTRIBUTION.c.id),
    isouter=True,
)
_ASKED = sa.select(_QUESTION.c.message_id)


@asynccontextmanager
async def battery(home: Nursery, database: str, seed: int) -> AsyncIterator[Battery]:
    """Give a bot that may be killed, in a team that has installed it."""
    port = free_port()
    home.settings = {
        "FLASH_DATABASE_URL": database,
        "FLASH_PORT": str(port),
        "FLASH_SECRET_KEY": "a key for tests that nobody guesses",
    }
    settings = Settings(_env_file=None, database_url=database)
    chance = random.Random(seed)  # noqa: S311 -- chosen by chance, but the same each time
    async with FakeTeams() as teams, aiohttp.ClientSession() as http:
        teams.channels = CHANNELS.copy()
        teams.members = [each.member for each in _STAFF]
        teams.latency = LATENCY
        url = f"http://127.0.0.1:{port}"
        ml = World(http, url, teams, FakeClock(), Store(database), settings)
        running = Battery(home, database, ml, chance)
        try:
            process = await running.start()
            await ml.install_in_team()
            process.kill()
            await process.ended
            yield running
        finally:
            await home.kill_all()
