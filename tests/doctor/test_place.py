"""The machine's part of an examination: database, disk and key; looking changes nothing."""

import errno
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from bot.doctor.place import examine_database, examine_disk, examine_key
from domain.checkup import Symptom, Verdict
from storage.database import database_url as as_url
from storage.database import open_engine
from tests.doctor.conftest import settings

KEY = "a key for tests that nobody guesses"


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_database_that_is_ready_is_said_with_its_size(database_url: str) -> None:
    found, seen = examine_database(settings(database_url=database_url))

    assert (found.verdict, found.symptom) == (Verdict.OK, Symptom.DATABASE_READY)
    assert seen is not None
    assert seen.size > 100_000


@pytest.mark.parametrize(
    ("revision", "verdict", "symptom"),
    [
        ("0001", Verdict.LOOK, Symptom.DATABASE_OLDER),
        ("9999", Verdict.DOWN, Symptom.DATABASE_NEWER),
    ],
)
def test_a_database_of_another_version_is_said(
    database_url: str, revision: str, verdict: Verdict, symptom: Symptom
) -> None:
    engine = open_engine(as_url(database_url), writes=True, connections=1)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
    engine.dispose()

    found, _ = examine_database(settings(database_url=database_url))

    assert (found.verdict, found.symptom) == (verdict, symptom)


def test_a_database_that_is_not_there_is_not_made(place: Path) -> None:
    found, seen = examine_database(settings())

    assert (found.verdict, found.symptom) == (Verdict.LOOK, Symptom.DATABASE_NEW)
    assert seen is not None
    assert list(place.iterdir()) == []


def test_an_empty_database_on_a_server_is_new(empty_database_url: str) -> None:
    found, _ = examine_database(settings(database_url=empty_database_url))

    assert found.symptom is Symptom.DATABASE_NEW


@pytest.mark.parametrize("url", ["postgresql://u:s3cret@127.0.0.1:1/x", "mysql://x"])
def test_a_database_that_is_away_is_named_without_its_password(url: str) -> None:
    found, seen = examine_database(settings(database_url=url))

    assert (found.verdict, found.symptom) == (Verdict.DOWN, Symptom.DATABASE_AWAY)
    assert "FLASH_DATABASE_URL" in str(found.facts["why"])
    assert "s3cret" not in str(found.facts)
    assert seen is None


def test_a_file_that_is_no_database_is_said(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "flash.db").write_text("bonjour " * 1000, "utf-8")

    found, _ = examine_database(settings())

    assert found.symptom is Symptom.DATABASE_AWAY


@pytest.mark.parametrize(
    ("free", "verdict"),
    [(5e9, Verdict.OK), (9e8, Verdict.LOOK), (1e8, Verdict.DOWN)],
)
def test_the_room_on_the_disk_is_judged(
    place: Path, monkeypatch: pytest.MonkeyPatch, free: float, verdict: Verdict
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(10**10, 0, int(free)))

    (found,) = examine_disk(settings())

    assert found.verdict is verdict
    assert found.facts["folder"] == place


def test_a_folder_in_which_nothing_can_be_written_is_said() -> None:
    """/proc takes no file, whoever asks: also from root, whom permissions do not bind."""
    kept = {"database_url": "sqlite:////proc/flash.db", "data_dir": Path("/proc")}

    (found,) = examine_disk(settings(**kept))

    assert (found.verdict, found.symptom) == (Verdict.DOWN, Symptom.DISK_READ_ONLY)


def test_the_key_is_well_kept_or_not(place: Path) -> None:
    file = place / "data" / "anonymity.key"
    assert examine_key(settings(), in_use=False).symptom is Symptom.KEY_LATER
    assert examine_key(settings(), in_use=True).symptom is Symptom.KEY_LOST

    file.parent.mkdir()
    file.write_text(KEY)
    file.chmod(0o600)
    assert examine_key(settings(), in_use=True).symptom is Symptom.KEY_FILE
    file.chmod(0o640)
    assert examine_key(settings(), in_use=True).symptom is Symptom.KEY_OPEN
    file.write_bytes(b"")
    damaged = examine_key(settings(), in_use=False)
    assert (damaged.verdict, damaged.symptom) == (Verdict.DOWN, Symptom.KEY_DAMAGED)


def test_a_key_that_is_not_readable_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "data").mkdir()
    (place / "data" / "anonymity.key").write_text(KEY)

    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything

    assert examine_key(settings(), in_use=True).symptom is Symptom.KEY_UNREADABLE


def test_a_key_of_the_settings_is_never_shown() -> None:
    found = examine_key(settings(secret_key=KEY), in_use=True)

    assert found.symptom is Symptom.KEY_SETTING
    assert KEY not in str(found)


def test_a_full_disk_is_said_to_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    (found,) = examine_disk(
        settings(database_url=f"sqlite:///{tmp_path}/flash.db", data_dir=tmp_path)
    )

    assert (found.verdict, found.symptom) == (Verdict.DOWN, Symptom.DISK_FULL)
