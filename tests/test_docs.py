"""What people read beside the code says what is so, and leads somewhere."""

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import bot
from bot.app import PLUGS, create_app
from bot.cli.main import app as command_line
from bot.config import Settings
from bot.plug import Plug, Word
from bot.teams.hearing.reading import folded
from cards.people import texts as people_texts

ROOT = Path(__file__).parents[1]
FLOORS = ("bot", "cards", "domain", "storage")
SPINE = {
    *("backup", "cli", "demo", "doctor", "holdings", "jobs"),
    *("kit", "migrations", "outbox", "teams", "usecases", "web"),
}
"""Folders of a floor that every capability shares."""

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
IN_ENGLISH = {"architecture.md", "reliability.md"}
IN_FRENCH = [each for each in (ROOT / "docs").glob("*.md") if each.name not in IN_ENGLISH]
README_LINES, WIDTH = 120, 110
PICTURE_BYTES = 200_000


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_readme_is_a_map() -> None:
    lines = read("README.md").splitlines()

    assert len(lines) <= README_LINES
    assert [line for line in lines if len(line) > WIDTH] == []


def test_the_readme_lists_every_capability() -> None:
    listed = read("README.md").partition("## The capabilities")[2].partition("\n## ")[0]
    folders = {
        folder.parent.name for floor in FLOORS for folder in (ROOT / floor).glob("*/__init__.py")
    }

    assert len(folders) > len(SPINE)
    assert set(re.findall(r"^\| `(\w+)` \|", listed, re.MULTILINE)) == folders - SPINE


def test_the_readme_shows_a_picture_in_words_too() -> None:
    ((file, said),) = re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', read("README.md"))
    picture = (ROOT / file).read_bytes()

    assert picture.startswith(b"\x89PNG")
    assert len(picture) < PICTURE_BYTES
    assert len(said) > 40


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    ours = [link.partition("#")[0] for link in links if "://" not in link]

    assert [link for link in ours if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_paths_that_are_named_exist(name: str) -> None:
    tops = r"(?:bot|cards|deploy|docs|domain|manifest|storage|tests)/"
    named = re.findall(rf"`({tops}[\w./*-]*)`", read(name))
    named = [path for path in named if "NAME" not in path]

    assert len(named) > 10
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


def test_every_setting_is_told_and_in_the_example() -> None:
    told, example = read("docs/reglages.md"), read(".env.example")

    for name in Settings.model_fields:
        assert f"`FLASH_{name.upper()}`" in told
        assert f"FLASH_{name.upper()}" in example


def test_every_word_is_told() -> None:
    told = read("docs/commandes.md")
    help_ = (*people_texts.HELP, *people_texts.HELP_LEAD)
    words = [word.replace("\u202f", " ") for word, _ in help_]
    known = {folded(word) for word in re.findall(r"`([^`\n]+)`", told)}
    of_one: dict[Word, set[str]] = defaultdict(set)
    for said, word in PLUGS.words.items():
        of_one[word].add(said)

    assert len(of_one) > 20
    assert [word for word in words if f"`{word}`" not in told] == []
    assert [sorted(said) for said in of_one.values() if not said & known] == []


def test_every_command_and_ritual_is_told() -> None:
    told = read("docs/commandes.md")
    names = names_of(get_command(command_line))
    plugged = [name for plug in PLUGS.all for name in plug.commands]

    assert len(plugged) > 5
    assert len(names) > 15
    assert [name for name in (*names, *plugged) if f"`{name}" not in told] == []
    assert [each.job.name for each in PLUGS.rituals if f"| `{each.job.name}` |" not in told] == []


def test_every_row_of_the_settings_is_told() -> None:
    told = read("docs/reglages.md")

    assert len(PLUGS.rows) > 5
    assert [row.title for row in PLUGS.rows if f"| {row.title} |" not in told] == []


def test_every_part_of_a_plug_is_told() -> None:
    told = read("docs/architecture.md").partition("## What a plug says")[2].partition("\n## ")[0]

    listed = re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE)

    assert sorted(listed) == sorted(each.name for each in fields(Plug))


def names_of(command: Any) -> list[str]:
    """Return what is typed for each command of a group."""
    found = []
    for name, under in vars(command)["commands"].items():
        group = "commands" in vars(under)
        found += [f"{name} {each}" for each in names_of(under)] if group else [name]
    return found


def test_every_address_is_told(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    paths = {resource.canonical for resource in create_app(settings).router.resources()}
    told = read("docs/commandes.md")

    assert len(paths) > 10
    assert [path for path in paths if path.partition("{")[0] not in told] == []


def test_the_version_is_one() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    newest = re.findall(r"^## (\d\S*)", read("CHANGELOG.md"), re.MULTILINE)

    assert bot.__version__ == version
    assert json.loads(read("manifest/manifest.json"))["version"] == version
    assert newest[0] == version


@pytest.mark.parametrize("page", IN_FRENCH, ids=lambda page: page.name)
def test_french_pages_have_their_spaces(page: Path) -> None:
    text = page.read_text("utf-8")
    prose = re.sub(r"`[^`\n]*`|^    .*$|\]\([^)]*\)", "", text, flags=re.MULTILINE)

    assert re.findall(r".{0,20}(?: [;!?:](?=\s|$)|« | »).{0,20}", prose) == []
