"""The key of anonymous authorship: refused where it protects nothing, never made again unasked."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.anonymity import KEY_FILE, anonymity_key
from bot.config import ConfigurationError, Settings, load_settings
from tests.world import CLAIRE, World

GOOD = "5f0c1a8e9d3b7462c4e1f0a9b8d7c6e55f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c"


def at(url: str, folder: Path, **values: Any) -> Settings:
    return Settings(_env_file=None, database_url=url, data_dir=folder, **values)


@pytest.mark.parametrize(
    "key",
    [
        " ",
        "court",
        "0" * 64,
        "ab" * 32,
        "changeme" * 8,
        "motdepasse-motdepasse-motdepasse",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz",
        "openssl rand -hex 32",
        "flash-amelioration-secret",
        "\0" * 64,
    ],
)
def test_a_key_that_protects_nothing_is_refused_wherever_it_comes_from(
    key: str, sqlite_url: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="FLASH_SECRET_KEY"):
        load_settings(_env_file=None, secret_key=key)
    (tmp_path / KEY_FILE).write_text(key)
    with pytest.raises(ConfigurationError, match=KEY_FILE):
        anonymity_key(at(sqlite_url, tmp_path))


def test_a_key_that_is_refused_is_not_shown() -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_settings(_env_file=None, secret_key="azerty-1234")

    assert "azerty" not in str(refused.value)


@pytest.mark.parametrize(
    "key",
    [
        GOOD,
        GOOD[:32],
        GOOD[:16],
        "mXk0Jq8wQ2Zr5tYb1uHn3vLp7sDf9gEa4cKi6oRj+/0=",
        "6b1f3a52-0c1d-4e7a-9f55-2d9be3a1c470",
        "trois chats gris dorment sous le figuier de la voisine",
    ],
)
def test_a_key_that_somebody_drew_is_taken(key: str, tmp_path: Path) -> None:
    ours = load_settings(_env_file=None, secret_key=key, data_dir=tmp_path)

    assert anonymity_key(ours) == key.encode()


@pytest.mark.parametrize("left", [b"", GOOD[:9].encode()])
def test_a_key_file_that_a_power_cut_left_empty_starts_nothing(
    left: bytes, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / KEY_FILE).write_bytes(left)

    with pytest.raises(ConfigurationError, match="Remettez la copie"):
        anonymity_key(at(sqlite_url, tmp_path))

    assert (tmp_path / KEY_FILE).read_bytes() == left


async def test_beside_a_database_that_was_used_no_key_is_made_again(
    ml: World, tmp_path: Path
) -> None:
    await ml.install_in_team(CLAIRE)
    elsewhere = tmp_path / "elsewhere"

    with pytest.raises(ConfigurationError, match="la base a servi avec elle"):
        anonymity_key(at(ml.settings.database_url, elsewhere))

    assert not elsewhere.exists()
    assert anonymity_key(at(ml.settings.database_url, elsewhere, secret_key=GOOD))


def test_a_new_database_has_a_key_made_which_is_on_the_disk_and_ours_alone(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append("folder" if is_folder else "file")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    made = anonymity_key(at(database_url, tmp_path / "data"))

    file = tmp_path / "data" / KEY_FILE
    assert synced == ["file", "folder"]
    assert (file.read_bytes(), len(made)) == (made, 64)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [KEY_FILE]
    assert anonymity_key(at(database_url, tmp_path / "data")) == made


def test_a_folder_that_takes_no_key_is_said(sqlite_url: str) -> None:
    with pytest.raises(ConfigurationError, match="ne peut pas être créé"):
        anonymity_key(at(sqlite_url, Path("/proc")))
