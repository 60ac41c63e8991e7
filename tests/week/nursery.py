"""Processes of the bot that start at once: forked from one that has imported it already.

``python -m bot`` takes seconds to import what it needs, and the tests that kill start dozens. The
nursery imports, then forks a process for every line of JSON ({"words", "settings", "folder",
"input", "output", "errors"}), tells its id, and later how it ended: lines of JSON {"pid"} and
{"pid", "code"}.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from deploy.node import ROOT, environment

PARENT = (sys.executable, "-m", "tests.week.nursery")
OPEN = {"FLASH_APP_ID": "", "FLASH_APP_PASSWORD": "", "FLASH_APP_TENANT_ID": ""}
"""Settings without authentication, whatever the environment says."""


@dataclass(eq=False)
class Process:
    """A process of the bot, and the files with what it wrote."""

    pid: int
    output: Path
    errors: Path
    ended: asyncio.Future[int] = field(default_factory=asyncio.Future)
    """The exit code, negative where a signal ended it."""

    def kill(self) -> None:
        """End it as a power cut does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@dataclass
class Nursery:
    """The parent of the processes; its *settings* are those of all of them."""

    parent: asyncio.subprocess.Process
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    processes: dict[int, Process] = field(default_factory=dict)
    _born: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    _numbers: Any = field(default_factory=count)

    async def start(self, *words: str, **settings: str) -> Process:
        """Return a process of ``python -m bot`` with those words."""
        name = f"{next(self._numbers)}-{words[0]}"
        output, errors = self.folder / f"{name}.out", self.folder / f"{name}.err"
        order = {
            "words": words,
            "settings": self.settings | settings,
            "folder": str(ROOT),
            "input": os.devnull,
            "output": str(output),
            "errors": str(errors),
        }
        assert self.parent.stdin is not None
        self.parent.stdin.write(json.dumps(order).encode() + b"\n")
        await self.parent.stdin.drain()
        process = self.processes[await self._born.get()]
        process.output, process.errors = output, errors
        return process

    async def run(self, *words: str) -> tuple[int, str]:
        """Return the exit code of a command, and what it wrote."""
        process = await self.start(*words)
        code = await process.ended
        return code, process.output.read_text("utf-8")

    async def kill_all(self) -> None:
        """Leave none alive."""
        for process in self.processes.values():
            if not process.ended.done():
                process.kill()
        await asyncio.gather(*(process.ended for process in self.processes.values()))

    async def listen(self) -> None:
        """Hear what the parent tells of its children."""
        assert self.parent.stdout is not None
        async for line in self.parent.stdout:
            told = json.loads(line)
            if "code" in told:
                self.processes[told["pid"]].ended.set_result(told["code"])
            else:
                self.processes[told["pid"]] = Process(told["pid"], Path(), Path())
                self._born.put_nowait(told["pid"])


@asynccontextmanager
async def nursery(folder: Path) -> AsyncIterator[Nursery]:
    """Give a nursery; none of its processes outlives it."""
    parent = await asyncio.create_subprocess_exec(
        *PARENT,
        cwd=ROOT,
        env=environment(**OPEN),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    home = Nursery(parent, folder)
    listening = asyncio.create_task(home.listen())
    try:
        yield home
    finally:
        await home.kill_all()
        assert parent.stdin is not None
        parent.stdin.close()
        await parent.wait()
        await listening


def _tell(**told: int) -> None:
    # One write: the parent may be told of an end while it tells of a birth.
    os.write(1, json.dumps(told).encode() + b"\n")


def _bury(*_: object) -> None:
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            _tell(pid=ended[0], code=os.waitstatus_to_exitcode(ended[1]))


def _live(order: dict[str, Any]) -> None:
    """Be a process of ``python -m bot``."""
    from bot.cli.main import main  # noqa: PLC0415 -- imported by the parent, in vain by the tests

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(order["settings"])  # noqa: TID251 -- the settings of this process
    os.chdir(order["folder"])
    os.dup2(os.open(order["input"], os.O_RDONLY), 0)
    for number, key in ((1, "output"), (2, "errors")):
        os.dup2(os.open(order[key], os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.argv = ["bot", *order["words"]]
    main()


def _serve() -> None:
    import psycopg  # noqa: F401, PLC0415 -- and this

    import bot.cli.main  # noqa: F401, PLC0415 -- the children need it at once
    from bot.usecases.understand import load_classifier  # noqa: PLC0415 -- and this

    load_classifier()

    gc.freeze()
    signal.signal(signal.SIGCHLD, _bury)
    for line in sys.stdin:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        pid = os.fork()
        if pid:
            _tell(pid=pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        if not pid:
            _live(json.loads(line))
            return
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    _serve()
