"""A capability is a folder and a line: one that no file of the bot knows, through the wire."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import PLUGS
from bot.capabilities import CAPABILITIES
from bot.plug import Plugs
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.unit_of_work import UnitOfWork
from tests.plugs.tea import cards
from tests.plugs.tea.plug import PLUG, THURSDAY_TEA
from tests.plugs.tea.tables import GUEST
from tests.world import AWA, CLAIRE, NADIA, World, card_of, walk, words_of, world

THURSDAY = "2026-11-26T16:00+01:00"


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    """Give a Mission Locale whose bot has one capability more, by the list that it is given."""
    engine = open_engine(address_of(database_url), writes=True, connections=1)
    with engine.begin() as connection:
        GUEST.create(connection)
    engine.dispose()
    async with world(database_url, plugs=Plugs((*CAPABILITIES, PLUG))) as running:
        await running.install_in_team()
        yield running


def _guests(unit: UnitOfWork) -> list[int]:
    return list(unit.people._connection.scalars(sa.select(GUEST.c.person_id)))


async def _my_data(ml: World) -> dict[str, Any]:
    card = card_of(await ml.say(NADIA, "mes données"))
    *_, link = [each["url"] for each in walk(card) if each.get("type") == "Action.OpenUrl"]
    path = link.removeprefix(ml.settings.pages_url)
    async with ml.http.post(f"{ml.url}{path}") as response:
        told: dict[str, Any] = await response.json()
    return told


async def test_everybody_is_asked_once_and_who_comes_is_kept_told_and_erased(ml: World) -> None:
    await ml.run(THURSDAY_TEA, THURSDAY)
    await ml.run(THURSDAY_TEA, THURSDAY)

    (card,) = ml.to(NADIA)
    assert words_of(card) == f"{cards.ASK}\n{cards.COME}"
    assert [len(ml.to(each)) for each in (CLAIRE, AWA)] == [1, 1]

    pressed = await ml.press(NADIA, card, cards.COME)
    again = await ml.press(NADIA, card, cards.COME)
    assert pressed["value"] == again["value"] == cards.COUNTED.format(count=1)
    asked = await ml.say(AWA, "Le thé ?")
    assert asked["text"] == cards.COUNTED.format(count=1)

    told = await _my_data(ml)
    assert [line["semaine"] for line in told["Thés"]] == ["2026-W48"]

    card = card_of(await ml.say(NADIA, "effacer mon nom"))
    await ml.press(NADIA, card, "Effacer mon nom")
    assert await ml.store.read(_guests) == []


async def test_it_stands_in_the_lists_by_its_french_name(ml: World) -> None:
    await ml.run(THURSDAY_TEA, THURSDAY)

    sends = card_of(await ml.say(CLAIRE, "diffusion"))
    settings = card_of(await ml.say(CLAIRE, "réglages"))

    assert cards.JOB in words_of(sends)
    assert cards.JOB in words_of(settings)


async def test_without_its_line_nothing_of_it_is_there(database_url: str) -> None:
    async with world(database_url) as running:
        card = json.dumps(await running.say(NADIA, "le thé"))

    assert cards.COUNTED.format(count=0) not in card
    assert PLUG.name not in {each.name for each in PLUGS.all}
