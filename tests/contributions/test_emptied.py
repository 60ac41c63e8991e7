"""A message that is edited until no word is left in it: a picture alone says nothing to keep."""

from typing import Any

from domain.contributions.contribution import Status
from storage.contributions.comments import Comments
from tests.world import AWA, NADIA, World, card_of, words_of

PICTURE = [
    {"contentType": "image/png", "name": "copie.png", "contentUrl": "https://x.example/copie.png"},
    {"contentType": "text/html", "content": '<p><img src="https://x.example/copie.png"></p>'},
]
IRRITANT = "Irritant : le badge ne marche plus"


async def _only_a_picture(ml: World, message: dict[str, Any]) -> None:
    ml.clock.advance(seconds=1)
    await ml._again(message, "messageUpdate", "editMessage", text="", attachments=PICTURE)


async def test_what_was_said_goes_with_its_words_and_comes_back_with_them(ml: World) -> None:
    await ml.install_in_team()
    said = await ml.post(NADIA, IRRITANT)
    await _only_a_picture(ml, said)

    (kept,) = await ml.made_by(said)
    assert kept.status is Status.WITHDRAWN
    await ml.settle(updates=1)
    assert "Retirée" in words_of(ml.teams.updated[-1].activity["attachments"][0]["content"])
    await ml.edit(said, "Irritant : le badge du hall ne marche plus")
    (kept,) = await ml.made_by(said)
    assert (kept.status, kept.text) == (Status.RECEIVED, "le badge du hall ne marche plus")


async def test_a_comment_goes_with_its_words_and_comes_back_with_them(ml: World) -> None:
    await ml.install_in_team()
    said = await ml.post(NADIA, IRRITANT)
    reply = await ml.reply(AWA, said, "Chez nous aussi")
    (kept,) = await ml.made_by(said)

    async def shown() -> list[str]:
        return await ml.store.read(lambda unit: [row.text for row in unit.of(Comments).of(kept)])

    await _only_a_picture(ml, reply)
    assert await shown() == []
    await ml.edit(reply, "Chez nous aussi, au premier")
    assert await shown() == ["Chez nous aussi, au premier"]


async def test_a_question_about_words_that_are_gone_is_asked_no_more(ml: World) -> None:
    await ml.install_in_team()
    forwarded = '<blockquote itemtype="http://schema.skype.com/Forward">le fax</blockquote>'
    content = [{"contentType": "text/html", "content": f"{forwarded}<p>je relaie</p>"}]
    said = await ml.post(NADIA, "x", attachments=content)
    assert "Je le note" in words_of(card_of(ml.teams.sent[-1].activity))
    await _only_a_picture(ml, said)
    await ml.settle(updates=1)

    assert await ml.made_by(said) == []
    assert "Je le note" not in words_of(ml.teams.updated[-1].activity["attachments"][0]["content"])


async def test_a_picture_that_never_had_words_is_nothing(ml: World) -> None:
    await ml.install_in_team()
    said = await ml.post(NADIA, "", attachments=PICTURE)
    await _only_a_picture(ml, said)
    await ml.delete(said)
    await ml.restore(said)

    assert await ml.made_by(said) == []
