"""The register of erased names beside the database: a restored backup has them erased again.

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
from storage.store import Store
from storage.unit_of_work import UnitOfWork

FILE = "erasures.jsonl"

_LOGGER = logging.getLogger(__name__)

Reader = Callable[[UnitOfWork], list[tuple[str, datetime]]]


class Erasures:
    """The register of one installation."""

    def __init__(self, store: Store, read: Reader, folder: Path) -> None:
        self._store = store
        self._read = read
        self._file = folder / FILE

    async def write_out(self) -> None:
        """Add to the file every erasure that the database knows; what it holds stays."""
        erased = await self._store.read(self._read)
        if not erased:
            return
        try:
            await asyncio.to_thread(_append, self._file, erased)
        except (OSError, BackupError) as error:  # the database knows it; tried again in an hour
            _LOGGER.warning("the register of erasures was not written (%s)", error)


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
