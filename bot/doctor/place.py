"""The machine's part: the database, the disk, and the key of anonymous authorship."""

import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path

from bot.anonymity import KEY_FILE, is_damaged, known_key
from bot.config import ConfigurationError, Settings
from domain.checkup import Finding, Symptom, Verdict
from storage.checkup import Schema, Seen, look_at, sqlite_file
from storage.database import DatabaseEncodingError, DatabaseUnavailableError

LITTLE = 1_000_000_000
"""Bytes below which room should be made: years of contributions take less than a tenth of it."""

FULL = 200_000_000
"""Bytes below which SQLite may soon be unable to write."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_PRIVATE = 0o077
"""The permissions of group and others, none of which the key should have."""

_STATES = {
    Schema.READY: (Verdict.OK, Symptom.DATABASE_READY),
    Schema.NEW: (Verdict.LOOK, Symptom.DATABASE_NEW),
    Schema.OLDER: (Verdict.LOOK, Symptom.DATABASE_OLDER),
    Schema.NEWER: (Verdict.DOWN, Symptom.DATABASE_NEWER),
}


def examine_database(settings: Settings) -> tuple[Finding, Seen | None]:
    """Return how the database is, and what was seen of it where it answered."""
    try:
        seen = look_at(settings.database_url)
    except DatabaseEncodingError as error:
        return Finding(Verdict.DOWN, Symptom.DATABASE_ENCODING, {"why": error}), None
    except DatabaseUnavailableError as error:
        return Finding(Verdict.DOWN, Symptom.DATABASE_AWAY, {"why": error}), None
    file = sqlite_file(settings.database_url)
    if file is not None and file.exists() and not _may_write(file):
        return Finding(Verdict.DOWN, Symptom.DATABASE_READ_ONLY, {"file": file}), seen
    verdict, symptom = _STATES[seen.schema]
    return Finding(verdict, symptom, {"kind": seen.kind, "size": seen.size / 1e6}), seen


def examine_disk(settings: Settings) -> list[Finding]:
    """Return how much room there is where something is kept, and whether it may be written."""
    return [_room(folder) for folder in _folders(settings)]


def _folders(settings: Settings) -> list[Path]:
    """Return the folders that are written: of the SQLite file, and for data; each once."""
    try:
        file = sqlite_file(settings.database_url)
    except DatabaseUnavailableError:
        file = None
    kept = [*([file.parent] if file is not None else []), settings.data_dir]
    return list({_existing(folder.absolute()): None for folder in kept})


def _existing(folder: Path) -> Path:
    """Return *folder*, or the nearest one above it: what is missing is made at start."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    facts = {"folder": folder, "free": free / 1e9}
    refusal = _refusal(folder)
    if refusal and refusal not in _NO_ROOM:
        return Finding(Verdict.DOWN, Symptom.DISK_READ_ONLY, facts)
    if refusal or free < FULL:
        return Finding(Verdict.DOWN, Symptom.DISK_FULL, facts)
    if free < LITTLE:
        return Finding(Verdict.LOOK, Symptom.DISK_LITTLE, facts)
    return Finding(Verdict.OK, Symptom.DISK_ROOM, facts)


def _refusal(folder: Path) -> int:
    """Return why a folder takes no file, as ``errno`` has it; 0 where it does.

    Found by trying: permissions alone do not know of quotas and read-only mounts.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"doctor")
            file.flush()
    except OSError as error:
        return error.errno or errno.EIO
    return 0


def _may_write(file: Path) -> bool:
    """SQLite writes beside its file, too: the journal of what is not yet in it."""
    return os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK)


def examine_key(settings: Settings, *, in_use: bool) -> Finding:
    """Return how the key of anonymous authorship is kept; *in_use*: something was noted."""
    if settings.secret_key.get_secret_value():
        return Finding(Verdict.OK, Symptom.KEY_SETTING)
    file = settings.data_dir / KEY_FILE
    facts = {"file": file}
    try:
        key = known_key(settings)
    except ConfigurationError:
        return Finding(Verdict.DOWN, Symptom.KEY_UNREADABLE, facts)
    if key is None:
        if in_use:
            return Finding(Verdict.DOWN, Symptom.KEY_LOST, facts)
        return Finding(Verdict.OK, Symptom.KEY_LATER, facts)
    if is_damaged(key):
        return Finding(Verdict.DOWN, Symptom.KEY_DAMAGED, facts)
    if stat.S_IMODE(file.stat().st_mode) & _PRIVATE:
        return Finding(Verdict.LOOK, Symptom.KEY_OPEN, facts)
    return Finding(Verdict.OK, Symptom.KEY_FILE, facts)
