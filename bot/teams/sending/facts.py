"""What Teams did, or did not: nobody else knows it, so it is written however long that takes."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any

from storage.database import DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_INSIST, _INSIST_FOR = 1.0, 300.0
"""Seconds after which a fact is written again where the database is away, and for how long."""

_LOGGER = logging.getLogger(__name__)

Fact = Callable[[UnitOfWork], object]


class Facts:
    """Writes facts now, or behind as soon as the database is back."""

    def __init__(
        self, store: Store, behind: Callable[[Coroutine[Any, Any, None]], object]
    ) -> None:
        self._store = store
        self._behind = behind

    async def write(self, fact: Fact) -> None:
        """Return once *fact* is written, or is being written behind."""
        try:
            await self._store.write(fact)
        except DatabaseUnavailableError:
            self._behind(self._insist(fact))

    async def _insist(self, fact: Fact) -> None:
        until = monotonic() + _INSIST_FOR
        while monotonic() < until:
            await asyncio.sleep(_INSIST)
            try:
                await self._store.write(fact)
            except DatabaseUnavailableError as error:
                _LOGGER.warning("the database is away (%s): what was sent waits", error)
            else:
                return
        _LOGGER.warning("what was sent could not be written: it will be called ambiguous")
