"""The file of a backup: JSON lines in gzip, the same whatever the database.

First what the backup is; then for each table its name and columns, and one array a row; at the
end how many rows each table has and their SHA-256. The file holds no paths, is read as a stream,
and is believed once its end has been seen: ``check`` does that without a database.
"""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import IO, Any

import orjson

from domain.records import record
from storage.backup.errors import BackupError

FORMAT = "flash-amelioration-backup"
EDITION = 1
"""The edition of the format, which changes when an older version could not read it."""

_LONGEST_LINE = 32 * 2**20
"""More than any row: what people write is bounded at the door."""

_MOST_INFLATED = 200
"""Times its size on disk that a backup may unfold to: real ones reach 7, and gzip 1,000."""

_ROW = orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
_DAMAGED = (
    "ce n’est pas une sauvegarde du bot, ou elle est abîmée ou modifiée. Prenez-en une autre."
)


@record
class About:
    """What a backup is: of which schema, made when, by which version, on which database."""

    schema: str
    made_at: datetime
    version: str
    database: str
    key: str = ""
    """What tells whether a key is that of the anonymous authors in it; empty where none was."""


@dataclass(slots=True)
class Seal:
    """How many rows a table has, and the SHA-256 of their lines in the order of its key."""

    rows: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, rows: int, lines: bytes) -> None:
        """Take up some more rows."""
        self.rows += rows
        self.digest.update(lines)

    def told(self) -> dict[str, Any]:
        """Return it as the file tells it."""
        return {"rows": self.rows, "sha256": self.digest.hexdigest()}


@record
class Part:
    """A table in a backup; ``rows`` are read once, before the next part."""

    table: str
    columns: tuple[str, ...]
    rows: Iterator[list[Any]]


def lines_of(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as the file has them: moments in UTC, codes and JSON as text."""
    return b"".join(orjson.dumps(tuple(row), option=_ROW) for row in rows)


class Writer:
    """Writes a backup into an open file."""

    def __init__(self, file: IO[bytes], about: About) -> None:
        self._stream = gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0)
        self._seals: dict[str, Seal] = {}
        self._tell({"format": FORMAT, "edition": EDITION} | asdict(about))

    def begin(self, table: str, columns: Sequence[str]) -> None:
        """Begin a table, whose rows follow."""
        self._seals[table] = Seal()
        self._tell({"table": table, "columns": list(columns)})

    def add(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows to the table that was begun last."""
        lines = lines_of(rows)
        self._seals[table].add(len(rows), lines)
        self._stream.write(lines)

    def end(self) -> None:
        """Seal the backup."""
        self._tell({"end": {table: seal.told() for table, seal in self._seals.items()}})
        self._stream.close()

    def _tell(self, what: dict[str, Any]) -> None:
        self._stream.write(orjson.dumps(what, option=_ROW))


class Archive:
    """A backup that is read; whatever is wrong with it is a ``BackupError``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._left = file.seek(0, os.SEEK_END) * _MOST_INFLATED + _LONGEST_LINE
        file.seek(0)
        self._stream = gzip.GzipFile(fileobj=file, mode="rb")
        self._ahead = b""
        self.seals: dict[str, Seal] = {}
        self.about = self._about()

    def parts(self) -> Iterator[Part]:
        """Give the tables; at their end the backup is known to be whole.

        Raises:
            BackupError: it is not.
        """
        while "table" in (head := self._object()):
            table, columns = head["table"], head.get("columns", [])
            if not (_is_text(table) and isinstance(columns, list) and all(map(_is_text, columns))):
                raise BackupError(_DAMAGED)
            if table in self.seals:
                raise BackupError(_DAMAGED)
            seal = self.seals[table] = Seal()
            rows = self._rows(seal, len(columns))
            yield Part(table, tuple(columns), rows)
            for _ in rows:  # what the reader of the part left unread
                pass
        if head != {"end": {table: seal.told() for table, seal in self.seals.items()}}:
            raise BackupError(_DAMAGED)
        if self._line():
            raise BackupError(_DAMAGED)

    def _about(self) -> About:
        head = self._object()
        marks = (head.pop("format", None), head.pop("edition", None))
        try:
            about = About(**head | {"made_at": datetime.fromisoformat(head["made_at"])})
        except (KeyError, TypeError, ValueError):  # a field is missing, unknown or no moment
            raise BackupError(_DAMAGED) from None
        if not all(map(_is_text, (about.schema, about.version, about.database, about.key))):
            raise BackupError(_DAMAGED)
        if marks != (FORMAT, EDITION):
            raise BackupError(newer(about))
        return about

    def _rows(self, seal: Seal, width: int) -> Iterator[list[Any]]:
        while (line := self._line()).startswith(b"["):
            row = _parsed(line)
            if len(row) != width:
                raise BackupError(_DAMAGED)
            seal.add(1, line)
            yield row
        self._ahead = line

    def _object(self) -> dict[str, Any]:
        line = self._ahead or self._line()
        self._ahead = b""
        if not line.startswith(b"{"):
            raise BackupError(_DAMAGED)
        found: dict[str, Any] = _parsed(line)
        return found

    def _line(self) -> bytes:
        try:
            line = self._stream.readline(_LONGEST_LINE)
        except (OSError, EOFError, zlib.error):
            raise BackupError(_DAMAGED) from None
        self._left -= len(line)
        if self._left < 0 or (line and not line.endswith(b"\n")):
            raise BackupError(_DAMAGED)
        return line


def newer(about: About) -> str:
    """Return what is said of a backup that only another version of the bot understands."""
    version = repr(about.version[:20])
    return (
        f"elle vient d’une version plus récente du bot ({version}). Restaurez-la avec cette "
        "version-là."
    )


def check(file: IO[bytes]) -> tuple[About, dict[str, int]]:
    """Return what a backup is, and how many rows each table has, once all of it is read.

    Raises:
        BackupError: it is no backup, or it is not as it was made.
    """
    archive = Archive(file)
    for _ in archive.parts():
        pass
    return archive.about, {table: seal.rows for table, seal in archive.seals.items()}


def _parsed(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        raise BackupError(_DAMAGED) from None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
