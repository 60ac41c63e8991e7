"""Erased names: the parts in which they are erased, and a register of them beside the database.

An erasure is done a part at a time, so that nobody waits for it; one that was interrupted is taken
up by whatever process comes by. By the register a restored backup has names erased again.

A line holds a digest and a moment, nothing that tells who it was. It is kept beside the key of
anonymous authorship, with which alone a digest can be compared.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from storage.backup.errors import BackupError
from storage.backup.placing import whole_file
from storage.database import BREATH, DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork

FILE = "erasures.jsonl"

_LOGGER = logging.getLogger(__name__)

Reader = Callable[[UnitOfWork], list[tuple[str, datetime]]]
Eraser = Callable[[UnitOfWork], bool]

SAID_WITHIN = 1.5
"""Seconds after which who waits for an erasure is told that it goes on by itself."""


class Erasures:
    """The erasures of one installation."""

    def __init__(
        self, store: Store, is_begun: Eraser, erase_part: Eraser, read: Reader, folder: Path
    ) -> None:
        self._store = store
        self._is_begun = is_begun
        self._erase_part = erase_part
        self._read = read
        self._file = folder / FILE
        self._going_on: asyncio.Task[None] | None = None

    async def go_on(self) -> None:
        """Do what is left of all erasures that have begun, by whatever process.

        Raises:
            DatabaseUnavailableError: the database is away; what is left is done another time.
        """
        if self._going_on is None or self._going_on.done():
            self._going_on = asyncio.create_task(self._finish())
        await asyncio.shield(self._going_on)

    async def are_done(self) -> bool:
        """Do as ``go_on``, and tell whether all was done before it was too late to say so."""
        going_on = asyncio.ensure_future(self.go_on())
        done, _ = await asyncio.wait([going_on], timeout=SAID_WITHIN)
        if not done:
            going_on.add_done_callback(_heard)
            return False
        await going_on
        return True

    async def go_on_in_time(self) -> None:
        """Do as ``go_on``, called again and again."""
        try:
            await self.go_on()
        except DatabaseUnavailableError as error:
            _LOGGER.warning("the database is away (%s), erasures wait", error)

    async def rest(self) -> None:
        """Stop after the part that is being done; the others are done after the next start."""
        if self._going_on is not None:
            self._going_on.cancel()
            await asyncio.wait([self._going_on])

    async def _finish(self) -> None:
        while await self._store.read(self._is_begun):
            while await self._store.write(self._erase_part):  # noqa: ASYNC110 -- others write now
                await asyncio.sleep(BREATH)
            await self.write_out()

    async def write_out(self) -> None:
        """Add to the file every erasure that the database knows; what it holds stays."""
        erased = await self._store.read(self._read)
        if not erased:
            return
        try:
            await asyncio.to_thread(_append, self._file, erased)
        except (OSError, BackupError) as error:  # the database knows it; tried again in an hour
            _LOGGER.warning("the register of erasures was not written (%s)", error)


def _heard(task: asyncio.Future[None]) -> None:
    """Take note of how a task ended for which nobody waits any more."""
    if not task.cancelled() and task.exception() is not None:
        _LOGGER.warning("an erasure was interrupted, it is taken up again")


def read_register(file: Path) -> dict[str, datetime]:
    """Return the erasures of a register: digests with their last moments; none without a file.

    Raises:
        ValueError: a line is none of ours.
    """
    if not file.exists():
        return {}
    erased: dict[str, datetime] = {}
    for line in file.read_text("utf-8").splitlines():
        said = json.loads(line)
        try:
            digest, at = str(said["digest"]), datetime.fromisoformat(said["at"])
        except (KeyError, TypeError):
            raise ValueError(f"{file} is not a register of erasures") from None
        erased[digest] = max(at, erased.get(digest, at))
    return erased


def _append(file: Path, erased: Iterable[tuple[str, datetime]]) -> None:
    known: Mapping[str, datetime] = read_register(file)
    new = [each for each in erased if known.get(each[0]) != each[1]]
    if not new:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_bytes() if file.exists() else b""
    lines = [json.dumps({"digest": digest, "at": at.isoformat()}) + "\n" for digest, at in new]
    with whole_file(file, replace=True) as register:
        register.write(before + "".join(lines).encode())
