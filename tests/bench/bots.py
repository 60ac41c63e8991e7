"""The bots that are measured: each a process of its own, beside its own fake connector."""

import asyncio
import os
import socket
import subprocess
import sys
import venv
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
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
STOCK_VENV = ROOT / ".bench/venv"
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
    sent: int = 0
    messages: Iterator[tuple[int, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.messages = messages(self.connector.service_url)

    def cpu_seconds(self) -> float:
        """Return the processor time that all its threads have used, in user and system mode."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self) -> float:
        """Return the most resident memory that it ever had (VmHWM)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what its database answers."""
        engine = open_engine(database_url(self.database), writes=False, connections=1)
        try:
            with engine.begin() as connection:
                return [tuple(row) for row in connection.execute(sa.text(statement))]
        finally:
            engine.dispose()


def _install_stock() -> None:
    """Make the echo bot's own virtual environment, unless it is there with the same locks."""
    done = STOCK_VENV / "installed.txt"
    if done.is_file() and done.read_text() == LOCK.read_text():
        return
    print("Installing the stock botbuilder in .bench/venv (once)…", flush=True)
    venv.create(STOCK_VENV, clear=True, with_pip=True)
    pip = (STOCK_VENV / "bin/python", "-m", "pip", "-qq", "--disable-pip-version-check")
    subprocess.run([*pip, "install", "--require-hashes", "-r", LOCK], check=True)
    done.write_text(LOCK.read_text())


@asynccontextmanager
async def running_stock(folder: Path) -> AsyncIterator[Bot]:
    """Give the stock echo bot, installed when it is not yet."""
    _install_stock()
    port = _free_port()
    command = [str(STOCK_VENV / "bin/python"), f"{Path(__file__).parent}/echo_bot.py", str(port)]
    async with (
        running_connector(b'"text": "Echo: ') as connector,
        _running(folder / "stock.log", command, {}, port, 404) as (process, took),
    ):
        yield Bot("stock", port, process, connector, took)


@asynccontextmanager
async def running_ours(folder: Path, name: str, url: str) -> AsyncIterator[Bot]:
    """Give our bot on the new, empty database at *url*, as it is when nothing is configured."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "serve"]
    # In a folder of its own, so that no .env of whoever measures changes what is measured.
    settings = {"FLASH_PORT": str(port), "FLASH_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    log = folder / f"{name}.log"
    async with (
        running_connector(b'"application/vnd.microsoft.card.adaptive"') as connector,
        _running(log, command, settings, port, 200) as (process, took),
    ):
        yield Bot(name, port, process, connector, took, url)


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
