"""The command line: what it prints and how it ends, each time as a process of its own."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.node import ROOT, environment
from tests.commands import Commands
from tests.machine import LONG_ENOUGH

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(commands: Commands) -> Run:
    """Return ``run("analyse", "kind", stdin="…", FLASH_HOST="…")``, which tells text."""

    def run_one(*words: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        ended = commands.run(*words, stdin=stdin, **settings)
        written = (ended.stdout.decode(), ended.stderr.decode())
        return subprocess.CompletedProcess(words, ended.returncode, *written)

    return run_one


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"FLASH_HOST": "0.0.0.0"}, "FLASH_HOST"),
        ({"FLASH_APP_TYPE": "Single-Tenant"}, "FLASH_APP_TYPE"),
        ({"FLASH_DATABASE_URL": "mysql://x"}, "FLASH_DATABASE_URL"),
        ({"FLASH_DATABASE_URL": "sqlite:////proc/nowhere/flash.db"}, "FLASH_DATABASE_URL"),
        ({"FLASH_DATABASE_URL": "postgresql://u:s3cret@127.0.0.1:1/x"}, "FLASH_DATABASE_URL"),
    ],
)
def test_what_cannot_start_says_why_and_ends(
    run: Run, settings: dict[str, str], named: str
) -> None:
    ended = run("serve", **settings)

    assert ended.returncode == 1
    assert named in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "s3cret" not in ended.stderr


_ADDRESSES = [
    "postgresql://flash:p@s3cret@127.0.0.1:1/x",
    "postgresql://flash:p@s3cret/x@127.0.0.1:1/x",
    "postgresql://flash:p@a?s3cret@127.0.0.1:1/x",
    "postgresql://flash:@s3cret@127.0.0.1:1/x",
    "postgresql://fl@s3cret:p@127.0.0.1:1/x",
    "postgresql://flash:s3cret/x",
    "postgresql://flash:s3cret@127.0.0.1:s3cret/x",
    "postgresql://flash:p/s3cret@127.0.0.1:1/x",
    "postgresql://flash:p#s3cret@127.0.0.1:1/x",
    "postgresql://flash:p?s3cret@127.0.0.1:1/x",
    "postgresql://flash:p:s3cret@127.0.0.1:1/x",
    "postgresql://flash:p%40s3cret@127.0.0.1:1/x",
    "postgresql://flash:p'\"s3cret@127.0.0.1:1/x",
    "postgresql://127.0.0.1:1/x?user=flash&password=s3cret",
    "postgresql://127.0.0.1:1/x?user=flash&password=p@s3cret",
    "postgresql://flash@127.0.0.1:1/x?pasword=s3cret",
    "postgresql://flash:s3cret@127.0.0.1:1/x?connect_timeout=s3cret",
    "mysql://flash:s3cret@127.0.0.1/x",
    "flash:s3cret@127.0.0.1/x",
]


@pytest.mark.parametrize("command", ["serve", "doctor", "export", "journal verify", "backup x"])
def test_no_command_says_the_password_of_the_database(run: Run, command: str) -> None:
    for address in _ADDRESSES:
        ended = run(*command.split(), FLASH_DATABASE_URL=address)
        said = ended.stdout + ended.stderr

        assert (address, ended.returncode) == (address, 1)
        assert "s3cret" not in said, address
        assert "Traceback" not in said, address
        assert "FLASH_DATABASE_URL" in said, address


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        database = f"sqlite:///{tmp_path / 'flash.db'}"
        # The one that is started as people do; the others are spared the imports.
        ended = subprocess.run(
            (sys.executable, "-m", "bot", "serve"),
            env=environment(FLASH_APP_ID="", FLASH_PORT=port, FLASH_DATABASE_URL=database),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LONG_ENOUGH,
            check=False,
        )

    assert ended.returncode == 1
    assert f"FLASH_PORT\u00a0: 127.0.0.1:{port} est déjà pris" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_kinds_are_analysed_line_by_line_in_order(run: Run) -> None:
    asked = [
        {"id": 1, "text": "Irritant : le badge\nSuggestion : un QR code"},
        {"id": "b", "text": "Astuce : appeler la veille"},
        {"id": None, "text": "Merci à toutes, bon week-end"},
    ]

    ended = run("analyse", "kind", "--explain", stdin="\n".join(map(json.dumps, asked)))

    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line["id"] for line in told] == [1, "b", None]
    assert [line["kind"] for line in told] == ["irritant", "best_practice", "other"]
    assert [part["kind"] for part in told[0]["parts"]] == ["irritant", "suggestion"]
    assert told[1]["parts"] == []
    assert not any(line["ask"] for line in told)
    assert told[0]["reasons"]


def test_recurrence_names_the_other_lines_that_say_the_same(run: Run) -> None:
    asked = [
        {"id": "b", "text": "plus de toner depuis lundi"},
        {"id": 7, "text": "I-Milo rame encore ce matin"},
        {"id": None, "text": "Merci à toutes, bon week-end"},
        {"id": "c", "text": "le logiciel mouline, 40 secondes pour une fiche"},
        {"id": "d", "text": "Plus de toner depuis lundi !"},
    ]

    ended = run("analyse", "recurrence", "--explain", stdin="\n".join(map(json.dumps, asked)))

    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line["id"] for line in told] == ["b", 7, None, "c", "d"]
    assert [line["candidates"][:1] for line in told] == [["d"], ["c"], [], [7], ["b"]]
    assert [line["group"] for line in told] == [1, None, None, None, 1]
    assert [len(line["reasons"]) for line in told] == [len(line["scores"]) for line in told]
    assert all(line["reasons"][0] for line in told if line["candidates"])


@pytest.mark.parametrize("rule", ["kind", "pii", "recurrence"])
def test_a_line_that_is_no_json_is_named(run: Run, rule: str) -> None:
    ended = run("analyse", rule, stdin='{"id": 1, "text": "x"}\nnot json\n')

    assert ended.returncode == 1
    assert "la ligne 2 " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_analyse_pii_answers_in_order_and_knows_the_staff(run: Run, tmp_path: Path) -> None:
    staff = tmp_path / "staff.json"
    staff.write_text('["Sandrine Keller"]', "utf-8")
    lines = [
        {"id": 2, "text": "Kévin Muller (06 39 98 12 34) attend toujours sa carte"},
        {"id": 1, "text": "Sandrine propose un café"},
        {"id": 3, "text": "Dylan est passé"},
    ]

    ended = run(
        *("analyse", "pii", "--roster", str(staff)),
        stdin="\n".join(json.dumps(line) for line in lines),
    )

    assert ended.returncode == 0, ended.stderr
    assert [json.loads(line) for line in ended.stdout.splitlines()] == [
        {
            "id": 2,
            "spans": [
                {"start": 0, "end": 12, "type": "person"},
                {"start": 14, "end": 28, "type": "phone"},
            ],
            "firm": True,
        },
        {"id": 1, "spans": [], "firm": False},
        {"id": 3, "spans": [{"start": 0, "end": 5, "type": "person"}], "firm": False},
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [("{", "pas du JSON"), ('{"a": 1}', "pas une liste de noms"), (None, "staff.json")],
)
def test_a_roster_that_is_none_is_said(
    run: Run, tmp_path: Path, written: str | None, said: str
) -> None:
    staff = tmp_path / "staff.json"
    if written is not None:
        staff.write_text(written, "utf-8")

    ended = run("analyse", "pii", "--roster", str(staff))

    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def _weekly(run: Run, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run(*words, FLASH_DATABASE_URL=f"sqlite:///{folder / 'flash.db'}")


@pytest.mark.parametrize("at", ["2026-11-27T14:00+01:00", "2026-11-27T14:00", "2026-11-27"])
def test_nothing_due_is_no_failure(run: Run, tmp_path: Path, at: str) -> None:
    ended = _weekly(run, tmp_path, "jobs", "run", "friday-prompt", "--at", at)

    assert ended.returncode == 0, ended.stderr
    assert "nothing is due" in ended.stderr
    assert _weekly(run, tmp_path, "sends", "friday-prompt", "--at", at).stdout == ""
    assert _weekly(run, tmp_path, "jobs", "list").stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("jobs", "run", "friday-prompt", "--at", "vendredi"),
        ("jobs", "run", "tuesday"),
        ("jobs", "run", "monday-flash", "--at", "9999-12-31T23:59-14:00"),
        ("jobs", "run", "monday-flash", "--at", "10000-01-01"),
        ("jobs", "list", "--at", "0001-01-01"),
        ("sends", "monday-flash", "--at", "1999-12-31"),
    ],
)
def test_a_job_or_moment_that_is_none_is_said(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = _weekly(run, tmp_path, *words)

    assert ended.returncode == 2
    assert words[-1] in ended.stderr
    assert "Traceback" not in ended.stderr
