"""Files that are no backup, or not whole, or mean harm: refused, and nothing of them is kept."""

import gzip
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
import sqlalchemy as sa

from storage.backup import archive
from storage.backup.archive import check
from storage.backup.errors import BackupError
from storage.backup.restoring import restore
from storage.database import DatabaseUnavailableError
from tests.backup.files import (
    lines_of,
    make_newer,
    open_database,
    packed,
    quietly,
    raw,
    sealed,
    taken,
    told,
)
from tests.postgres import Postgres

Lines = list[bytes]


@pytest.fixture(scope="module")
def content(full_file: Path) -> bytes:
    """Return a backup that is good."""
    return taken(f"sqlite:///{full_file}").read()


@pytest.fixture
def lines(content: bytes) -> Lines:
    """Return its lines, but for the seal."""
    return lines_of(raw(content))


@pytest.fixture(scope="module")
def empty_database(postgresql: Postgres) -> Iterator[str]:
    """Give the address of a PostgreSQL database in which nothing is kept, whatever is tried."""
    with postgresql.database() as url:
        yield url


def refused(file: IO[bytes], url: str) -> str:
    """Return the sentence that a backup is refused with, and see that nothing was kept of it."""
    with pytest.raises(BackupError) as error:
        restore(url, file, lambda *_: None, quietly)
    engine = open_database(url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
    (sentence,) = str(error.value).splitlines()
    return sentence


def test_a_byte_that_was_altered_is_noticed_or_means_nothing(content: bytes) -> None:
    good = check(raw(content))
    chance = random.Random(5)  # noqa: S311 -- the same bytes each time
    for place in (*range(12), *(chance.randrange(len(content)) for _ in range(100))):
        altered = bytearray(content)
        altered[place] ^= chance.randrange(1, 256)
        try:
            assert check(raw(bytes(altered))) == good, place
        except BackupError as error:
            assert "\n" not in str(error)  # noqa: PT017 -- either is right


def test_a_file_that_was_cut_is_refused(content: bytes) -> None:
    for length in (0, 1, 9, 10, 20, len(content) // 2, len(content) - 9, len(content) - 1):
        with pytest.raises(BackupError, match="abîmée"):
            check(raw(content[:length]))


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"PK\x03\x04 a zip",
        b"SQLite format 3\0" * 100,
        gzip.compress(b""),
        gzip.compress(b"bonjour\n"),
        gzip.compress(b"{}\n"),
        gzip.compress(b"[" * 100_000 + b"\n"),
        gzip.compress(b'{"format":"flash-amelioration-backup","edition":1}\n'),
    ],
    ids=["empty", "zip", "sqlite", "nothing", "words", "object", "deep", "head only"],
)
def test_what_is_no_backup_is_refused(file: bytes, tmp_path: Path) -> None:
    assert "pas une sauvegarde du bot" in refused(raw(file), f"sqlite:///{tmp_path}/flash.db")


def test_a_bomb_is_refused_before_it_goes_off(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_LONGEST_LINE", 2**20)
    row = told(["a" * 64, "2026-11-24T08:12:00Z"])
    for bomb in (b"[" + b" " * 2**20 + b"]\n", row * 100_000):
        with pytest.raises(BackupError, match="abîmée"):
            check(packed([*lines[:2], bomb]))


def _replaced(old: str, new: str, count: int = 1) -> Callable[[Lines], IO[bytes]]:
    def alter(lines: Lines) -> IO[bytes]:
        whole = b"".join(lines)
        altered, done = re.subn(old.encode(), new.encode(), whole, count=count)
        assert done
        return sealed(altered.splitlines(keepends=True))

    return alter


def _without(table: str) -> Callable[[Lines], IO[bytes]]:
    def alter(lines: Lines) -> IO[bytes]:
        begins = next(n for n, line in enumerate(lines) if line.startswith(_head(table)))
        ends = next(n for n in range(begins + 1, len(lines)) if lines[n].startswith(b"{"))
        return sealed([*lines[:begins], *lines[ends:]])

    return alter


def _again(lines: Lines) -> IO[bytes]:
    return sealed([*lines, next(line for line in lines if line.startswith(_head("vote")))])


def _with_a_row_missing(lines: Lines) -> IO[bytes]:
    *kept, seal = gzip.decompress(sealed(lines).read()).splitlines(keepends=True)
    row = next(n for n, line in enumerate(kept) if line.startswith(_head("history"))) + 1
    return packed([*kept[:row], *kept[row + 1 :], seal])


def _without_a_seal(lines: Lines) -> IO[bytes]:
    return packed(lines)


def _with_more_at_the_end(lines: Lines) -> IO[bytes]:
    return raw(sealed(lines).read() + gzip.compress(b'{"table":"vote","columns":[]}\n'))


def _in_another_order(lines: Lines) -> IO[bytes]:
    row = next(n for n, line in enumerate(lines) if line.startswith(_head("history"))) + 1
    lines[row], lines[row + 1] = lines[row + 1], lines[row]
    return sealed(lines)


def _head(table: str) -> bytes:
    return b'{"table":"%s"' % table.encode()


ALTERED: list[tuple[str, Callable[[Lines], IO[bytes]], str]] = [
    ("a row taken out", _with_a_row_missing, "modifiée"),
    ("no seal", _without_a_seal, "modifiée"),
    ("something after the seal", _with_more_at_the_end, "modifiée"),
    ("rows in another order", _in_another_order, "table history ne revient pas"),
    ("a table missing", _without("trial"), "table trial manque"),
    ("a table twice", _again, "modifiée"),
    ("a table of nobody's", _replaced('"table":"trial"', '"table":"../../etc"'), "../../etc"),
    ("a column of nobody's", _replaced('"left_on"', '"left\\\\"; --"'), "table person n’est pas"),
    ("columns that are none", _replaced('"columns":\\[', '"columns":[1,'), "modifiée"),
    ("a row too short", _replaced('"Nadia Benali",', ""), "modifiée"),
    ("text for a number", _replaced("\n\\[1,", '\n["1",'), "la ligne 1 de sa table"),
    ("too big a number", _replaced("\n\\[1,", f"\n[{2**63},"), "la ligne 1 de sa table"),
    ("a number for text", _replaced('"Nadia Benali"', "7"), "la ligne 2 de sa table person"),
    ("a moment that is none", _replaced('"2026-11-24T08:12:00Z"', '"hier"'), "n’a pas de sens"),
    ("a moment on another clock", _replaced("08:12:00Z", "09:12:00+01:00"), "ne revient pas"),
    ("JSON that is none", _replaced('"{}"', '"{"'), "n’a pas de sens"),
    ("nothing where something must be", _replaced('"Nadia Benali"', "null"), "table person"),
    ("a status of nobody's", _replaced('"refused"', '"lost"'), "table contribution"),
    ("a number given twice", _replaced("\n\\[2,1,2026,2,", "\n[2,1,2026,1,"), "contribution"),
    ("a vote for nothing", _replaced('("vote".*\n\\[)1,', "\\g<1>404,"), "vote"),
    ("a newer schema", _replaced('"schema":"\\d+"', '"schema":"9999"'), "plus récente"),
    ("a newer edition", _replaced('"edition":1', '"edition":2'), "plus récente du bot"),
    ("a schema of another kind", _replaced('"schema":"\\d+"', '"schema":4'), "modifiée"),
]


@pytest.mark.parametrize(
    ("alter", "said"), [each[1:] for each in ALTERED], ids=[name for name, *_ in ALTERED]
)
def test_what_was_altered_on_purpose_is_refused(
    lines: Lines, tmp_path: Path, alter: Callable[[Lines], IO[bytes]], said: str
) -> None:
    assert said in refused(alter(lines), f"sqlite:///{tmp_path}/flash.db")


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (_replaced('("vote".*\n\\[)1,', "\\g<1>404,"), "table vote (ForeignKeyViolation)"),
        (_replaced('"Nadia Benali"', f'"{"x" * 301}"'), "table person (StringDataRightTr"),
        (_replaced('"Nadia Benali"', '"\\\\u0000"'), "table person"),
        (_in_another_order, "table history ne revient pas"),
    ],
)
def test_on_postgresql_too_and_no_row_is_quoted(
    lines: Lines, empty_database: str, alter: Callable[[Lines], IO[bytes]], said: str
) -> None:
    sentence = refused(alter(lines), empty_database)

    assert said in sentence
    assert "404" not in sentence
    assert "Benali" not in sentence


def test_a_database_in_use_is_not_touched(full_url: str, content: bytes) -> None:
    with pytest.raises(BackupError, match="sert déjà"):
        restore(full_url, raw(content), lambda *_: None, quietly)

    assert check(taken(full_url))[1] == check(raw(content))[1]


def test_a_database_of_a_newer_version_is_neither_taken_nor_replaced(
    full_url: str, content: bytes
) -> None:
    make_newer(full_url)

    with pytest.raises(BackupError, match="plus récente"):
        taken(full_url)
    with pytest.raises(BackupError, match="sert déjà"):
        restore(full_url, raw(content), lambda *_: None, quietly)


def test_a_damaged_sqlite_file_is_not_backed_up(full_file: Path, tmp_path: Path) -> None:
    damaged = bytearray(full_file.read_bytes())
    for page in range(20, 60):
        damaged[page * 4096 + 8 : page * 4096 + 512] = bytes(504)
    file = tmp_path / "flash.db"
    file.write_bytes(damaged)

    with pytest.raises((BackupError, DatabaseUnavailableError), match=re.escape(str(file))):
        taken(f"sqlite:///{file}")
