"""Starting from the whole: everything there is belongs to one plug, and nothing to two."""

import ast
from collections import Counter
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.app import PLUGS, create_app
from bot.capabilities import CAPABILITIES
from bot.config import Settings
from bot.plug import Plug, PluggedTwiceError, Plugs
from bot.teams.desk import Buttons
from cards.verbs import Data
from domain.people import WelcomeSubject
from domain.rhythm import Job
from domain.sending import SendSubject

ROOT = Path(__file__).parents[2]
EDGES = (
    *("buttons", "commands", "ears", "extension", "masks", "messages", "pages", "poster"),
    *("rituals", "rows", "timers", "words"),
)
"""The modules with which a capability meets the world: its plug names each."""

FOLDERS = sorted(plug.parent.name for plug in (ROOT / "bot").glob("*/plug.py"))


def below(data: type[Data]) -> set[type[Data]]:
    """Return all that is made of a kind of data: of two parents, once."""
    return {each for child in data.__subclasses__() for each in {child, *below(child)}}


def verbs() -> list[str]:
    """Return the verbs of all that our buttons carry, and not a test's."""
    ours = [each for each in below(Data) if each.__module__.startswith("cards.")]
    return [each.verb for each in ours if "verb" in vars(each)]


def of_domain(name: str, kind: type) -> list[Any]:
    """Return what modules of that name on the domain's floor define of a kind."""
    modules = [
        import_module(f"domain.{file.parent.name}.{name}")
        for file in sorted((ROOT / "domain").glob(f"*/{name}.py"))
    ]
    assert len(modules) >= 5
    return [
        value
        for module in modules
        for value in vars(module).values()
        if (isinstance(value, kind) if kind is not StrEnum else _is_enum_of(module, value))
    ]


def _is_enum_of(module: object, value: object) -> bool:
    is_enum = isinstance(value, type) and issubclass(value, StrEnum)
    return is_enum and getattr(value, "__module__", "") == getattr(module, "__name__", "")


def imported(file: Path) -> set[str]:
    """Return the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def test_every_folder_is_listed_once() -> None:
    assert sorted(each.name for each in CAPABILITIES) == FOLDERS
    assert len(FOLDERS) >= 16


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_module_is_left_out(folder: str) -> None:
    here = ROOT / "bot" / folder
    edges = {f"bot.{folder}.{each}" for each in EDGES if (here / f"{each}.py").exists()}
    if (ROOT / "storage" / folder / "holdings.py").exists():
        edges.add(f"storage.{folder}.holdings")

    assert edges
    assert edges - imported(here / "plug.py") == set()


def test_every_verb_has_one_button() -> None:
    assert Counter(verbs()) == Counter(each.verb for each in PLUGS.buttons)


def test_every_subject_has_one_message() -> None:
    enums = [*of_domain("subjects", StrEnum), WelcomeSubject, SendSubject]
    subjects = [subject for enum in enums for subject in enum]

    assert len(subjects) > 15
    assert Counter(subjects) == Counter(PLUGS.messages.subjects)


def test_every_job_has_one_ritual() -> None:
    jobs = [each.name for each in of_domain("jobs", Job) if isinstance(each, Job)]
    assert sorted(jobs) == sorted(each.job.name for each in PLUGS.rituals)


def test_every_row_of_the_settings_opens_a_form() -> None:
    assert [row.title for row in PLUGS.rows if PLUGS.buttons.of(row.edit) is None] == []
    orders = [row.order for row in PLUGS.rows]
    assert orders == sorted(set(orders))


def _again(plug: Plug, **parts: Any) -> Plug:
    return Plug(name="again", **{name: getattr(plug, name) for name in parts})


@pytest.mark.parametrize(
    "part",
    [
        *("buttons", "words", "invokes", "messages", "rituals", "rows"),
        *("commands", "holds", "sheets"),
    ],
)
def test_what_is_said_twice_refuses_to_start(part: str) -> None:
    plug = next(each for each in CAPABILITIES if getattr(each, part) not in ((), {}, None))
    if part == "buttons":
        plug = next(each for each in CAPABILITIES if len(each.buttons))

    with pytest.raises(PluggedTwiceError):
        Plugs((*CAPABILITIES, _again(plug, **{part: ...})))


def test_two_pages_at_one_address_refuse_to_start(tmp_path: Path) -> None:
    plug = next(each for each in CAPABILITIES if each.routes is not None)
    settings = Settings(_env_file=None, data_dir=tmp_path)

    with pytest.raises(PluggedTwiceError, match="GET /"):
        create_app(settings, plugs=Plugs((*CAPABILITIES, _again(plug, routes=...))))


def test_two_capabilities_of_one_name_refuse_to_start() -> None:
    with pytest.raises(PluggedTwiceError, match="people"):
        Plugs((*CAPABILITIES, Plug(name="people")))


def test_two_buttons_of_one_verb_in_a_capability_refuse_to_start() -> None:
    (data, button) = next(iter(PLUGS.buttons.items()))
    buttons = Buttons()
    buttons.does(data)(button)

    with pytest.raises(ValueError, match=data.verb):
        buttons.does(data)(button)
