"""The commands ``export`` and ``import``, each as a process of its own."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from bot.cli.main import app
from bot.exchange.usecases import importing
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

    assert stopped.exit_code == 1
    assert "3 lignes sur 6 sont notées" in stopped.stderr
    assert "3 fiches importées, 3 déjà présentes" in again.stdout
