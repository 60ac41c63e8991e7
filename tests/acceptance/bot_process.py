"""The real bot in its own process, as `make run` starts it."""

import asyncio
import secrets
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from deploy.node import ROOT, environment
from deploy.playground import answers, stop
from tests.commands import Commands
from tests.machine import LONG_ENOUGH

LEAD = "00000000-0000-4000-8000-000000000001"
"""The Playground's signed-in person, Claire, by her Entra object id."""


_FIRST_PORT, _FIRST_OUTGOING = 20_000, 32_768


def free_port() -> int:
    """Return a port of this machine that nobody listens on.

    It is below those that Linux gives to outgoing connections (from 32768 on, see ip(7)): one of
    these would be taken, once in thousands of times, before the bot listens there.
    """
    while True:
        port = _FIRST_PORT + secrets.randbelow(_FIRST_OUTGOING - _FIRST_PORT)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@asynccontextmanager
async def running_bot(folder: Path, **settings: str) -> AsyncIterator[str]:
    """Give the address of a bot that is ready, with a new SQLite file in *folder*."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "bot.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            cwd=ROOT,
            env=environment(**(_settings(folder) | {"FLASH_PORT": str(port)} | settings)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        if not await _is_ready(process, f"{url}/readyz"):
            pytest.fail(f"the bot did not start; {log} says why", pytrace=False)
        yield url
    finally:
        await stop(process)


async def run_command(commands: Commands, folder: Path, *words: str) -> str:
    """Run a command beside the bot of *folder*; return what it wrote."""
    ended = await asyncio.to_thread(partial(commands.run, *words, **_settings(folder)))
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode()


def _settings(folder: Path) -> dict[str, str]:
    return {
        "FLASH_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'flash.db'}",
        "FLASH_HOST": "127.0.0.1",
        "FLASH_APP_ID": "",
        "FLASH_APP_PASSWORD": "",
        "FLASH_APP_TENANT_ID": "",
        "FLASH_QUALITY_LEADS": LEAD,
    }


async def _is_ready(process: asyncio.subprocess.Process, url: str) -> bool:
    deadline = asyncio.get_running_loop().time() + LONG_ENOUGH
    while not await answers(url):
        if process.returncode is not None or asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(0.05)
    return True
