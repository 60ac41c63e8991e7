"""The bots that are measured: each a process of its own, beside its own fake connector."""

import asyncio
import socket
import subprocess
import sys
import time
import venv
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import sqlalchemy as sa

from deploy.node import ROOT, environment
from deploy.playground import stop
from storage.database import database_url, open_engine
from tests.bench.connector import Connector, running_connector
from tests.bench.messages import messages
from tests.bench.wire import WireError, connect, get

LOCK = ROOT / "requirements-bench.txt"
ECHO_VENV = ROOT / ".bench/venv"
READY_WITHIN = 30.0


class DidNotStartError(RuntimeError):
    """A bot ended before it was ready; the message is what it said."""


@dataclass
class Bot:
    """A bot that runs and is ready."""

    name: str
    port: int
    process: asyncio.subprocess.Process
    connector: Connector
    ready_after: float
    database: str = ""
    irritants: bool = True
    """Whether one message in three is an irritant."""
    cpu_to_ready: float = 0.0
    second: "Bot | None" = None
    """Another process on the same database, which takes half of the messages."""
    sent: int = 0
    messages: Iterator[tuple[int, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.messages = messages(self.connector.service_url, irritants=self.irritants)
        self.cpu_to_ready = self.cpu_seconds()

    @property
    def ports(self) -> tuple[int, ...]:
        """Return where its processes listen."""
        return (self.port, *(self.second.ports if self.second else ()))

    def cpu_seconds(self) -> float:
        """Return the processor time that all its threads have used, in user and system mode."""
        # The clock of another process's CPU as Linux numbers it, to the nanosecond.
        used = time.clock_gettime((~self.process.pid << 3) | 2)
        return used + (self.second.cpu_seconds() if self.second else 0)

    def megabytes(self) -> float:
        """Return the resident memory that it has now (VmRSS)."""
        return self._status("VmRSS:")

    def peak_megabytes(self) -> float:
        """Return the most resident memory that it ever had (VmHWM)."""
        return self._status("VmHWM:")

    def _status(self, name: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition(name)[2].split()[0]) / 1024

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what its database answers."""
        engine = open_engine(database_url(self.database), writes=False, connections=1)
        try:
            with engine.begin() as connection:
                return [tuple(row) for row in connection.execute(sa.text(statement))]
        finally:
            engine.dispose()


def _install_echoes() -> None:
    """Make the echo bots' own virtual environment, unless it is there with the same locks."""
    done = ECHO_VENV / "installed.txt"
    if done.is_file() and done.read_text() == LOCK.read_text():
        return
    print("Installing Microsoft's two SDKs in .bench/venv (once)…", flush=True)
    venv.create(ECHO_VENV, clear=True, with_pip=True)
    pip = (ECHO_VENV / "bin/python", "-m", "pip", "-qq", "--disable-pip-version-check")
    subprocess.run([*pip, "install", "--require-hashes", "-r", LOCK], check=True)
    done.write_text(LOCK.read_text())


@asynccontextmanager
async def running_echo(folder: Path, name: str) -> AsyncIterator[Bot]:
    """Give the echo bot *name*, « stock » or « agents », installed when it is not yet."""
    _install_echoes()
    port = _free_port()
    script = Path(__file__).parent / "capture" / f"{name}_echo.py"
    command = [str(ECHO_VENV / "bin/python"), str(script), str(port)]
    async with (
        running_connector(b"Echo: ") as connector,
        _running(folder / f"{name}.log", command, {}, port, 404) as (process, took),
    ):
        yield Bot(name, port, process, connector, took)


@asynccontextmanager
async def running_ours(
    folder: Path, name: str, url: str, *, irritants: bool = True, processes: int = 1
) -> AsyncIterator[Bot]:
    """Give our bot on the database at *url*, as it is when nothing is configured."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "serve"]
    # In a folder of its own, so that no .env of whoever measures changes what is measured.
    settings = {"FLASH_PORT": str(port), "FLASH_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    log = folder / f"{name}.log"
    async with AsyncExitStack() as stack:
        connector = await stack.enter_async_context(
            running_connector(b'"application/vnd.microsoft.card.adaptive"')
        )
        process, took = await stack.enter_async_context(
            _running(log, command, settings, port, 200)
        )
        bot = Bot(name, port, process, connector, took, url, irritants)
        if processes > 1:
            beside = running_ours(folder, f"{name} {processes}", url, processes=processes - 1)
            bot.second = await stack.enter_async_context(beside)
        yield bot


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@asynccontextmanager
async def _running(
    log: Path, command: Sequence[str], settings: dict[str, str], port: int, ready: int
) -> AsyncIterator[tuple[asyncio.subprocess.Process, float]]:
    """Give the process, and the seconds until /readyz was answered with the status *ready*."""
    clean = {key: value for key, value in environment().items() if not key.startswith("FLASH_")}
    start = perf_counter()
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=log.parent,
            env=clean | settings,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        while not await _answers(port, ready):
            if process.returncode is not None or perf_counter() - start > READY_WITHIN:
                raise DidNotStartError(_last_words(log))
            await asyncio.sleep(0.01)
        yield process, perf_counter() - start
    finally:
        await stop(process)


def _last_words(log: Path) -> str:
    return log.read_text("utf-8", "replace") or "said nothing"


async def _answers(port: int, status: int) -> bool:
    try:
        client = await connect(port)
    except ConnectionError:
        return False
    try:
        return await client.send(get("/readyz")) == status
    except WireError:
        return False
    finally:
        client.transport.close()
