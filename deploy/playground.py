"""Microsoft 365 Agents Playground 0.2.28, the local Teams client, as a process of ours."""

import asyncio
import errno
import re
import shutil
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import aiohttp

from deploy.node import CLI, ROOT, Node, PlaygroundError, environment

CONFIG = ROOT / ".m365agentsplayground.yml"
START_WITHIN = 60.0
STOP_WITHIN = 10.0


def is_free(port: int, host: str = "") -> bool:
    """Tell whether a server could listen on *port* of *host* (every interface when empty)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        return error.errno != errno.EADDRINUSE  # any other trouble is the server's own to tell
    return True


async def answers(url: str) -> bool:
    """Tell whether a GET of *url* is answered 200."""
    with suppress(aiohttp.ClientError, TimeoutError):  # not yet: no answer is the answer
        limit = aiohttp.ClientTimeout(total=2)
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as response:
            return response.status == HTTPStatus.OK
    return False


@dataclass
class Playground:
    """The Playground's server process; its files go to *folder*."""

    endpoint: str
    port: int
    folder: Path
    options: Sequence[str] = ()
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """The page to open."""
        return f"http://localhost:{self.port}"

    @property
    def recording(self) -> Path:
        """Where `--enable-events-recording` writes every exchange between bot and Playground."""
        return self.folder / "playground-events.txt"

    async def start(self, node: Node) -> asyncio.subprocess.Process:
        """Return the process once its page answers.

        Raises:
            PlaygroundError: it ended, took another port, or does not answer.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in (self._log, self._output, self.recording):
            old.unlink(missing_ok=True)
        with self._output.open("wb") as output:
            self.process = await asyncio.create_subprocess_exec(
                *(node.node, CLI, "start", "-e", self.endpoint, "-c", "msteams"),
                *("-p", str(self.port), "--disable-telemetry", *self.options),
                cwd=self.folder,
                env=self._environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        await self._wait(self.process)
        return self.process

    async def stop(self) -> None:
        """End the process, if it still runs."""
        if self.process:
            await stop(self.process)

    async def _wait(self, process: asyncio.subprocess.Process) -> None:
        deadline = asyncio.get_running_loop().time() + START_WITHIN
        while not await self._is_ready():
            late = asyncio.get_running_loop().time() > deadline
            if late or process.returncode is not None:
                await self.stop()
                raise PlaygroundError(f"Le Playground n'a pas démarré : {self._reason()}")
            await asyncio.sleep(0.1)

    async def _is_ready(self) -> bool:
        # A taken port is no error for it: it listens elsewhere and says so on its first line.
        port = re.search(r"Listening on (\d+)", self._output.read_text("utf-8", "replace"))
        if port and int(port[1]) != self.port:
            await self.stop()
            raise PlaygroundError(port_taken(self.port, "PLAYGROUND_PORT"))
        return bool(port) and await answers(f"{self.url}/_internal/v1/config")

    def _reason(self) -> str:
        # A refused configuration is told in the log file alone.
        files = [file for file in (self._log, self._output) if file.exists()]
        lines = [
            line for file in files for line in file.read_text("utf-8", "replace").splitlines()
        ]
        wrong = [line for line in lines if line.startswith("error")]
        return " ".join(wrong or lines[-3:]) or "il ne répond pas."

    @property
    def _log(self) -> Path:
        return self.folder / "playground.log"

    @property
    def _output(self) -> Path:
        return self.folder / "playground.out"

    def _environment(self) -> dict[str, str]:
        direct = "localhost,127.0.0.1,::1"  # bot and Playground never meet through a proxy
        changes = {
            "TZ": "Europe/Paris",
            "NO_PROXY": direct,
            "no_proxy": direct,
            # --disable-telemetry alone leaves a message at start and one every 15 minutes.
            "APPLICATION_INSIGHTS_NO_STATSBEAT": "1",
            "APPLICATIONINSIGHTS_CONFIGURATION_CONTENT": (
                '{"enableAutoCollectHeartbeat":false,"disableStatsbeat":true}'
            ),
            "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(CONFIG),
            "M365_AGENTS_PLAYGROUND_LOGFILE": str(self._log),
            "M365_AGENTS_PLAYGROUND_RECORDING_FILE": str(self.recording),
        }
        if not _has_browser():
            changes["TEAMSAPPTESTER_BROWSER"] = (
                "none"  # unset, the Playground dies for want of one
            )
        return environment(**changes)


def _has_browser() -> bool:
    ours = environment()
    screen = ours.get("DISPLAY") or ours.get("WAYLAND_DISPLAY")
    return sys.platform == "darwin" or bool(screen and shutil.which("xdg-open"))


def port_taken(port: int, setting: str) -> str:
    """Return the sentence for a port that another program holds."""
    return (
        f"Le port {port} est déjà pris par un autre programme : arrêtez-le, ou choisissez un "
        f"autre port, par exemple {setting}={port + 1} make run"
    )


async def stop(process: asyncio.subprocess.Process) -> None:
    """Ask *process* to end, and end it when it does not."""
    with suppress(ProcessLookupError):  # it has ended by itself
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()
