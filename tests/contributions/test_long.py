"""Texts longer than what is kept: what is cut is said, and what is kept comes in again."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest

from bot.exchange.pages import write_file
from bot.exchange.usecases import exporting, importing
from bot.exchange.usecases.importing import Outcome
from bot.usecases.tenants import everything_of
from bot.usecases.understand import load_classifier
from cards.contributions import texts as contribution_texts
from domain.confidentiality import Screen
from domain.contributions.contribution import CUT, MOST_KEPT
from domain.exchange import Form
from tests.world import AWA, NADIA, TENANT, World, words_of, world

LONG = "Irritant : " + "le badge ne marche plus et il fait froid " * 600
WHOLE = LONG[: MOST_KEPT - 10]


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url) as running:
        await running.install_in_team()
        yield running


def _said(ml: World) -> list[str]:
    return [str(each.activity.get("text", "")) for each in ml.teams.sent]


def _html(text: str) -> dict[str, Any]:
    return {"attachments": [{"contentType": "text/html", "content": f"<p>{text}</p>"}]}


@pytest.mark.parametrize("more", [{}, _html(LONG)])
async def test_the_author_of_a_message_that_is_cut_is_told_under_it(
    ml: World, more: dict[str, Any]
) -> None:
    said = await ml.post(NADIA, LONG, **more)

    (kept,) = await ml.made_by(said)
    assert kept.text.endswith(CUT)
    assert MOST_KEPT - 20 < len(kept.text) <= MOST_KEPT
    assert _said(ml).count(contribution_texts.CUT) == 1
    assert ml.teams.sent[-1].conversation_id == said["conversation"]["id"]


async def test_so_is_who_comments_or_edits_or_writes_in_the_chat(ml: World) -> None:
    said = await ml.post(NADIA, "Irritant : le badge ne marche plus")
    await ml.reply(AWA, said, LONG)
    assert _said(ml).count(contribution_texts.CUT) == 1
    await ml.edit(said, LONG)
    assert _said(ml).count(contribution_texts.CUT) == 2
    await ml.say(AWA, LONG)
    assert _said(ml).count(contribution_texts.CUT) == 3


async def test_what_is_kept_whole_or_not_at_all_is_no_matter(ml: World) -> None:
    (kept,) = await ml.made_by(await ml.post(NADIA, WHOLE))
    await ml.post(NADIA, "bla " * 8_000, channel="19:cafeteria@thread.tacv2")

    assert not kept.text.endswith(CUT)
    assert contribution_texts.CUT not in _said(ml)


async def test_a_form_that_takes_over_the_beginning_of_a_message_says_so(ml: World) -> None:
    payload = {"body": {"contentType": "html", "content": f"<p>{LONG}</p>"}}
    base = ml.chat_activity(NADIA) | {"type": "invoke", "name": "composeExtension/fetchTask"}

    _, body = await ml.deliver(base | {"value": {"messagePayload": payload}})

    card = body["task"]["value"]["card"]["content"]
    assert contribution_texts.CUT_IN_FORM in words_of(card)
    assert "le badge ne marche plus" in words_of(card)


async def test_what_is_kept_is_exported_and_imported_again(ml: World) -> None:
    await ml.post(NADIA, LONG)
    organisation = await ml.store.read(lambda unit: unit.organisations.find(TENANT))
    assert organisation is not None
    who = everything_of(organisation, ml.clock(), ml.settings.zone)
    file = BytesIO()
    await write_file(ml.store, who, exporting.EVERYTHING, Form.CSV, file)

    read = importing.read_file(
        file.getvalue(), ml.clock(), ml.settings.zone, load_classifier(), Screen()
    )

    assert [each.outcome for each in read.verdicts] == [Outcome.NEW]
    kept = {each.said.text for each in read.verdicts if each.said}
    assert any(text.endswith(CUT) for text in kept)
