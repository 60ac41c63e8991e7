"""Taking turns under Teams' limits: one request after another in each tenant, shared by all.

Turns are taken from the database in small lots, so that every process of the bot keeps the limits
together with the others; inside a process they are spaced evenly, also after it was held up.
"""

import asyncio
from collections import deque
from time import monotonic

from domain.pace import CONVERSATION, TENANT, conversation_key
from storage.store import Store
from storage.unit_of_work import UnitOfWork

LOT = 12
"""Turns taken together: a quarter of a second's. Fewer ask the database more often, more are lost
when there is nothing left to send."""

HORIZON = 2.0
"""Seconds for which a message waits for its turn in a conversation; else it is put off."""

_BEGUN = 4
"""Messages of a tenant that are begun and wait for their turn."""

_MOST, _SPAN = 48, 0.995
"""Turns in any such span of seconds, at the very most: a request may reach Teams a little later
than those around it. A whole second would keep what lateness there is for good, and be slower."""

_GRACE = 0.1
"""Seconds after which a lot that was not used up is another process's time."""


class TenantPace:
    """The turns of one tenant's requests in this process."""

    def __init__(self, store: Store, key: str) -> None:
        self._store = store
        self._key = key
        self.begun = asyncio.Semaphore(_BEGUN)
        """Held by a message from its beginning, as the outbox knows it, to its turn."""
        self._one_by_one = asyncio.Lock()
        self._left = 0
        self._free_at = 0.0
        self._until = 0.0
        self._taken: deque[float] = deque([-1.0] * _MOST, _MOST)

    async def turn(self) -> None:
        """Return when one request may be sent."""
        async with self._one_by_one:
            if self._left == 0 or monotonic() > self._until:
                await self._take_lot()
            wait = max(self._free_at, self._taken[0] + _SPAN) - monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self._left -= 1
            now = monotonic()
            self._taken.append(now)
            # A little lateness is made up for, a long hold-up is not: there is no burst after it.
            self._free_at = max(self._free_at, now - TENANT.slack) + TENANT.interval

    async def _take_lot(self) -> None:
        delay = await self._store.write(_reserve_tenant, self._key)
        first = monotonic() + delay
        self._left = LOT
        self._free_at = max(self._free_at, first)
        self._until = first + LOT * TENANT.interval + _GRACE

    async def hold(self, seconds: float) -> None:
        """Send nothing for so many seconds, here and in every other process."""
        self._left = 0
        await self._store.write(lambda unit: unit.pace.hold(self._key, TENANT, seconds))


class Paces:
    """The tenants' paces, and the turns in conversations that many read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tenants: dict[int, TenantPace] = {}

    def of(self, organisation_id: int) -> TenantPace:
        """Return the pace of an organisation's tenant."""
        pace = self._tenants.get(organisation_id)
        if pace is None:
            pace = self._tenants[organisation_id] = TenantPace(self._store, str(organisation_id))
        return pace

    async def conversation_turn(self, organisation_id: int, conversation_id: str) -> float:
        """Return in how many seconds a message may go; none is taken beyond ``HORIZON``."""
        key = f"{organisation_id}:{conversation_key(conversation_id)}"
        return await self._store.write(_reserve_conversation, key)


def _reserve_tenant(unit: UnitOfWork, key: str) -> float:
    return unit.pace.reserve(key, TENANT, LOT) or 0.0


def _reserve_conversation(unit: UnitOfWork, key: str) -> float:
    """Take a turn under both limits or under none."""
    for limit in CONVERSATION:
        if unit.pace.reserve(key, limit, 0, HORIZON) is None:
            return HORIZON * 2
    return max(unit.pace.reserve(key, limit) or 0.0 for limit in CONVERSATION)


def spend(unit: UnitOfWork, organisation_id: int, requests: int) -> None:
    """Count requests that waited for no turn: answers in a turn never queue behind others."""
    unit.pace.reserve(str(organisation_id), TENANT, requests)
