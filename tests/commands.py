"""``python -m bot …`` for tests: each time a process of its own, without seconds of imports."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from threading import Timer
from typing import Any, Self

from deploy.node import ROOT, environment
from tests.machine import LONG_ENOUGH
from tests.week.nursery import OPEN, PARENT


@dataclass
class Commands:
    """Runs commands of the bot one after another, as children of a nursery."""

    nursery: subprocess.Popen[bytes]
    files: Path
    folder: Path = ROOT
    """Where they run."""
    _numbers: Iterator[int] = field(default_factory=count)

    def inside(self, folder: Path) -> Self:
        """Return the same that run in another folder."""
        return replace(self, folder=folder)

    def run(
        self, *words: str, stdin: str = "", **settings: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Return how a command ended, and what it wrote; one that hangs is killed."""
        given = self.files / f"{next(self._numbers)}-{words[0]}"
        output, errors = given.with_suffix(".out"), given.with_suffix(".err")
        given.write_text(stdin, "utf-8")
        order = {"words": words, "settings": settings, "folder": str(self.folder)}
        files = {"input": str(given), "output": str(output), "errors": str(errors)}
        code = self._follow(order | files)
        return subprocess.CompletedProcess(words, code, output.read_bytes(), errors.read_bytes())

    def _follow(self, order: dict[str, Any]) -> int:
        assert self.nursery.stdin is not None
        self.nursery.stdin.write(json.dumps(order).encode() + b"\n")
        self.nursery.stdin.flush()
        limit = Timer(LONG_ENOUGH, os.kill, (self._hear("pid"), signal.SIGKILL))
        limit.start()
        try:
            return self._hear("code")
        finally:
            limit.cancel()

    def _hear(self, what: str) -> int:
        assert self.nursery.stdout is not None
        return int(json.loads(self.nursery.stdout.readline())[what])


@contextmanager
def nursed_commands(files: Path) -> Iterator[Commands]:
    """Give commands whose *files* are there; they do not authenticate unless told to."""
    with subprocess.Popen(
        PARENT,
        cwd=ROOT,
        env=environment(**OPEN),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as nursery:
        yield Commands(nursery, files)
        assert nursery.stdin is not None
        nursery.stdin.close()
