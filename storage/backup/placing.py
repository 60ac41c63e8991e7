"""Putting a file in its place whole, or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    # Named before it is there: told to stop in between, too, it can be found and taken away.
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        with open(part, "x+b", opener=for_us_alone) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _look(path, replace=replace)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise BackupError(
            f"{path}\u00a0: impossible à écrire ({error.strerror}). Nommez un autre fichier."
        ) from None
    finally:
        with suppress(FileNotFoundError, NotADirectoryError):
            part.unlink()


def for_us_alone(path: str, flags: int) -> int:
    """Open a file as nobody else on the machine may read it; an ``opener`` of ``open``."""
    return os.open(path, flags, 0o600)


def _look(path: Path, *, replace: bool) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise BackupError(f"{path}\u00a0: ce n’est pas un fichier ordinaire. Nommez-en un.")
    if path.exists() and not replace:
        raise BackupError(
            f"{path}\u00a0: existe déjà. Nommez un autre fichier, ou ajoutez --force."
        )


def sync_folder(folder: Path) -> None:
    """Write the names of the files in *folder* to disk, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
