"""What the pages for staff and authorities say is kept, beside what the tables hold."""

import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.jobs.courier import REMEMBER_INBOUND, REMEMBER_LINKS
from cards.survey.page_texts import TEXTS
from domain.rights.retention import QUESTIONS, READ_WORDS, SENDS, UNREAD_WORDS, Retention
from domain.survey.weather import Language

DOCS = Path(__file__).parents[2] / "docs"
NOTICE, RECORD, THREATS = (
    " ".join((DOCS / f"{name}.md").read_text("utf-8").split())
    for name in ("information-du-personnel", "registre-des-traitements", "modele-de-menaces")
)
TECHNICAL = {"id", "organisation_id"}
NOTHING = "—"


def _annex() -> dict[str, list[str]]:
    """Return the lines of the record's annex by table: what, columns, how long, in the notice."""
    lines = (DOCS / "registre-des-traitements.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {each[0].strip("`"): each[1:] for each in cells if re.fullmatch("`[a-z_]+`", each[0])}


def test_every_table_and_column_is_in_the_record_with_a_reason_and_an_end() -> None:
    annex = _annex()
    kept = {
        table.name: {column.name for column in table.columns} - TECHNICAL
        for table in SQLModel.metadata.tables.values()
    }
    said = {name: set(re.findall("`([a-z_]+)`", cells[1])) for name, cells in annex.items()}

    assert {name: said.get(name) for name in kept} == kept
    for name in kept:
        what, _, until, _ = annex[name]
        assert what, name
        assert until, name


def test_the_notice_tells_of_every_table_that_points_to_a_person() -> None:
    pointing = {
        table.name
        for table in SQLModel.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "person"
    }
    annex = _annex()
    for name in {*pointing, "person", "survey_answer", "wish"} & annex.keys():
        assert annex[name][3] != NOTHING, name
        assert annex[name][3] in NOTICE, annex[name][3]
    for _, _, _, phrase in annex.values():
        assert phrase == NOTHING or phrase in NOTICE, phrase


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("person", f"{Retention().leavers} mois"),
        ("contribution", f"noms {Retention().names} mois"),
        ("contribution", f"textes retirés {Retention().withdrawn} mois"),
        ("question", f"mots\u202f: {QUESTIONS} mois"),
        ("outbox", f"{SENDS} mois"),
        ("prompt", f"{SENDS} mois"),
        ("survey_answer", f"mots {READ_WORDS} mois après la réponse s’ils ont été lus"),
        ("survey_answer", f"{UNREAD_WORDS} mois sinon"),
        ("inbound_activity", f"{REMEMBER_INBOUND.days} jours"),
        ("spent_link", f"{REMEMBER_LINKS.days} jours"),
    ],
)
def test_how_long_is_what_the_rules_say(table: str, told: str) -> None:
    assert told in _annex()[table][2]


def test_the_pages_tell_of_the_survey_what_its_own_page_does() -> None:
    known = TEXTS[Language.FRENCH].kept
    words = {"day": "jour", "site_id": "antenne", "language": "langue", "face": "visage"}
    words["words"] = "mots"
    assert words.keys() == known.keys()
    for page in (NOTICE, RECORD, THREATS):
        about = page[page.index("enquête") :]
        assert [word for word in words.values() if word not in about] == []
        assert "jour seul" not in page
