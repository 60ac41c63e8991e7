"""An irritant arrives: what was said before is proposed to its author, whose word is kept."""

from typing import Any

from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, World, find_button, walk, words_of

SLOW = "Irritant : I-Milo rame encore ce matin, 40 secondes par fiche"
SLOW_TOO = "Irritant : I-Milo rame, impossible de saisir une fiche avant l’entretien"
BADGE = "Irritant : le badge de la porte d’entrée ne marche pas"


def _asks(card: dict[str, Any]) -> bool:
    titles = [each.get("title") for each in walk(card)]
    return "Oui, le même" in titles


async def test_what_was_said_before_is_asked_about_in_the_thread_at_once(ml: World) -> None:
    await ml.post(NADIA, SLOW)
    await ml.post(AWA, BADGE)
    assert not any(_asks(card) for card in ml.cards)

    await ml.post(AWA, SLOW_TOO)

    card = ml.cards[-1]
    assert problems(card) == []
    assert "Déjà dit" in words_of(card)
    assert "le même problème\u202f?" in words_of(card)
    assert "40 secondes par fiche" in words_of(card)
    assert find_button(card, "Oui, le même")
    assert find_button(card, "Non, autre chose")


async def test_its_author_says_that_it_is_the_same_and_a_theme_is_there(ml: World) -> None:
    await ml.post(NADIA, SLOW)
    (irritant,) = await ml.made_by(await ml.post(AWA, SLOW_TOO))
    card = ml.cards[-1]

    no = await ml.press(NADIA, card, "Oui, le même", chat=False)
    assert "auteur" in no["value"]
    shown = (await ml.press(AWA, card, "Oui, le même", chat=False))["value"]
    again = (await ml.press(AWA, card, "Oui, le même", chat=False))["value"]

    assert problems(shown) == []
    assert "Sujet : I-Milo rame" in words_of(shown)
    assert words_of(again) == words_of(shown)
    await ml.settle(2)  # both cards of the threads name the theme
    assert all(
        "Sujet :" in words_of(each.activity["attachments"][0]["content"])
        for each in ml.teams.updated
    )
    theme = await ml.store.read(
        lambda unit: unit.themes.of(irritant.organisation_id, [irritant.id])[irritant.id]
    )
    assert theme.name == "I-Milo rame encore ce matin, 40 secondes par fiche"


async def test_what_is_refused_is_never_proposed_again(ml: World) -> None:
    await ml.post(NADIA, SLOW)
    (irritant,) = await ml.made_by(await ml.post(AWA, SLOW_TOO))

    shown = (await ml.press(AWA, ml.cards[-1], "Non, autre chose", chat=False))["value"]

    assert not _asks(shown)
    pairs = await ml.say(CLAIRE, "à regrouper")
    assert "Tout est regroupé" in words_of(pairs["attachments"][0]["content"])
    assert await ml.store.read(lambda unit: unit.themes.refused(1, irritant.id))
