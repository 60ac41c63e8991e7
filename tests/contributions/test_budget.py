"""What a captured message asks of the database: its statements and its transactions."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.app import Timers
from tests.world import NADIA, World, world

HEARD = ["contribution"]
KEPT = ["number_series", "contribution", "history", "outbox"]
SEALED = ["contribution", "journal_head", "journal", "journal_key", "row_state", "journal_head"]
ASKED = ["question", "question", "outbox"]
SENT = ["outbox", "pace", "journal_head", "journal", "journal_key", "journal_head"]
"""Statements in their order, each by the first table that it names."""


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    """Give a bot that does nothing by itself, and has kept something today."""
    never = Timers(courier=3600, rituals=3600, clock=3600)
    async with world(database_url, never) as made:
        await made.install_in_team()
        await made.post(NADIA, "Astuce : les dossiers se rangent par date")
        await made.until_calm()
        yield made


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Astuce : j’envoie la liste des pièces par SMS", [*KEPT, *SEALED]),
        ("Suggestion : ouvrir le samedi matin", [*KEPT, *SEALED]),
        ("Irritant : I-Milo rame encore", [*KEPT, *SEALED]),
        ("Il y a un nouveau tableau dans la salle", ASKED),
    ],
    ids=["good practice", "suggestion", "irritant", "unclear"],
)
async def test_a_message_is_kept_in_one_transaction_and_marked_as_sent_in_another(
    ml: World, text: str, kept: list[str]
) -> None:
    with transactions(ml) as done:
        await ml.post(NADIA, text)
        await ml.until_calm()

    assert done["writing"] == [[*HEARD, *kept], SENT]
    assert len(done["reading"]) <= text.startswith("Irritant")  # compared with what was said


@contextmanager
def transactions(ml: World) -> Iterator[dict[str, list[list[str]]]]:
    """Give the statements of each of the bot's transactions meanwhile."""
    done: dict[str, list[list[str]]] = {"writing": [], "reading": []}

    def begin(connection: Any) -> None:
        connection.info["named"] = []
        if connection.engine not in (ml.store._writing, ml.store._reading):  # the test's own
            kind = "writing" if connection.engine.pool.size() == 1 else "reading"
            done[kind].append(connection.info["named"])

    def hear(connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if named := re.search(r"(?:FROM|INTO|UPDATE) (?!alembic)(\w+)", statement):
            connection.info["named"].append(named[1])

    sa.event.listen(Engine, "begin", begin)
    sa.event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield done
    finally:
        sa.event.remove(Engine, "begin", begin)
        sa.event.remove(Engine, "before_cursor_execute", hear)
