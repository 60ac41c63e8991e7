"""What stops a start or a command is a French sentence, wherever it is raised."""

import ast
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.anonymity import KEY_FILE
from deploy.node import ROOT
from storage.single import only_server
from tests.commands import Commands

STOPPING = {
    "AlreadyServedError",
    "BackupError",
    "BadParameter",
    "ConfigurationError",
    "DatabaseEncodingError",
    "DatabaseUnavailableError",
    "ValueError",
    "give_up",
    "_give_up",
}
"""What ends in front of an administrator; a ``ValueError`` there where a command tells it."""

TOLD_VALUES = {"values.py", "config.py", "understand.py", "finding.py"}
"""Where a ``ValueError`` is the sentence that a command says."""

ENGLISH = re.compile(
    r"\b(?:the|is|are|was|were|of|and|or|not|cannot|must|with|this|that|it|its|to|another|no)\b"
)


def _raised() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each literal that may stop a process."""
    for file in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "storage").rglob("*.py")]:
        tree = ast.parse(file.read_text("utf-8"))
        named = {
            target.id: each.value
            for each in tree.body
            if isinstance(each, ast.Assign)
            for target in each.targets
            if isinstance(target, ast.Name)
        }
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in STOPPING and (name != "ValueError" or file.name in TOLD_VALUES):
                place = f"{file.relative_to(ROOT)}:{call.lineno}"
                yield from ((place, text) for arg in call.args for text in _texts(arg, named))


def _texts(node: ast.AST, named: dict[str, ast.expr]) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
        elif isinstance(each, ast.Name) and each.id in named:
            yield from _texts(named[each.id], {})


def test_no_sentence_that_stops_something_is_in_english() -> None:
    raised = list(_raised())
    assert len({place for place, _ in raised}) > 50

    assert [(place, text) for place, text in raised if ENGLISH.search(text)] == []


def _no_key(folder: Path) -> dict[str, str]:
    """The key file is cut short."""
    (folder / KEY_FILE).write_text("abc")
    return {"FLASH_DATA_DIR": str(folder)}


def _key_is_a_folder(folder: Path) -> dict[str, str]:
    (folder / KEY_FILE).mkdir()
    return {"FLASH_DATA_DIR": str(folder)}


def _data_nowhere(_: Path) -> dict[str, str]:
    return {"FLASH_DATA_DIR": "/proc/nowhere"}


def _no_database(folder: Path) -> dict[str, str]:
    (folder / "notes.txt").write_text("pas une base" * 100)
    return {"FLASH_DATABASE_URL": f"sqlite:///{folder}/notes.txt"}


def _newer(folder: Path) -> dict[str, str]:
    with sqlite3.connect(folder / "newer.db") as made:
        made.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        made.execute("INSERT INTO alembic_version VALUES ('9999')")
    made.close()
    return {"FLASH_DATABASE_URL": f"sqlite:///{folder}/newer.db"}


def _below_a_file(folder: Path) -> dict[str, str]:
    (folder / "file").touch()
    return {"FLASH_DATABASE_URL": f"sqlite:///{folder}/file/below/flash.db"}


def _not_answering(_: Path) -> dict[str, str]:
    return {"FLASH_DATABASE_URL": "postgresql://u@127.0.0.1:1/x"}


def _ambiguous(_: Path) -> dict[str, str]:
    return {"FLASH_DATABASE_URL": "postgresql://u:p@w@127.0.0.1/x"}


def _of_another_kind(_: Path) -> dict[str, str]:
    return {"FLASH_DATABASE_URL": "mysql://x"}


KINDS = [
    _no_key,
    _key_is_a_folder,
    _data_nowhere,
    _no_database,
    _newer,
    _below_a_file,
    _not_answering,
    _ambiguous,
    _of_another_kind,
]
QUOTED = re.compile(r"\([^)]*\)")
"""What the system or the driver said, quoted in brackets."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["serve", "jobs list", "doctor"])
def test_what_is_wrong_is_named_in_french_with_what_to_do(
    commands: Commands,
    tmp_path: Path,
    command: str,
    kind: Callable[[Path], dict[str, str]],
) -> None:
    wrong = kind(tmp_path)
    given = {"FLASH_DATABASE_URL": f"sqlite:///{tmp_path}/flash.db", **wrong}

    ended = commands.run(*command.split(), **given)
    told = ended.stdout if command == "doctor" else ended.stderr
    lines = told.decode().replace(str(tmp_path), "…").splitlines()
    said = lines if command == "doctor" else lines[-1:]  # before it stands the log

    assert ended.returncode == 1, lines
    assert "Traceback" not in told.decode()
    if command != "doctor":  # whose findings have a heading of their own
        assert said[0].startswith(f"{next(iter(wrong))}\u00a0: ")
    assert [each for each in said if ENGLISH.search(QUOTED.sub("", each))] == []


def test_a_second_bot_on_the_same_file_is_told_so(commands: Commands, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/flash.db"
    with only_server(url):
        ended = commands.run("serve", FLASH_DATABASE_URL=url)

    said = ended.stderr.decode().splitlines()[-1].replace(str(tmp_path), "…")
    assert ended.returncode == 1
    assert said.startswith("FLASH_DATABASE_URL\u00a0: un autre bot se sert déjà")
    assert not ENGLISH.search(said)
