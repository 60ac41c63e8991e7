"""How long anything else had to wait: for the event loop, and for the thread that writes.

Wall time is what colleagues wait, and counts whatever else the machine does; the CPU time of the
thread that holds counts only its own work, without what it waits for (a lock, a disk, PostgreSQL).
"""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import NamedTuple

import sqlalchemy as sa

BEAT = 0.001
"""Seconds between two heartbeats of the loop."""
WRITER = "store-writer"
"""The thread that ``storage/store.py`` writes in."""


class Longest(NamedTuple):
    """The longest hold by either clock, in seconds; the two may be of different moments."""

    wall: float = 0.0
    cpu: float = 0.0

    def or_since(self, begun: "Longest") -> "Longest":
        """Return this, or what has passed in this thread since *begun* where that is longer."""
        now = clocks()
        return Longest(max(self.wall, now.wall - begun.wall), max(self.cpu, now.cpu - begun.cpu))


def clocks() -> Longest:
    """Return what both clocks say now, in this thread."""
    return Longest(perf_counter(), thread_time())


@dataclass
class Watch:
    """The longest holds since they were last asked for."""

    loop: Longest = field(default_factory=Longest)
    """By how much a heartbeat came late, and what the loop's thread worked meanwhile."""
    writer: Longest = field(default_factory=Longest)
    """From the beginning of a transaction until its connection is free again."""
    _begun: dict[int, Longest] = field(default_factory=dict)

    async def beat(self) -> None:
        """Ask to be woken in a moment, again and again, and see when that is."""
        while True:
            asked = clocks()
            await asyncio.sleep(BEAT)
            self.loop = self.loop.or_since(asked._replace(wall=asked.wall + BEAT))

    async def start(self) -> None:
        """Forget what was before."""
        await asyncio.sleep(2 * BEAT)  # whoever asks may just have held the loop themselves
        self.loop = self.writer = Longest()

    async def stop(self) -> tuple[Longest, Longest]:
        """Return the longest hold of the loop and of the writer since the start."""
        await asyncio.sleep(2 * BEAT)
        return self.loop, self.writer

    def begin(self, _: sa.Connection) -> None:
        """Note that a transaction begins."""
        if threading.current_thread().name == WRITER:
            self._begun[threading.get_ident()] = clocks()

    def end(self, *_: object) -> None:
        """Note that a connection is free again."""
        begun = self._begun.pop(threading.get_ident(), None)
        if begun is not None:
            self.writer = self.writer.or_since(begun)


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
