"""Putting a file in its place whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storage.backup.errors import BackupError


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """Give a file that nobody else may read, and that stands at *path* once all is in it.

    Until then, and where something fails, nothing stands there, or what did before.

    Raises:
        BackupError: it cannot be written there, or something stands there and *replace* is false.
    """
    _look(path, replace=replace)
    part: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
        part = Path(name)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _look(path, replace=replace)
        part.replace(path)
        part = None
        _sync_folder(path.parent)
    except OSError as error:
        raise BackupError(f"{path} cannot be written ({error.strerror})") from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _look(path: Path, *, replace: bool) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise BackupError(f"{path} is not an ordinary file: name one")
    if path.exists() and not replace:
        raise BackupError(f"{path} is there already: name another file, or add --force")


def _sync_folder(folder: Path) -> None:
    """Write the name to disk, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
