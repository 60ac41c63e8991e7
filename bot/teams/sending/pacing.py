"""Taking turns under Teams' limits: one request after another in each tenant, shared by all.

Turns are taken from the database in small lots, so that every process of the bot keeps the limits
together with the others. Each is a moment: used then or not at all, also after a hold-up.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

from domain.pace import CONVERSATION, TENANT, Turns, conversation_key, is_missed
from storage.store import Store
from storage.unit_of_work import UnitOfWork

LOT = 12
"""Turns taken together: a quarter of a second's. Fewer ask the database more often, more are lost
when there is nothing left to send."""

HORIZON = 2.0
"""Seconds for which a message waits for its turn in a conversation; else it is put off."""

_BEGUN = 4
"""Messages of a tenant that are begun and wait for their turn."""


class TenantPace:
    """The turns of one tenant's requests in this process."""

    def __init__(self, store: Store, key: str) -> None:
        self._store = store
        self._key = key
        self.begun = asyncio.Semaphore(_BEGUN)
        """Held by a message from its beginning, as the outbox knows it, to its turn."""
        self._one_by_one = asyncio.Lock()
        self._turns = Turns(TENANT)

    async def turn(self) -> None:
        """Return when one request may be sent.

        Raises:
            DatabaseUnavailableError: no turn can be had.
        """
        async with self._one_by_one:
            while True:
                moment = self._turns.take(monotonic())
                if moment is None:
                    first = await self._store.write(_reserve_tenant, self._key)
                    self._turns.add(first, LOT)
                    continue
                await asyncio.sleep(moment - monotonic())
                if not is_missed(moment, monotonic()):
                    return

    def hold(self, seconds: float) -> Callable[[UnitOfWork], None]:
        """Use no turn that was taken; return what has no process take one for so many seconds."""
        self._turns.lose()
        return lambda unit: unit.pace.hold(self._key, TENANT, seconds)


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
    """Take a lot; return the moment of its first turn.

    That is told from here: until the lot is on disk some time passes, now more and now less.
    """
    delay = unit.pace.reserve(key, TENANT, LOT) or 0.0
    return monotonic() + delay


def _reserve_conversation(unit: UnitOfWork, key: str) -> float:
    """Take a turn under both limits or under none."""
    for limit in CONVERSATION:
        if unit.pace.reserve(key, limit, 0, HORIZON) is None:
            return HORIZON * 2
    return max(unit.pace.reserve(key, limit) or 0.0 for limit in CONVERSATION)


def spend(unit: UnitOfWork, organisation_id: int, requests: int) -> None:
    """Count requests that waited for no turn: answers in a turn never queue behind others."""
    unit.pace.reserve(str(organisation_id), TENANT, requests)
