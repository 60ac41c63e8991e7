"""A minute without the database, and people who go on: how they are answered, what is left."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.breaking import outages
from tests.breaking.killing import Battery, Tally, battery
from tests.breaking.outages import Outage, Place
from tests.postgres import own_postgres
from tests.week.nursery import Nursery

RATE = 10.0
"""Things said a second; people of a large Mission Locale say ten an hour."""

AROUND = 2.0
"""Seconds of quiet work before and after."""

ROOM = 24
"""Megabytes of the file system that is filled."""


@dataclass
class Outlasted:
    """How people were answered, and what became of what they said."""

    name: str
    longest: float
    refused: int
    reason: str
    back: float
    """Seconds from the database's return to readiness."""
    tally: Tally


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Give a file system of its own; None where this machine lets nobody mount one."""
    folder.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", folder)
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(("umount", "-l", folder), check=True)


@contextmanager
def full(place: Place) -> Iterator[None]:
    """Another file takes all that is left of the disk."""
    greedy = Path(place.file).with_name("greedy")
    with greedy.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:  # no space is left, as was wanted
            pass
    try:
        yield
    finally:
        greedy.unlink()


async def outlast_all(home: Nursery, folder: Path, seconds: float) -> list[Outlasted]:
    """Return how each outage went that this machine can show."""
    done = []
    with own_postgres() as server:
        for outage in (outages.stopped, outages.frozen) if server else ():
            assert server is not None
            with server.database() as url:
                done.append(await _outlast(home, Place(url, server), outage, seconds))
    file = folder / "flash.db"
    done.append(await _outlast(home, Place(f"sqlite:///{file}"), outages.locked, seconds))
    with small_disk(folder / "disk") as disk:
        if disk is None:
            print("not shown: a full disk, for mounting a small one needs root")
        else:
            place = Place(f"sqlite:///{disk / 'flash.db'}")
            done.append(await _outlast(home, place, full, seconds))
    return done


async def _outlast(home: Nursery, place: Place, outage: Outage, seconds: float) -> Outlasted:
    database = "PostgreSQL" if place.postgres else "SQLite"
    name = f"{database} {outage.__name__.replace('_', ' ')}"
    print(f"{name}, {seconds:g} s…", flush=True)
    async with battery(home, place.url, seed=1) as bot:
        await bot.start()
        people = _People(bot)
        talking = asyncio.create_task(people.talk())
        await asyncio.sleep(AROUND)
        with outage(place):
            await asyncio.sleep(seconds)
            reason = await bot.why_not_ready()
        returned = perf_counter()
        await bot.until_ready()
        back = perf_counter() - returned
        await asyncio.sleep(AROUND)
        talking.cancel()
        await people.fall_silent()
        await bot.come_to_rest(restart=False)
        tally = bot.tally(0)
    return Outlasted(name, people.longest, people.refused, reason, back, tally)


class _People:
    """Say things at a steady pace, however slowly they are answered."""

    def __init__(self, bot: Battery) -> None:
        self._bot = bot
        self._saying: set[asyncio.Task[None]] = set()
        self.longest = 0.0
        self.refused = 0

    async def talk(self) -> None:
        while True:
            task = asyncio.create_task(self._say())
            self._saying.add(task)
            task.add_done_callback(self._saying.discard)
            await asyncio.sleep(1 / RATE)

    async def _say(self) -> None:
        began = perf_counter()
        taken = await self._bot.say_next()
        self.refused += not taken
        self.longest = max(self.longest, perf_counter() - began)

    async def fall_silent(self) -> None:
        await asyncio.gather(*self._saying)
