"""The main job in Microsoft's own local Teams client, through the real bot and a browser."""

import pytest

from tests.acceptance.playground import CHANNEL, TeamsPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_the_bot_answers_in_the_personal_chat(playground: TeamsPage):
    await playground.open("Personal Chat")

    assert await playground.send("aide") == 200
    assert await playground.bot_texts()


async def test_a_post_of_the_channel_gets_a_card_in_its_thread(playground: TeamsPage):
    await playground.open(CHANNEL)

    status = await playground.send(
        "Irritant : l'imprimante du deuxième étage est encore en panne.", mention=True
    )

    assert status in {200, 202}
    assert "l'imprimante du deuxième étage" in await playground.wait_for("Irritant")
    posted = playground.wire.bot_messages[-1]
    assert posted.conversation == playground.wire.last_sent
    assert posted.card
