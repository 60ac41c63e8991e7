"""The personal chat: greeting, help, who works where."""

import pytest

from tests.cards.oracle import problems
from tests.world import CLAIRE, NADIA, World, card_of, words_of


async def test_opening_the_chat_is_greeted_once_and_again_when_installed_again(ml: World) -> None:
    opening = ml.chat_activity(NADIA)
    installed = opening | {"type": "installationUpdate", "action": "add"}
    await ml.deliver(installed)
    await ml.deliver(opening | {"type": "conversationUpdate", "membersAdded": [NADIA.account]})
    assert len(ml.cards) == 1
    assert problems(ml.cards[0]) == []
    assert "Nouvelle fiche" in words_of(ml.cards[0])

    ml.clock.advance(minutes=5)
    await ml.deliver(installed | {"id": ml.new_id()})
    assert len(ml.cards) == 2


@pytest.mark.parametrize("word", ["aide", "Aide", "AIDE !", "bonjour", "help"])
async def test_help_is_shown(ml: World, word: str) -> None:
    card = card_of(await ml.say(NADIA, word))

    assert problems(card) == []
    assert "mes contributions" in words_of(card)
    assert "antennes" not in words_of(card)


async def test_a_quality_lead_sees_the_words_of_the_lead(ml: World) -> None:
    assert "antennes" in words_of(card_of(await ml.say(CLAIRE, "aide")))


async def test_the_site_is_asked_once_from_the_organisations_list(ml: World) -> None:
    admin = card_of(await ml.say(CLAIRE, "antennes"))
    assert problems(admin) == []
    saved = await ml.press(CLAIRE, admin, "Enregistrer", names="Haguenau\nWissembourg\n\nHaguenau")
    assert "enregistré" in words_of(saved["value"])

    await ml.say(NADIA, "aide")
    question = ml.cards[-1]
    assert "Sur quelle antenne" in words_of(question)
    assert problems(question) == []
    sites = {choice["title"]: choice["value"] for choice in question["body"][0]["choices"]}
    assert list(sites) == ["Haguenau", "Wissembourg", "Siège", "Plusieurs antennes"]
    said = await ml.press(NADIA, question, "Enregistrer", site=sites["Wissembourg"])
    assert "Wissembourg" in words_of(said["value"])

    await ml.say(NADIA, "aide")
    assert "Sur quelle antenne" not in words_of(ml.cards[-1])
    await ml.post(NADIA, "Irritant : le badge")
    assert "Nadia Benali · Wissembourg" in words_of(ml.cards[-1])


async def test_only_the_quality_lead_keeps_the_list_of_sites(ml: World) -> None:
    assert "réservée" in (await ml.say(NADIA, "antennes"))["text"]
    for verb, data in (("sites.save", {"names": "x"}), ("sites.place", {"person": "1"})):
        _, body = await ml.execute(NADIA, verb, data)
        assert "réservée" in body["value"]


async def test_the_quality_lead_says_where_a_colleague_works(ml: World) -> None:
    await ml.post(NADIA, "Irritant : le badge")
    admin = card_of(await ml.say(CLAIRE, "antennes"))
    await ml.press(CLAIRE, admin, "Enregistrer", names="Haguenau")
    await ml.say(CLAIRE, "aide")  # after which she is asked where she works herself
    admin = card_of(await ml.say(CLAIRE, "antennes"))
    person = next(
        choice["value"]
        for field in admin["body"]
        if field.get("id") == "person"
        for choice in field["choices"]
        if "Nadia" in choice["title"]
    )
    site = next(
        choice["value"]
        for field in admin["body"]
        if field.get("id") == "site"
        for choice in field["choices"]
        if choice["title"] == "Haguenau"
    )

    _, body = await ml.execute(CLAIRE, "sites.place", {"person": person, "site": site})

    assert "Nadia Benali · Haguenau" in words_of(body["value"])
