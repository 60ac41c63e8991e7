"""What a turn has to know of its organisation before it begins: the names in it, and its clock."""

import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.usecases.here import zone_of_tenant
from bot.usecases.screening import screen_of
from bot.usecases.turn import Author, Policy
from domain.confidentiality import Screen
from storage.database import DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_LIFE = 60.0
"""Seconds in which a colleague whom another process met may still be taken for a young person."""

_FIRST = "Le jeune Kévin Muller, né le 3 mars 2007, a appelé."


class Screens:
    """The screens of the organisations and their zones, each read anew once a minute."""

    def __init__(
        self, store: Store, policy: Policy, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._policy = policy
        self._monotonic = monotonic
        self._screens: dict[str, Screen] = {}
        self._zones: dict[str, ZoneInfo] = {}
        self._until: dict[str, float] = {}
        self._own: dict[tuple[str, str], Screen] = {}
        """The screens of authors who are no staff: they may say their own name."""

    async def of(self, author: Author) -> Screen:
        """Return the screen of an author's organisation; it knows the author in any case."""
        tenant = author.tenant_id
        if self._until.get(tenant, 0.0) <= self._monotonic():
            await self._read(tenant)
        screen = self._screens.get(tenant) or Screen()
        if not author.name or screen.knows(author.name):
            return screen
        whose = (tenant, author.name)
        if whose not in self._own:
            self._own[whose] = screen.knowing(staff=[author.name])
        return self._own[whose]

    def zone_of(self, author: Author) -> ZoneInfo | None:
        """Return the zone of an author's organisation as it was last read, or None."""
        return self._zones.get(author.tenant_id)

    def forget(self, tenant: str) -> None:
        """Forget a tenant's names and zone: they have just changed, and are read anew."""
        self._until.pop(tenant, None)

    async def _read(self, tenant: str) -> None:
        """Read what is known; while the database is away the last of it does: nothing is kept."""
        try:
            screen, zone = await self._store.read(self._known, tenant)
        except DatabaseUnavailableError:
            return
        self._own = {whose: own for whose, own in self._own.items() if whose[0] != tenant}
        self._screens[tenant], self._zones[tenant] = screen, zone
        self._until[tenant] = self._monotonic() + _LIFE

    def _known(self, unit: UnitOfWork, tenant: str) -> tuple[Screen, ZoneInfo]:
        return screen_of(unit, tenant), zone_of_tenant(unit, self._policy, tenant)


def warm_up() -> None:
    """Read the lists of names now: the first message should not wait for them."""
    Screen().clean(_FIRST)
