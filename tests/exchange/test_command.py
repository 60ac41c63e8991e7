"""The commands ``export`` and ``import``, each as a process of its own."""

import io
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from bot.cli.main import app
from bot.exchange.usecases import exporting, importing
from bot.terminal import HALFWAY
from storage.database import DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.commands import Commands
from tests.exchange.box import FULL, NOW, TENANT, rows

HEADER = FULL.splitlines()[0]


Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(commands: Commands) -> Run:
    """Return ``run(url, "export", …)``: a command on the database at *url*."""

    def run_one(url: str, *words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
        ended = commands.run(*words, **settings | {"FLASH_DATABASE_URL": url})
        assert b"Traceback" not in ended.stderr, ended.stderr.decode()
        return ended

    return run_one


@pytest.fixture
def box(tmp_path: Path) -> Path:
    file = tmp_path / "boîte à idées.csv"
    file.write_text(FULL, "utf-8")
    return file


def test_an_empty_database_takes_a_box_and_gives_it_back(
    run: Run, database_url: str, box: Path, tmp_path: Path
) -> None:
    brought = run(database_url, "import", str(box))
    assert brought.returncode == 0, brought.stderr
    assert "6 fiches importées, 0 déjà présente, 0 ligne refusée." in brought.stdout.decode()
    out = run(database_url, "export", "--format", "csv").stdout
    assert len(rows(out)) == 6

    box.write_bytes(out)
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
    assert run(fresh, "import", str(box)).returncode == 0
    assert run(fresh, "export", "--format", "csv").stdout == out

    told = run(fresh, "export", "--format", "json").stdout
    assert [line["number"] for line in json.loads(told)] == [line["number"] for line in rows(out)]
    sheet = tmp_path / "liste.xlsx"
    ended = run(fresh, "export", "--format", "xlsx", "--output", str(sheet))
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert load_workbook(sheet).active.max_row == 7
    piped = run(fresh, "export", "--format", "xlsx").stdout
    assert load_workbook(io.BytesIO(piped)).active.max_row == 7


def test_a_dry_run_says_line_by_line_what_would_happen_and_writes_nothing(
    run: Run, database_url: str, box: Path
) -> None:
    box.write_text(f"{FULL},hier,truc,,Un texte,,,,,,,,,,\n", "utf-8")

    ended = run(database_url, "import", "--dry-run", str(box))

    said = ended.stdout.decode().replace("\u00a0", " ").splitlines()
    assert ended.returncode == 1
    assert said[0] == "ligne 2 : à importer, AC-2024-0100, Irritant, Résolu"
    assert said[6].startswith("ligne 9 : refusée. Nature inconnue « truc »")
    assert "Date illisible « hier »" in said[6]
    assert said[-1] == "Essai : rien n’a été écrit."
    assert rows(run(database_url, "export", "--format", "csv").stdout) == []
    assert run(database_url, "import", str(box)).returncode == 1
    assert len(rows(run(database_url, "export").stdout)) == 6


def test_unknown_columns_are_named_and_left(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "box.csv"
    file.write_text("couleur,text\nbleu,Un texte\n", "utf-8")

    ended = run(f"sqlite:///{tmp_path / 'flash.db'}", "import", str(file))

    assert ended.returncode == 0
    assert "couleur" in ended.stderr.decode()


@pytest.mark.parametrize("raw", [None, b"", b"numero\n1\n"])
def test_what_is_no_box_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, raw: bytes | None
) -> None:
    file = tmp_path / "box.csv"
    if raw is not None:
        file.write_bytes(raw)

    ended = run(f"sqlite:///{tmp_path / 'flash.db'}", "import", str(file))

    assert ended.returncode == 1
    assert len(ended.stderr.decode().splitlines()) == 1


def test_a_file_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'flash.db'}"

    ended = run(url, "export", "--output", str(tmp_path / "nowhere" / "x.csv"))

    assert ended.returncode == 1
    assert "Impossible d’écrire" in ended.stderr.decode()


async def test_among_several_organisations_one_is_named(
    run: Run, database_url: str, store: Store, box: Path
) -> None:
    def add(unit: UnitOfWork) -> None:
        for tenant in (TENANT, "other"):
            unit.organisations.get_or_add(tenant, NOW)

    await store.write(add)

    for words in (("export",), ("import", str(box))):
        ended = run(database_url, *words)
        assert ended.returncode == 1
        assert "--tenant" in ended.stderr.decode()
    assert run(database_url, "import", str(box), "--tenant", "other").returncode == 0
    assert len(rows(run(database_url, "export", "--tenant", "other").stdout)) == 6
    assert rows(run(database_url, "export", "--tenant", TENANT).stdout) == []
    unknown = run(database_url, "export", "--tenant", "nobody")
    assert unknown.returncode == 1
    assert "--tenant" in unknown.stderr.decode()


@pytest.mark.parametrize(
    ("allowed", "words", "code"),
    [
        (TENANT, (), 0),
        (f"{TENANT},other", (), 1),
        (f"{TENANT},other", ("--tenant", "OTHER"), 0),
        (TENANT, ("--tenant", "other"), 1),
    ],
)
def test_an_empty_database_knows_its_tenant_by_the_settings(
    run: Run, tmp_path: Path, box: Path, allowed: str, words: tuple[str, ...], code: int
) -> None:
    url = f"sqlite:///{tmp_path / 'flash.db'}"

    ended = run(url, "import", str(box), *words, FLASH_ALLOWED_TENANTS=allowed)

    assert ended.returncode == code
    assert ("tenant" in ended.stderr.decode()) is (code == 1)


def test_an_import_that_the_database_stops_says_how_much_is_in(
    sqlite_url: str, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, loads = importing.bring_in, []

    def once(*args: Any) -> None:
        loads.append(args)
        if len(loads) > 1:
            raise DatabaseUnavailableError("SQLITE_FULL")
        real(*args)

    monkeypatch.setenv("FLASH_DATABASE_URL", sqlite_url)
    monkeypatch.setattr(importing, "CHUNK", 2)
    monkeypatch.setattr(importing, "bring_in", once)
    stopped = CliRunner().invoke(app, ["import", str(box)])
    monkeypatch.setattr(importing, "bring_in", real)
    again = CliRunner().invoke(app, ["import", str(box)])

    assert stopped.exit_code == HALFWAY
    assert "1 ligne sur 6 est notée" in stopped.stderr
    assert "5 fiches importées, 1 déjà présente" in again.stdout


def test_an_import_that_is_interrupted_ends_its_part_and_goes_on_another_time(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing.bring_in

    def told_to_end(*args: Any) -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        return real(*args)

    file = tmp_path / "box.csv"
    file.write_text("text,site\n" + "Le même texte,Barr\n" * 5, "utf-8")
    monkeypatch.setenv("FLASH_DATABASE_URL", database_url)
    monkeypatch.setattr(importing, "CHUNK", 2)
    monkeypatch.setattr(importing, "bring_in", told_to_end)
    stopped = CliRunner().invoke(app, ["import", str(file)])
    monkeypatch.setattr(importing, "bring_in", real)
    again = CliRunner().invoke(app, ["import", str(file)])
    never = CliRunner().invoke(app, ["import", str(file)])

    assert stopped.exit_code == HALFWAY
    assert "2 lignes sur 5 sont notées" in stopped.stderr
    assert "elle reprend où elle s’est arrêtée" in stopped.stderr
    assert "3 fiches importées, 2 déjà présentes" in again.stdout
    assert "0 fiche importée, 5 déjà présentes" in never.stdout


def test_an_export_that_the_database_stops_says_how_far_it_was(
    sqlite_url: str, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASH_DATABASE_URL", sqlite_url)
    assert CliRunner().invoke(app, ["import", str(box)]).exit_code == 0
    real, parts = exporting.part, []

    def once(*args: Any) -> Any:
        parts.append(args)
        if len(parts) > 1:
            raise DatabaseUnavailableError("the connection broke")
        return real(*args)

    monkeypatch.setattr(exporting, "part", once)
    output = tmp_path / "out.csv"
    stopped = CliRunner().invoke(app, ["export", "--output", str(output)])

    assert stopped.exit_code == HALFWAY
    assert "Arrêté après 6 fiches, car la base ne répond plus" in stopped.stderr
    assert not output.exists()


def test_an_export_that_finds_the_disk_full_says_so(
    sqlite_url: str, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASH_DATABASE_URL", sqlite_url)
    assert CliRunner().invoke(app, ["import", str(box)]).exit_code == 0
    there = CliRunner().invoke(app, ["export", "--output", "/dev/full"])
    monkeypatch.setattr(tempfile, "TemporaryFile", partial(Path("/dev/full").open, "w+b"))
    before = CliRunner().invoke(app, ["export"])

    for ended in (there, before):
        assert isinstance(ended.exception, SystemExit)
        assert ended.exit_code == HALFWAY
        assert "No space left on device" in ended.stderr
    assert "Arrêté après 6 fiches, car le disque ne peut plus être écrit" in before.stderr
