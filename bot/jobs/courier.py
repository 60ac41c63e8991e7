"""The courier: wakes every second, claims what the outbox owes, and has it sent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.clock import Clock
from storage.database import DatabaseUnavailableError
from storage.outbox import Outgoing
from storage.store import Store
from storage.unit_of_work import UnitOfWork

AT_ONCE = 20
"""Messages claimed together: what can be sent well within a lease."""

REMEMBER_INBOUND = timedelta(days=7)
"""How long an activity that comes again is known; Teams resends within minutes."""

_LOGGER = logging.getLogger(__name__)


class Courier:
    """Sends late messages and keeps the record of activities short."""

    def __init__(
        self,
        store: Store,
        deliver: Callable[[Outgoing], Awaitable[None]],
        owner: str,
        clock: Clock,
    ) -> None:
        self._store = store
        self._deliver = deliver
        self._owner = owner
        self._clock = clock
        self._working = asyncio.Lock()

    async def run_once(self) -> None:
        """Send everything that is due now."""
        try:
            async with self._working:
                while claimed := await self._claim():
                    await asyncio.gather(*(self._deliver(outgoing) for outgoing in claimed))
        except DatabaseUnavailableError as error:
            _LOGGER.warning("the database is away (%s), the outbox waits", error)

    async def rest(self) -> None:
        """Return once what was claimed has been sent."""
        async with self._working:
            return

    async def forget(self) -> None:
        """Forget the activities that Teams will not send again."""
        before = self._clock() - REMEMBER_INBOUND
        await self._store.write(lambda unit: unit.inbound.forget_before(before))

    async def _claim(self) -> list[Outgoing]:
        now = self._clock()
        # Looking costs no lock, so an idle bot leaves the database in peace.
        if not await self._store.read(lambda unit: unit.outbox.is_due(now)):
            return []
        return await self._store.write(self._claim_due)

    def _claim_due(self, unit: UnitOfWork) -> list[Outgoing]:
        now = self._clock()
        lost = unit.outbox.give_up_interrupted(now)
        if lost:
            _LOGGER.warning("%s answers were interrupted: they may stand in Teams or not", lost)
        return unit.outbox.claim_due(self._owner, now, AT_ONCE)
