"""The promises that no linter checks."""

import ast
import json
import re
from collections import Counter
from pathlib import Path

from bot.app import PLUGS
from cards import texts
from cards.actions import texts as action_texts
from cards.contributions import texts as contribution_texts
from cards.ideas import texts as idea_texts
from cards.people import texts as people_texts
from cards.sends import texts as sends_texts
from cards.week import texts as week_texts
from domain.actions.action import ActionChange, ActionState, Effect, TrialDecision
from domain.actions.views import PlanFilter
from domain.contributions.contribution import Change, Status
from domain.errors import Reason
from domain.ideas.library import Outcome
from domain.kinds import NOTABLE, Kind
from domain.names import fold
from domain.people import Role
from domain.rhythm import Rhythm, check_rhythm
from domain.sending import SendState
from domain.week.flash import Section

ROOT = Path(__file__).parents[1]

MODULES_SIDE_BY_SIDE = 24
"""More of them in one folder are a heap, in which nobody finds the room of a line."""

LINES = 400
"""A longer file has several subjects."""


def _modules() -> list[Path]:
    """Return our Python files; lists of words and migrations are let be."""
    tops = ("bot", "cards", "deploy", "domain", "manifest", "storage", "tests")
    found = [file for top in tops for file in (ROOT / top).rglob("*.py")]
    return [each for each in found if each.stem != "lexicon" and each.parent.name != "versions"]


def _over(measured: dict[str, int], bound: int) -> dict[str, int]:
    return {name: size for name, size in measured.items() if size > bound}


def test_no_folder_is_a_heap() -> None:
    folders = Counter(file.parent.relative_to(ROOT).as_posix() for file in _modules())

    assert len(folders) > 20
    assert _over(folders, MODULES_SIDE_BY_SIDE) == {}


def test_no_file_is_long() -> None:
    lines = {
        file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines())
        for file in _modules()
    }

    assert len(lines) > 300
    assert _over(lines, LINES) == {}


def test_every_verb_has_a_stable_name() -> None:
    assert len(PLUGS.buttons.verbs) > 100
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", verb) for verb in PLUGS.buttons.verbs)


def test_every_code_name_has_a_french_face() -> None:
    assert set(texts.REASON) == set(Reason)
    assert set(texts.STATUS) == set(texts.STATUS_ICON) == set(Status)
    assert set(idea_texts.CHANGE) == set(Change)
    assert set(contribution_texts.OUTCOME) == set(Outcome)
    assert set(people_texts.ROLES) == set(Role)
    assert set(texts.KIND) == set(Kind)
    assert set(contribution_texts.SUPPORT) == set(texts.ICON) == set(NOTABLE)
    assert set(texts.ENGAGEMENTS) == set(range(1, 10))
    assert set(sends_texts.SEND_STATE) == set(sends_texts.SEND_COUNTED) == set(SendState)
    assert set(action_texts.STATE) == set(action_texts.STATE_ICON) == set(ActionState)
    assert set(action_texts.CHANGE) == set(ActionChange)
    assert set(action_texts.EFFECT) == set(action_texts.EFFECT_HINT) == set(Effect)
    assert set(action_texts.DECISION) == set(action_texts.DECIDED) == set(TrialDecision)
    assert set(action_texts.FILTER) == set(PlanFilter)
    assert set(week_texts.FLASH_SECTION) == set(Section)
    assert set(week_texts.QUESTIONS) == set(texts.KIND_COUNTED) == set(NOTABLE)


def test_the_jobs_are_those_of_the_contract_each_once() -> None:
    assert [each.job.name for each in PLUGS.rituals] == [
        "friday-prompt",
        "friday-reminder",
        "monday-flash",
        "idea-nudge",
        "monthly-purge",
        "action-reminder",
        "board-report",
    ], "in the order in which they are done when they are due at one moment"
    assert len({each.title for each in PLUGS.rituals}) == len(PLUGS.rituals)
    assert all(check_rhythm(Rhythm(nudge=Rhythm().of(each.job))) for each in PLUGS.rituals)


def test_french_typography_has_its_spaces() -> None:
    files = sorted((ROOT / "cards").rglob("*texts.py"))
    assert len(files) >= 15
    source = "\n".join(file.read_text("utf-8") for file in files)
    source = re.sub(r'"""(?s:.*?)"""', "", source)  # docstrings are for developers
    sentences = [line for line in re.findall(r'"([^"\n]*)"', source) if " " in line]

    wrong = [line for line in sentences if re.search(r" [;!?:](\s|$)|« | »", line)]
    assert wrong == []


def test_the_manifest_offers_only_words_that_the_bot_knows() -> None:
    manifest = json.loads((ROOT / "manifest" / "manifest.json").read_text("utf-8"))
    (bot,) = manifest["bots"]
    offered = {
        command["title"] for commands in bot["commandLists"] for command in commands["commands"]
    }

    assert {fold(word) for word in offered} <= set(PLUGS.words)


def test_the_words_of_help_are_known() -> None:
    said = [
        word
        for word, _ in (*people_texts.HELP, *people_texts.HELP_LEAD)
        if not word.startswith(("fiche", "où"))
    ]

    assert {fold(word) for word in said} <= set(PLUGS.words)


def test_what_stands_against_a_threat_is_shown_by_a_test_that_exists() -> None:
    model = (ROOT / "docs" / "modele-de-menaces.md").read_text("utf-8")
    rows = [line for line in model.splitlines() if line.startswith("|") and "`tests/" in line]
    named = re.findall(r"`(tests/[\w/]+\.py)`", model)

    assert len(rows) >= 15
    assert [path for path in named if not (ROOT / path).is_file()] == []
    attacks = {f"tests/attack/{file.name}" for file in (ROOT / "tests/attack").glob("test_*.py")}
    assert attacks <= set(named), "each attack stands against a threat"


def test_who_shows_something_gets_a_view_of_it_and_never_the_contribution() -> None:
    edges = [
        *(ROOT / "cards").rglob("*.py"),
        *(file for name in EDGES for file in (ROOT / "bot").glob(f"*/{name}.py")),
    ]
    assert len(edges) > 100

    knowing = [
        file.relative_to(ROOT).as_posix()
        for file in edges
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and "Contribution" in {each.name for each in node.names}
    ]
    assert knowing == []


EDGES = ("buttons", "words", "messages", "pages", "extension", "masks", "ears", "poster")
"""The modules of a capability that hand something to people."""
