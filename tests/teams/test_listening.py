"""« J’écoute bien ce canal »: what quality leads see, by what really came through the wire."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from domain.listening import Ear
from tests.cards.oracle import problems
from tests.world import (
    CHANNEL,
    CLAIRE,
    NADIA,
    OTHER_CHANNEL,
    World,
    card_of,
    words_of,
    world,
)


@pytest.fixture
async def ml(database_url):
    async with world(database_url) as made:
        await made.install_in_team()
        yield made


async def told(ml: World, word: str) -> str:
    card = card_of(await ml.say(CLAIRE, word))
    assert problems(card) == []
    return words_of(card).replace("\u00a0", " ")


async def ear(ml: World) -> Ear:
    ears = await ml.store.read(lambda unit: unit.teams.ears(10))
    return next(each for _, each in ears if "continue" in each.channel)


@pytest.mark.parametrize("word", ["réglages", "diffusion"])
async def test_a_channel_that_is_heard_is_said_with_the_day(ml: World, word: str) -> None:
    await ml.post(NADIA, "Bonne semaine à toutes et à tous")  # chatter is heard, too

    assert "J’écoute bien « #Amélioration continue » : dernier message reçu aujourd’hui." in (
        await told(ml, word)
    )
    ml.clock.advance(days=1)
    assert "dernier message reçu hier." in await told(ml, word)
    ml.clock.advance(days=3)
    assert "dernier message reçu le mardi 24 novembre." in await told(ml, word)


@pytest.mark.parametrize("word", ["réglages", "diffusion"])
async def test_a_bot_that_only_mentions_reach_says_what_is_missing(ml: World, word: str) -> None:
    assert "encore reçu aucun message" in await told(ml, word)
    await ml.post(NADIA, "Irritant : le badge", mention=True)

    said = await told(ml, word)

    assert "que les messages qui me mentionnent, le dernier aujourd’hui." in said
    assert "ChannelMessage.Read.Group" in said


@pytest.mark.parametrize("text", ["aide", "où en est l’idée 42 ?"])
async def test_what_is_only_answered_counts_as_a_mention(ml: World, text: str) -> None:
    await ml.post(NADIA, text, mention=True)

    assert (await ear(ml)).mentioned_on == ml.clock().date()
    assert (await ear(ml)).heard_on is None


async def test_silence_for_two_weeks_is_said(ml: World) -> None:
    await ml.post(NADIA, "Irritant : le badge")
    ml.clock.advance(days=14)

    said = await told(ml, "réglages")

    assert "Je n’ai reçu aucun message de « #Amélioration continue » depuis le mardi 24" in said
    assert "ChannelMessage.Read.Group" in said


async def test_no_channel_of_that_name_is_said(ml: World) -> None:
    await ml.team_event("channelDeleted", {"id": CHANNEL, "name": "#Amélioration continue"})

    assert "Je ne trouve aucun canal nommé « amélioration-continue »" in (
        await told(ml, "réglages")
    )


async def test_other_channels_leave_no_trace(ml: World) -> None:
    await ml.post(NADIA, "Bonjour", channel=OTHER_CHANNEL)
    await ml.post(NADIA, "Bonjour", channel=OTHER_CHANNEL, mention=True)

    ears = await ml.store.read(lambda unit: unit.teams.ears(10))
    assert [each.channel for _, each in ears if each.last_on] == []


async def test_the_day_is_written_once(ml: World) -> None:
    written: list[str] = []

    def listen(*said: Any) -> None:
        written.append(said[2])

    sa.event.listen(Engine, "before_cursor_execute", listen)
    try:
        for text in ("Irritant : le badge", "Irritant : la porte", "Merci !"):
            await ml.post(NADIA, text)
    finally:
        sa.event.remove(Engine, "before_cursor_execute", listen)

    assert sum(each.startswith("UPDATE channel") for each in written) == 1
