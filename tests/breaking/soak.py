"""`make soak`: fifty messages a second for as long as is asked; what grows, and what gets slow.

Ends with exit code 1 where memory, open files or sockets grow, where answers get slower, or where
a message was lost, shown twice or refused.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from tests.bench.bots import Bot, running_ours
from tests.bench.capture.checks import find_faults
from tests.bench.databases import durable_postgresql, sqlite_url
from tests.bench.wire import Client, connect, post_activity

RATE = 50
"""Messages a second: all that Teams lets an app say in a tenant, and more than people write."""

CONNECTIONS = 64
MINUTE = 60.0

MORE_MEMORY = 1.10
"""Times what it had after the first minute that a bot may have at the end."""

MORE_FILES = 10
"""Open files or sockets that may come to those of the second minute: pools breathe."""

SLOWER = 2.0
"""Times the p95 of the second minute that the last may have."""

LAST = 3
"""Minutes at the end whose middle p95 counts: one may be the machine's."""

FEWEST = 2
"""Minutes without which there is nothing to compare."""

_HEAD = ("minute", "answered", "p50 ms", "p95 ms", "worst ms", "MB", "files", "sockets", "threads")


@dataclass(frozen=True)
class Sample:
    """A minute: how it was answered, and what the bot holds at its end; times in milliseconds."""

    answered: int
    p50: float
    p95: float
    worst: float
    megabytes: float
    files: int
    sockets: int
    threads: int

    def row(self) -> list[str]:
        times = [f"{each:.1f}" for each in (self.p50, self.p95, self.worst)]
        held = [f"{self.megabytes:.1f}", *map(str, (self.files, self.sockets, self.threads))]
        return [str(self.answered), *times, *held]


def main() -> int:
    """Soak, print each minute, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.breaking.soak", description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    if options.minutes < FEWEST:
        parser.error(f"at least {FEWEST} minutes: the first is not compared")
    folder = Path(tempfile.mkdtemp(prefix="flash-soak-"))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before this, {RATE} messages/s")
    try:
        with _database(options.database, folder) as url:
            faults = asyncio.run(_soak(folder, options.database, url, options.minutes))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    for fault in faults:
        print(f"WRONG   {fault}", file=sys.stderr)
    return int(bool(faults))


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield sqlite_url(folder)
        return
    with durable_postgresql() as url:
        if url is None:
            raise SystemExit(1)
        yield url


async def _soak(folder: Path, name: str, url: str, minutes: int) -> list[str]:
    print(" ".join(f"{each:>9}" for each in _HEAD))
    samples = []
    async with running_ours(folder, name, url) as bot, _talkers(bot) as talkers:
        for minute in range(1, minutes + 1):
            samples.append(await _minute(bot, talkers))
            print(" ".join(f"{each:>9}" for each in [str(minute), *samples[-1].row()]), flush=True)
        faults = find_faults(bot)
    return [*faults, *find_growth(samples)]


def find_growth(samples: Sequence[Sample]) -> list[str]:
    """Return a sentence for each thing that is more at the end than it was."""
    first, second, last = samples[0], samples[1], samples[-1]
    slow = sorted(each.p95 for each in samples[-LAST:])[len(samples[-LAST:]) // 2]
    told = []
    if last.megabytes > MORE_MEMORY * first.megabytes:
        told.append(f"memory grew from {first.megabytes:.1f} to {last.megabytes:.1f} MB")
    for name in ("files", "sockets"):
        before, after = getattr(second, name), getattr(last, name)
        if after > before + MORE_FILES:
            told.append(f"{name} grew from {before} to {after}")
    if slow > SLOWER * second.p95:
        told.append(f"p95 grew from {second.p95:.1f} to {slow:.1f} ms")
    return told


async def _minute(bot: Bot, talkers: "_Talkers") -> Sample:
    """Say what is said in a minute, each at its moment, and look what the bot holds then."""
    took: list[float] = []
    start = perf_counter()
    saying = []
    for number in range(int(RATE * MINUTE)):
        due = start + number / RATE
        await asyncio.sleep(max(0.0, due - perf_counter()))
        saying.append(asyncio.create_task(talkers.say(due, took)))
    await asyncio.gather(*saying)
    cuts = quantiles(took, n=20)
    return Sample(
        len(took), cuts[9] * 1e3, cuts[18] * 1e3, max(took) * 1e3, *_held(bot.process.pid)
    )


def _held(pid: int) -> tuple[float, int, int, int]:
    """Return the resident megabytes, the open files, the sockets and the threads of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    numbers = {
        line.partition(":")[0]: line.partition(":")[2].split()[0]
        for line in status.splitlines()
        if line.startswith(("VmRSS", "Threads"))
    }
    targets = []
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            targets.append(str(file.readlink()))
        except FileNotFoundError:  # closed meanwhile
            continue
    sockets = sum(each.startswith("socket:") for each in targets)
    return int(numbers["VmRSS"]) / 1024, len(targets) - sockets, sockets, int(numbers["Threads"])


class _Talkers:
    """People's connections to the bot; who finds none free waits, and that counts."""

    def __init__(self, bot: Bot, clients: Sequence[Client]) -> None:
        self._bot = bot
        self._free: asyncio.Queue[Client] = asyncio.Queue()
        for client in clients:
            self._free.put_nowait(client)

    async def say(self, due: float, took: list[float]) -> None:
        """Say something that was to be said at *due*; note how long after that it was answered."""
        _, body = next(self._bot.messages)
        self._bot.sent += 1
        client = await self._free.get()
        status = await client.send(post_activity(body))
        self._free.put_nowait(client)
        if 200 <= status < 300:
            took.append(perf_counter() - due)


@asynccontextmanager
async def _talkers(bot: Bot) -> AsyncIterator["_Talkers"]:
    clients = [await connect(bot.port) for _ in range(CONNECTIONS)]
    yield _Talkers(bot, clients)
    for client in clients:
        client.transport.close()


if __name__ == "__main__":
    sys.exit(main())
