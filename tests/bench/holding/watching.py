"""How long anything else had to wait: for the event loop, and for the thread that writes."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import perf_counter

import sqlalchemy as sa

BEAT = 0.001
"""Seconds between two heartbeats of the loop."""
WRITER = "store-writer"
"""The thread that ``storage/store.py`` writes in."""


@dataclass
class Watch:
    """The longest holds since they were last asked for, in seconds."""

    loop: float = 0.0
    """By how much a heartbeat came late."""
    writer: float = 0.0
    """From the beginning of a transaction until its connection is free again."""
    _begun: dict[int, float] = field(default_factory=dict)

    async def beat(self) -> None:
        """Ask to be woken in a moment, again and again, and see when that is."""
        while True:
            asked = perf_counter()
            await asyncio.sleep(BEAT)
            self.loop = max(self.loop, perf_counter() - asked - BEAT)

    async def start(self) -> None:
        """Forget what was before."""
        await asyncio.sleep(2 * BEAT)  # whoever asks may just have held the loop themselves
        self.loop = self.writer = 0.0

    async def stop(self) -> tuple[float, float]:
        """Return the longest hold of the loop and of the writer since the start."""
        await asyncio.sleep(2 * BEAT)
        return self.loop, self.writer

    def begin(self, _: sa.Connection) -> None:
        """Note that a transaction begins."""
        if threading.current_thread().name == WRITER:
            self._begun[threading.get_ident()] = perf_counter()

    def end(self, *_: object) -> None:
        """Note that a connection is free again."""
        begun = self._begun.pop(threading.get_ident(), None)
        if begun is not None:
            self.writer = max(self.writer, perf_counter() - begun)


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    """Watch this thread's event loop and every store of this process."""
    watch = Watch()
    sa.event.listen(sa.Engine, "begin", watch.begin)
    sa.event.listen(sa.Pool, "checkin", watch.end)
    heart = asyncio.create_task(watch.beat())
    try:
        yield watch
    finally:
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart
        sa.event.remove(sa.Engine, "begin", watch.begin)
        sa.event.remove(sa.Pool, "checkin", watch.end)
