"""Friday at two: everybody is asked, by `jobs run`, against a Teams that enforces its limits."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from deploy.node import ROOT, environment
from deploy.playground import stop
from storage.database import database_url, open_engine
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.bench.tenants import Tenants, running_tenants

COMMAND = ("-m", "bot", "jobs", "run", "friday-prompt", "--at", "2026-11-27T14:00+01:00")
MET_AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
SECRET = "a key for measuring that nobody guesses"
LATENCY = 0.1
"""Seconds after which Teams answers."""

TIME_LIMIT = 400.0
_LOOK = 0.02
"""Seconds between two looks at the memory of a process that ends by itself."""


@dataclass(frozen=True)
class Size:
    """How many organisations of how many people are asked."""

    organisations: int
    people: int

    @property
    def total(self) -> int:
        """How many people that is."""
        return self.organisations * self.people

    def __str__(self) -> str:
        return f"{self.organisations} x {self.people}"


@dataclass(frozen=True)
class Friday:
    """What one run of the command came to."""

    name: str
    size: Size
    tenants: Tenants
    seconds: float
    """Of the whole command, from its start to its end; where there are several, to the last."""
    megabytes: float
    """The most resident memory that it ever had (VmHWM)."""
    exit_code: int
    states: dict[str, int]
    """How many messages stand where in the outbox."""

    @property
    def sending(self) -> float:
        """Seconds from the first request to a person to the last."""
        return self.tenants.came[-1] - self.tenants.came[0] if self.tenants.came else 0.0

    @property
    def rate(self) -> float:
        """Requests a second while people were written to."""
        return len(self.tenants.came) / self.sending if self.sending else 0.0


async def measure_friday(
    folder: Path, name: str, url: str, size: Size, *, processes: int = 1
) -> Friday:
    """Return how the first Friday goes for organisations that were just installed at *url*.

    The command runs in *folder*, in so many *processes* at once, and what they say is in logs
    beside it.
    """
    async with running_tenants(size.organisations, size.people, LATENCY) as tenants:
        await _install(url, tenants)
        with _undisturbed():
            logs = [folder.with_suffix(f".{number}.log") for number in range(processes)]
            runs = await asyncio.gather(*(_run(folder, url, log) for log in logs))
        seconds, megabytes, exit_codes = zip(*runs, strict=True)
        ended = max(seconds), max(megabytes), max(exit_codes)
        return Friday(name, size, tenants, *ended, _states(url))


async def _install(url: str, tenants: Tenants) -> None:
    """Write the database as it is when the app was added to each organisation's team."""
    store = Store(url)
    await asyncio.to_thread(store.open)
    try:
        await store.write(_meet_all, tenants)
    finally:
        await store.close()


def _meet_all(unit: UnitOfWork, tenants: Tenants) -> None:
    for tenant in range(tenants.number):
        organisation = unit.organisations.get_or_add(f"ml-{tenant}", MET_AT)
        team = unit.teams.meet(
            organisation,
            f"19:team-{tenant}@thread.tacv2",
            tenants.service_url(tenant),
            name=f"Mission Locale {tenant}",
            bot_id="28:flash",
        )
        unit.teams.keep_channel(team, f"19:flash-{tenant}@thread.tacv2", "amélioration-continue")


async def _run(folder: Path, url: str, log: Path) -> tuple[float, float, int]:
    """Return the seconds, the megabytes and the exit code of the command."""
    start = perf_counter()
    async with _running(folder, url, log) as process:
        megabytes = 0.0
        with suppress(TimeoutError):
            async with asyncio.timeout(TIME_LIMIT):
                while process.returncode is None:
                    megabytes = _peak_megabytes(process.pid) or megabytes
                    await asyncio.sleep(_LOOK)
        seconds = perf_counter() - start
    return seconds, megabytes, process.returncode or 0


@asynccontextmanager
async def _running(folder: Path, url: str, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Give the process; in a folder of its own, so that no .env changes what is measured."""
    clean = {key: value for key, value in environment().items() if not key.startswith("FLASH_")}
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *COMMAND,
            cwd=folder,
            env=clean
            | {"FLASH_DATABASE_URL": url, "FLASH_SECRET_KEY": SECRET, "PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield process
    finally:
        await stop(process)


def _peak_megabytes(pid: int) -> float | None:
    """Return the process's VmHWM, which only grows; None when it has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = status.partition("VmHWM:")[2].split()
    return int(found[0]) / 1024 if found else None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Collect no garbage meanwhile: a pause here would look like a burst of the bot's."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _states(url: str) -> dict[str, int]:
    engine = open_engine(database_url(url), writes=False, connections=1)
    try:
        with engine.begin() as connection:
            rows = connection.execute(sa.text("SELECT state, count(*) FROM outbox GROUP BY state"))
            return {str(row[0]): int(row[1]) for row in rows}
    finally:
        engine.dispose()
