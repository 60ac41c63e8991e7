"""Who reads the database without the key tries to tell who wrote what is anonymous.

A week is played by several people who do the same but for what one of them says anonymously. What
the reader finds about each (rows, end states, counts, moments) must be the same, whoever it was.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from storage.database import database_url as address_of
from storage.database import open_engine
from tests.week.moments import FRIDAY, MONDAY, MONDAY_REMINDER
from tests.world import AWA, CLAIRE, NADIA, Somebody, World

SECRET = "Le chef de service relit tout deux fois"
LEO = replace(AWA, name="Léo Petit", aad="00000000-0000-4000-8000-000000000004")
CANDIDATES = (CLAIRE, NADIA, AWA)
STAFF = (*CANDIDATES, LEO)
"""Claire leads quality; Léo answers by name; one of the others writes anonymously."""

_TIES = ("person_id", "actor_id", "author_id", "owner_id", "created_by_id", "read_by_id")


async def _weeks(ml: World, author: Somebody) -> None:
    """Play a Friday, its reminder, the flash, and what the lead does about what was said."""
    ml.teams.members = [each.member for each in STAFF]
    await ml.install_in_team()
    for each in STAFF:
        await ml.say(each, "aide")
        ml.clock.advance(seconds=1)
    ml.clock.now = datetime.fromisoformat(FRIDAY)
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    cards = {each: ml.to(each)[-1] for each in STAFF}
    for each in CANDIDATES:
        await ml.press(each, cards[each], "Dans 2 heures")
        ml.clock.advance(seconds=61)
    for each in (author, LEO):
        ml.clock.advance(seconds=61)
        signature = "unsigned" if each is LEO else "anonymous"
        said = "Le scanner avale les feuilles" if each is LEO else SECRET
        await ml.press(each, cards[each], "Envoyer", irritant=said, signature=signature)
    form = {"form": "anonymous-form", "kind": "suggestion", "text": f"{SECRET}, encore"}
    ml.clock.advance(seconds=61)
    await ml.execute(author, "form.send", form | {"anonymous": "true"})
    ml.clock.advance(hours=2, seconds=5)
    await ml.until_calm()
    ml.clock.now = datetime.fromisoformat(MONDAY_REMINDER)
    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)
    await ml.run(MONDAY_FLASH, MONDAY)
    ml.clock.now = datetime.fromisoformat(MONDAY)
    for contribution in _ids(ml):
        for to in ("under_review", "accepted"):
            ml.clock.advance(seconds=7)
            moved = {"contribution": contribution, "to": to, "answer": "On regarde cela."}
            await ml.execute(CLAIRE, "idea.move", moved)
    await ml.until_calm()


@pytest.mark.parametrize("author", CANDIDATES, ids=lambda who: who.name)
async def test_nothing_tells_the_author_from_the_other_candidates(
    ml: World, author: Somebody
) -> None:
    await _weeks(ml, author)

    tables = _read(ml)
    people = {row["aad_object_id"]: row["id"] for row in tables["person"]}
    traces = [_traces(tables, people[who.aad]) for who in CANDIDATES]
    _alike(traces[1], traces[2])
    _alike(*(_of_week(each) for each in traces[:2]))  # what only a lead has is left out
    news = [row for row in tables["outbox"] if row["subject"] == "news" and not row["person_id"]]
    moves = [row for row in tables["history"] if row["change"] == "moved"]
    unnamed = {row["id"] for row in tables["contribution"] if row["author_id"] is None}
    assert len(unnamed) == 2
    moved = [row for row in moves if row["contribution_id"] in unnamed]
    assert len(moved) >= len(unnamed)
    assert {row["actor_id"] for row in moved} == {people[CLAIRE.aad]}
    assert sorted(row["subject_id"] for row in news) == sorted(row["id"] for row in moved)
    ends = {(row["state"], row["reason"], row["activity_id"], row["shown"]) for row in news}
    assert ends == {("sent", "", "", 1)}


@pytest.mark.parametrize("author", [NADIA, CLAIRE], ids=lambda who: who.name)
async def test_no_row_of_anybody_s_has_the_moment_of_what_is_anonymous(
    ml: World, author: Somebody
) -> None:
    await _weeks(ml, author)

    tables = _read(ml)
    unnamed = [row for row in tables["contribution"] if row["author_id"] is None]
    said = {row["created_at"] for row in unnamed}
    tied = [
        (name, column)
        for name, rows in tables.items()
        for row in rows
        for column, value in row.items()
        if isinstance(value, datetime) and value in said and _names_somebody(name, row)
    ]
    assert tied == []
    assert unnamed


def _names_somebody(table: str, row: dict[str, Any]) -> bool:
    chat = str(row.get("conversation_id") or "").startswith("a:")
    return table != "contribution" and (chat or any(row.get(tie) for tie in _TIES))


def _traces(tables: dict[str, list[dict[str, Any]]], person: int) -> Counter[Any]:
    """Return what is there of a person, without what differs for all: ids, keys and moments."""
    return Counter(
        (name, *_told(row))
        for name, rows in tables.items()
        for row in rows
        if person in (row.get(tie) for tie in _TIES)
    )


def _of_week(traces: Counter[Any]) -> Counter[Any]:
    week = ("prompt", "solicitation")
    asked = ("prompt", "reminder", "prompt_again")
    return Counter(
        {
            told: count
            for told, count in traces.items()
            if told[0] in week or (told[0] == "outbox" and dict(told[1:])["subject"] in asked)
        }
    )


def _alike(one: Counter[Any], other: Counter[Any]) -> None:
    assert one - other == Counter()
    assert other - one == Counter()


_THEIRS = frozenset({"id", "seq", "key", "person_id", "subject_id", "conversation_id"})


def _told(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        (name, bool(value) if name == "activity_id" else str(value))
        for name, value in sorted(row.items())
        if name not in _THEIRS and not isinstance(value, datetime)
    )


def _ids(ml: World) -> list[int]:
    return [row["id"] for row in _read(ml)["contribution"]]


def _read(ml: World) -> dict[str, list[dict[str, Any]]]:
    """Return all that every table holds."""
    engine = open_engine(address_of(ml.settings.database_url), writes=False, connections=1)
    with engine.connect() as connection:
        told = {
            name: [dict(row) for row in connection.execute(sa.select(each)).mappings()]
            for name, each in SQLModel.metadata.tables.items()
        }
    engine.dispose()
    return told
