"""An irritant arrives: what was said before is proposed to its author, whose word is kept."""

from threading import Event
from typing import Any

import pytest

from domain.week.jobs import FRIDAY_PROMPT
from storage.themes.likeness import Likenesses
from storage.themes.repository import Themes
from storage.themes.similar import SimilarIrritants
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
        lambda unit: unit.of(Themes).of(irritant.organisation_id, [irritant.id])[irritant.id]
    )
    assert theme.name == "I-Milo rame encore ce matin, 40 secondes par fiche"


async def test_what_is_refused_is_never_proposed_again(ml: World) -> None:
    await ml.post(NADIA, SLOW)
    (irritant,) = await ml.made_by(await ml.post(AWA, SLOW_TOO))

    shown = (await ml.press(AWA, ml.cards[-1], "Non, autre chose", chat=False))["value"]

    assert not _asks(shown)
    pairs = await ml.say(CLAIRE, "à regrouper")
    assert "Tout est regroupé" in words_of(pairs["attachments"][0]["content"])
    assert await ml.store.read(lambda unit: unit.of(Likenesses).refused(1, irritant.id))


async def test_the_others_that_are_like_it_are_behind_a_button_and_one_press_away(
    ml: World,
) -> None:
    for text in (SLOW, SLOW_TOO, "Irritant : une fiche I-Milo rame depuis ce matin"):
        await ml.post(NADIA, text)
    await ml.post(AWA, "Irritant : I-Milo rame, chaque fiche est impossible à saisir ce matin")

    card = ml.cards[-1]
    hidden = next(each for each in walk(card) if str(each.get("id")).startswith("alike-"))
    assert hidden["isVisible"] is False
    second = (await ml.press(AWA, hidden, "Oui, le même", chat=False))["value"]

    assert "Sujet : " in words_of(second)
    assert not _asks(second)


async def test_a_search_that_fails_costs_nobody_their_irritant(
    ml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ml.post(NADIA, SLOW)

    def fails(*_: Any, **__: Any) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr(SimilarIrritants, "find", fails)
    made = await ml.made_by(await ml.post(AWA, SLOW_TOO))

    assert len(made) == 1
    assert "Reçue" in words_of(ml.cards[-1])
    assert not _asks(ml.cards[-1])


async def test_a_search_that_takes_long_is_shown_by_an_update(
    ml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ml.post(NADIA, SLOW)
    monkeypatch.setattr("bot.themes.comparing.WITHIN", 0.0)
    answered = Event()
    quick = SimilarIrritants.find

    def slow(*args: Any, **more: Any) -> Any:
        answered.wait()
        return quick(*args, **more)

    monkeypatch.setattr(SimilarIrritants, "find", slow)
    await ml.post(AWA, SLOW_TOO)
    assert not _asks(ml.cards[-1])

    answered.set()
    await ml.settle(1)

    assert _asks(ml.teams.updated[-1].activity["attachments"][0]["content"])


@pytest.mark.parametrize("door", ["form", "question", "kind", "extension", "friday"])
async def test_it_is_compared_by_whatever_door_it_comes(ml: World, door: str) -> None:
    await ml.post(NADIA, SLOW)
    text = SLOW_TOO.removeprefix("Irritant : ")
    await ml.say(AWA, "bonjour")
    card = await _through(ml, door, text)

    likes = await ml.store.read(lambda unit: unit.of(Likenesses).count_waiting(1))
    assert likes == 1
    if door in ("form", "question", "friday"):
        assert _asks(card)
        assert problems(card) == []


async def _through(ml: World, door: str, text: str) -> dict[str, Any]:
    """Have Awa say something, and return the last card that she sees."""
    form = {"form": "f" * 32, "kind": "irritant", "text": text}
    if door == "form":
        return dict((await ml.execute(AWA, "form.send", form))[1]["value"])
    if door == "question":
        await ml.say(AWA, text)
        shown: dict[str, Any] = (await ml.press(AWA, ml.to(AWA)[-1], "⚡"))["value"]
        return shown
    if door == "friday":
        await ml.run(FRIDAY_PROMPT, "2026-11-27T14:00+01:00")
        asked = ml.to(AWA)[-1]
        return dict((await ml.press(AWA, asked, "Envoyer", irritant=text))["value"])
    if door == "kind":
        (made,) = await ml.made_by(await ml.post(AWA, f"Suggestion : {text}"))
        await ml.press(AWA, ml.cards[-1], "Changer de nature", chat=False)
        kind = {"contribution": made.id, "kind": "irritant"}
        return dict((await ml.execute(AWA, "contribution.set_kind", kind))[1]["value"])
    value = {"commandId": "note", "data": {"verb": "form.send", **form}}
    base = ml.chat_activity(AWA) | {"type": "invoke", "name": "composeExtension/submitAction"}
    status, _ = await ml.deliver(base | {"value": value})
    assert status == 200
    return {}
