"""What ``python -m bot backup`` and ``restore`` say of files, keys and disks."""

import io
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.clock import system_clock
from bot.terminal import HALFWAY
from storage.backup.archive import check
from tests.postgres import Postgres

KEY, ANOTHER = "a key for tests that nobody guesses", "another one that nobody guesses"


class Shell:
    """Runs commands in this process and in a folder, on a database."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("FLASH_APP_ID", "")
        self._monkeypatch, self._capsys, self.folder = monkeypatch, capsys, folder

    def run(self, url: str, *words: str, key: str = "") -> tuple[int, list[str]]:
        """Return the exit code of a command and what it said."""
        self._monkeypatch.setenv("FLASH_DATABASE_URL", url)
        self._monkeypatch.setenv("FLASH_SECRET_KEY", key)
        self._monkeypatch.setattr(sys, "argv", ["bot", *words])
        handler = signal.getsignal(signal.SIGTERM)
        with pytest.raises(SystemExit) as ended:
            main()
        signal.signal(signal.SIGTERM, handler)
        return int(ended.value.code or 0), self._capsys.readouterr().err.splitlines()


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Shell:
    return Shell(monkeypatch, capsys, tmp_path)


@pytest.fixture
def source(full_file: Path) -> str:
    return f"sqlite:///{full_file}"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("backup", "there.backup"), "existe déjà. Nommez un autre fichier, ou ajoutez --force"),
        (("backup", "link.backup"), "ce n’est pas un fichier ordinaire"),
        (("backup", "link.backup", "--force"), "ce n’est pas un fichier ordinaire"),
        (("backup", "."), "ce n’est pas un fichier ordinaire"),
        (("backup", "nowhere/x.backup"), "impossible à écrire (No such file or directory)"),
        (("restore", "nowhere.backup"), "illisible (No such file or directory)"),
        (("restore", "."), "illisible (Is a directory)"),
        (("restore", "there.backup"), "rien n’est restauré, ce n’est pas une sauvegarde du bot"),
    ],
)
def test_a_file_that_does_not_serve_is_named_and_left(
    shell: Shell,
    source: str,
    tmp_path: Path,
    words: tuple[str, ...],
    why: str,
) -> None:
    there = tmp_path / "there.backup"
    there.write_text("notes")
    (tmp_path / "link.backup").symlink_to(tmp_path / "target")

    code, said = shell.run(source, *words)

    assert code == 1
    (sentence,) = said
    assert sentence.startswith(words[1])
    assert why in sentence
    assert there.read_text() == "notes"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.backup", "there.backup"]


def test_a_backup_that_is_there_is_replaced_with_force(shell: Shell, source: str) -> None:
    there = shell.folder / "there.backup"
    there.write_text("old")

    code, _ = shell.run(source, "backup", there.name, "--force")

    assert code == 0
    assert check(io.BytesIO(there.read_bytes()))


def test_a_database_that_is_not_there_is_not_made(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "absent" / "flash.db"

    code, (why,) = shell.run(f"sqlite:///{file}", "backup", "x.backup")

    assert (code, why) == (
        1,
        f"FLASH_DATABASE_URL\u00a0: il n’y a pas de base dans {file}. Corrigez l’adresse.",
    )
    assert list(tmp_path.iterdir()) == []


def test_the_key_that_belongs_to_a_backup_is_asked_for_where_it_is_not(
    shell: Shell, source: str
) -> None:
    shell.run(source, "backup", "x.backup", key=KEY)
    expected = {"": "n’est pas ici", ANOTHER: "est ici une autre", KEY: ""}

    for key, said in expected.items():
        url = f"sqlite:///{shell.folder}/{len(key)}.db"
        code, lines = shell.run(url, "restore", "x.backup", key=key)
        assert code == 0
        told = [line for line in lines if "clé d’anonymat" in line]
        assert len(told) == bool(said)
        assert all(said in line for line in told)
    assert not (shell.folder / "data").exists(), "no key is made"


def test_without_the_key_no_name_that_was_erased_since_comes_back(
    shell: Shell, source: str
) -> None:
    shell.run(source, "backup", "x.backup", key=KEY)
    erased = {"digest": "0" * 64, "at": (system_clock() + timedelta(hours=1)).isoformat()}
    register = shell.folder / "erasures.jsonl"
    register.write_text(json.dumps(erased) + "\n")
    words = ("restore", "x.backup", "--erasures", register.name)

    code, (why,) = shell.run(f"sqlite:///{shell.folder}/new.db", *words, key=ANOTHER)
    assert code == 1
    assert "des noms ont été effacés depuis" in why
    assert shell.run(f"sqlite:///{shell.folder}/new.db", *words, key=KEY)[0] == 0


def test_told_to_stop_as_soon_as_its_file_is_there_it_leaves_nothing(
    shell: Shell, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def told_to_stop(path: str, *how: int) -> int:
        descriptor = opened(path, *how)
        if ".x.backup." in str(path):
            os.close(descriptor)
            os.kill(os.getpid(), signal.SIGTERM)
        return descriptor

    monkeypatch.setattr(os, "open", told_to_stop)
    code, _ = shell.run(source, "backup", "x.backup")

    assert code == 128 + signal.SIGTERM
    assert list(shell.folder.iterdir()) == []


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Have no file of this process grow beyond *size* bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_nothing_behind(
    shell: Shell, source: str, postgresql: Postgres, full_database: str
) -> None:
    with postgresql.database(full_database) as url, disk_of(1024):
        code, said = shell.run(url, "backup", "x.backup")
    assert code == HALFWAY
    assert re.fullmatch(r"Arrêté après \d+ enregistrements? sur \d+, car le disque .*", said[0])
    assert list(shell.folder.iterdir()) == []

    shell.run(source, "backup", "x.backup")
    fresh = f"sqlite:///{shell.folder}/fresh.db"
    with disk_of(200_000):
        code, (why,) = shell.run(fresh, "restore", "x.backup")
    assert code == 1
    assert "fresh.db est inutilisable, " in why
    assert shell.run(fresh, "restore", "x.backup")[0] == 0
