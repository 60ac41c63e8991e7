"""The courier: wakes every second, claims what the outbox owes, and has it sent.

Each organisation is a tenant with limits of its own at Teams, so each is served by a round of its
own: no tenant waits for another.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from bot.clock import Timekeeper
from bot.metrics import Metrics
from bot.usecases.addresses import Parcel
from domain.sending import SendState
from storage.database import DatabaseUnavailableError, unhurried
from storage.outbox import EXPIRED, Outgoing
from storage.store import Store
from storage.unit_of_work import UnitOfWork

AT_ONCE = 32
"""Messages of one organisation in work together: what can be sent well within a lease, and enough
for 49 requests a second when Teams takes half a second to answer."""

ROUNDS = 64
"""Organisations served together: more would only wait for the processor."""

REMEMBER_INBOUND = timedelta(days=7)
"""How long an activity that comes again is known; Teams resends within minutes."""

REMEMBER_LINKS = timedelta(days=7)
"""How long a link that has worked is known; none lives longer than an hour, by a right clock."""

_LOOK_AGAIN = 0.5
"""Seconds after which the courier looks for others to serve while it is at work, or when it has
nobody left to serve: looking reads all that is owed."""

_LOGGER = logging.getLogger(__name__)


class Carrier(Protocol):
    """Who sends what the courier claims, and writes what came of it."""

    async def pack(self, claimed: Sequence[Outgoing]) -> list[Parcel]:
        """Return claimed messages with all that sending them needs."""

    async def deliver(self, parcel: Parcel) -> None:
        """Send one of them."""

    async def settle(self) -> None:
        """Return once what came of them is written."""


class Courier:
    """Sends late messages and keeps the record of activities short."""

    def __init__(
        self, store: Store, carrier: Carrier, owner: str, clock: Timekeeper, metrics: Metrics
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._owner = owner
        self._clock = clock
        self._metrics = metrics
        self._working = asyncio.Lock()
        self._stopping = False

    @unhurried
    async def run_once(self) -> None:
        """Send everything that is due now."""
        async with self._working:
            rounds: dict[int, asyncio.Task[None]] = {}
            due: list[int] = []
            look_at = 0.0
            while not self._stopping:
                if not due or monotonic() >= look_at:
                    due, look_at = await self._due(), monotonic() + _LOOK_AGAIN
                while due and len(rounds) < ROUNDS:
                    organisation_id = due.pop(0)
                    if organisation_id not in rounds:
                        rounds[organisation_id] = asyncio.create_task(self._serve(organisation_id))
                if not rounds:
                    return
                await asyncio.wait(
                    rounds.values(), timeout=_LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
                )
                rounds = {key: task for key, task in rounds.items() if not task.done()}
            if rounds:
                await asyncio.wait(rounds.values())

    async def drain(self, within: timedelta) -> None:
        """Send until nothing is owed that is due *within* that time from now.

        What another process holds is waited for, and taken up when that process dies.
        """
        while True:
            await self.run_once()
            await self._carrier.settle()
            if not await self.owed(within):
                return
            await asyncio.sleep(_LOOK_AGAIN)

    async def owed(self, within: timedelta) -> int:
        """Return how many messages are owed and due *within* that time from now."""
        until = self._clock() + within
        return await self._store.read(lambda unit: unit.outbox.open_before(until))

    async def rest(self) -> None:
        """Claim nothing more; return once what was claimed has been sent."""
        self._stopping = True
        async with self._working:
            return

    async def clock_went_back(self, before: datetime) -> bool:
        """Send what was due when the clock said *before*; return whether that is written."""
        now = self._clock()
        try:
            owed = await self._store.write(lambda unit: unit.dispatch.clock_went_back(before, now))
        except DatabaseUnavailableError as error:
            _LOGGER.warning("the database is away (%s), the outbox waits", error)
            return False
        _LOGGER.warning("the clock was put back: %s messages are due by the one before", owed)
        return True

    async def newest_at(self) -> datetime | None:
        """Return when the newest message was owed, by the clock of then; None when not known."""
        try:
            return await self._store.read(lambda unit: unit.outbox.newest_at())
        except DatabaseUnavailableError:
            return None

    async def forget(self) -> None:
        """Forget the activities that Teams will not send again, old links and the idle paces.

        The database looks at what has grown meanwhile.
        """
        now = self._clock()

        def forget(unit: UnitOfWork) -> None:
            unit.inbound.forget_before(now - REMEMBER_INBOUND)
            unit.spent_links.forget_before(now - REMEMBER_LINKS)
            unit.pace.forget_idle()

        await self._store.write(forget)
        await self._store.write(UnitOfWork.gather_statistics)

    async def _serve(self, organisation_id: int) -> None:
        """Send what is due for one organisation; new messages join those that are under way."""
        under_way: set[asyncio.Task[None]] = set()
        try:
            while not self._stopping and (
                claimed := await self._claim(organisation_id, AT_ONCE - len(under_way))
            ):
                for parcel in await self._carrier.pack(claimed):
                    under_way.add(asyncio.create_task(self._carrier.deliver(parcel)))
                while len(under_way) > AT_ONCE // 2:
                    _, under_way = await asyncio.wait(
                        under_way, return_when=asyncio.FIRST_COMPLETED
                    )
        except DatabaseUnavailableError as error:
            _LOGGER.warning("the database is away (%s), the outbox waits", error)
        if under_way:
            await asyncio.wait(under_way)

    async def _due(self) -> list[int]:
        now = self._clock()
        try:
            # Looking costs no lock, so an idle bot leaves the database in peace.
            due = await self._store.read(lambda unit: unit.dispatch.due_organisations(now))
            if due:
                believed = self._clock.is_believed
                self._say_given_up(await self._store.write(_give_up, now, believed=believed))
        except DatabaseUnavailableError as error:
            _LOGGER.warning("the database is away (%s), the outbox waits", error)
            return []
        return due

    def _say_given_up(self, given_up: tuple[int, int]) -> None:
        lost, expired = given_up
        if lost:
            self._metrics.sends.labels(SendState.AMBIGUOUS).inc(lost)
            _LOGGER.warning("%s messages were interrupted: they may stand in Teams or not", lost)
        if expired:
            self._metrics.sends.labels(EXPIRED).inc(expired)
            _LOGGER.warning("%s messages were not sent in time", expired)

    async def _claim(self, organisation_id: int, limit: int) -> list[Outgoing]:
        return await self._store.write(
            lambda unit: unit.dispatch.claim_due(
                self._owner, self._clock(), limit, organisation_id
            )
        )


def _give_up(unit: UnitOfWork, now: datetime, *, believed: bool) -> tuple[int, int]:
    """End what was interrupted and, by a clock that is *believed*, what has expired; count."""
    lost = unit.dispatch.give_up_interrupted(now)
    return lost, unit.dispatch.give_up_expired(now) if believed else 0
