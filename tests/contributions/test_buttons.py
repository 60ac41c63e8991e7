"""What buttons do: in the thread, for whom, and on phones that only know Action.Submit."""

from typing import Any

import pytest

from storage.contributions.questions import Questions
from tests.cards.oracle import problems
from tests.rights.steps import unclear
from tests.world import (
    AWA,
    CLAIRE,
    NADIA,
    STRANGER,
    World,
    card_of,
    find_button,
    words_of,
)

IRRITANT = "Irritant : I-Milo rame encore ce matin"


async def _card(ml: World) -> dict[str, Any]:
    await ml.post(NADIA, IRRITANT)
    return ml.cards[-1]


async def test_moi_aussi_counts_once_per_person_and_is_taken_back(ml: World) -> None:
    card = await _card(ml)

    shown = (await ml.press(AWA, card, "Moi aussi", chat=False))["value"]
    assert find_button(shown, "Moi aussi · 1")
    shown = (await ml.press(CLAIRE, shown, "Moi aussi", chat=False))["value"]
    assert find_button(shown, "Moi aussi · 2")
    shown = (await ml.press(AWA, shown, "Moi aussi", chat=False))["value"]
    assert find_button(shown, "Moi aussi · 1")


async def test_a_vote_that_teams_sends_again_counts_once_and_is_answered_again(ml: World) -> None:
    card = await _card(ml)
    button = find_button(card, "Moi aussi")
    first, again = [
        await ml.execute(AWA, button["verb"], button["data"], chat=False, id="f:1")
        for _ in range(2)
    ]

    assert first == again
    assert find_button(again[1]["value"], "Moi aussi · 1")


async def test_others_see_votes_through_one_update_of_the_message(ml: World) -> None:
    card = await _card(ml)
    for who in (AWA, CLAIRE, NADIA):
        await ml.press(who, card, "Moi aussi", chat=False)
    await ml.settle(1)

    (update,) = ml.teams.updated
    assert update.id == ml.teams.sent[-1].id
    assert find_button(card_of(update.activity), "Moi aussi · 3")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (IRRITANT, "Moi aussi"),
        ("Astuce : appeler la veille", "Je l’adopte"),
        ("Suggestion : un QR code", "Je soutiens"),
    ],
)
async def test_each_kind_has_its_support_button(ml: World, text: str, title: str) -> None:
    await ml.post(NADIA, text)

    assert find_button(ml.cards[-1], title)


async def test_the_author_corrects_the_text_in_the_card(ml: World) -> None:
    card = await _card(ml)
    form = (await ml.press(NADIA, card, "Modifier", chat=False))["value"]
    assert problems(form) == []

    shown = (await ml.press(NADIA, form, "Enregistrer", chat=False, text="Autre texte"))["value"]

    assert "Autre texte" in words_of(shown)
    await ml.settle(1)
    assert "Autre texte" in words_of(card_of(ml.teams.updated[-1].activity))


async def test_an_empty_correction_is_refused_kindly_and_keeps_the_form(ml: World) -> None:
    card = await _card(ml)
    form = (await ml.press(NADIA, card, "Modifier", chat=False))["value"]

    shown = (await ml.press(NADIA, form, "Enregistrer", chat=False, text="  ", engagement="4"))[
        "value"
    ]

    assert "Écrivez une phrase" in words_of(shown)
    assert find_button(shown, "Enregistrer")
    assert problems(shown) == []


async def test_only_the_author_and_the_quality_lead_may_change_it(ml: World) -> None:
    card = await _card(ml)

    for title in ("Modifier", "Changer de nature", "Retirer"):
        refused = await ml.press(AWA, card, title, chat=False)
        assert refused["type"] == "application/vnd.microsoft.activity.message"
        assert "auteur" in refused["value"]
        assert (await ml.press(CLAIRE, card, title, chat=False))["type"].endswith("adaptive")


async def test_a_withdrawn_contribution_keeps_its_number_and_can_come_back(ml: World) -> None:
    card = await _card(ml)
    gone = (await ml.press(NADIA, card, "Retirer", chat=False))["value"]
    assert "I-Milo" not in words_of(gone)
    assert "AC-2026-0001" in words_of(gone)
    refused = await ml.press(AWA, card, "Moi aussi", chat=False)
    assert "retirée" in refused["value"]

    back = (await ml.press(NADIA, gone, "Rétablir", chat=False))["value"]
    assert "I-Milo" in words_of(back)
    await ml.post(NADIA, IRRITANT)
    assert "AC-2026-0002" in words_of(ml.cards[-1])


async def test_changing_the_kind_changes_the_card_and_is_kept_as_a_correction(ml: World) -> None:
    card = await _card(ml)
    choice = (await ml.press(NADIA, card, "Changer de nature", chat=False))["value"]
    assert problems(choice) == []

    shown = (await ml.press(NADIA, choice, "💡", chat=False))["value"]

    assert find_button(shown, "Je soutiens")
    corrections = await ml.store.read(lambda unit: unit.of(Questions).corrections())
    assert [(guessed, chosen) for _, guessed, chosen in corrections] == [
        ("irritant", "suggestion")
    ]


async def test_another_organisation_finds_nothing(ml: World) -> None:
    card = await _card(ml)

    for title in ("Moi aussi", "Modifier", "Retirer"):
        refused = await ml.press(STRANGER, card, title, chat=False)
        assert "Je ne trouve pas" in refused["value"]


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("nothing.known", {}),
        ("", {}),
        ("contribution.support", {}),
        ("contribution.support", {"contribution": "'; DROP TABLE"}),
        ("contribution.support", {"contribution": 10**30}),
        ("contribution.support", {"contribution": -1}),
        ("contribution.set_kind", {"contribution": 1, "kind": "other"}),
        ("mine.list", {"page": 10**12}),
        ("form.send", {"form": "x"}),
        ("sites.place", {"person": "abc"}),
    ],
)
async def test_a_forged_or_stale_button_gets_a_sentence(
    ml: World, verb: str, data: object
) -> None:
    await _card(ml)

    status, body = await ml.execute(NADIA, verb, data)

    assert status == 200
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert body["value"].endswith(".")


async def test_a_phone_votes_with_action_submit_and_the_card_follows(ml: World) -> None:
    card = await _card(ml)
    shown = ml.teams.sent[-1].id

    assert await ml.submit(AWA, card, "Moi aussi", reply_to=shown, chat=False) == 200

    await ml.settle(1)
    assert find_button(card_of(ml.teams.updated[-1].activity), "Moi aussi · 1")
    assert ml.teams.deleted == []


async def test_a_phone_corrects_in_a_form_beside_the_card_which_then_goes(ml: World) -> None:
    card = await _card(ml)
    shown = ml.teams.sent[-1].id
    await ml.submit(NADIA, card, "Modifier", reply_to=shown, chat=False)
    form = ml.teams.sent[-1]
    assert form.id != shown

    await ml.submit(
        NADIA,
        card_of(form.activity),
        "Enregistrer",
        reply_to=form.id,
        chat=False,
        text="Depuis le téléphone",
    )

    assert [deleted.id for deleted in ml.teams.deleted] == [form.id]
    await ml.settle(1)
    assert "Depuis le téléphone" in words_of(card_of(ml.teams.updated[-1].activity))


async def test_an_unclear_message_is_asked_about_and_its_author_answers(ml: World) -> None:
    message = await _unclear(ml)
    question = ml.cards[-1]
    assert problems(question) == []
    refused = await ml.press(AWA, question, "⚡", chat=False)
    assert "auteur" in refused["value"]

    shown = (await ml.press(NADIA, question, "🌱", chat=False))["value"]

    assert "Bonne pratique" in words_of(shown)
    assert "AC-2026-0001" in words_of(shown)
    await ml.settle(1)
    assert ml.teams.updated[-1].id == ml.teams.sent[-1].id
    assert "AC-2026-0001" in words_of(card_of(ml.teams.updated[-1].activity))
    assert len(await ml.made_by(message)) == 1


async def test_nothing_to_note_forgets_the_message(ml: World) -> None:
    message = await _unclear(ml)

    shown = (await ml.press(NADIA, ml.cards[-1], "Rien à noter", chat=False))["value"]

    assert "rien noté" in words_of(shown)
    assert await ml.made_by(message) == []
    assert await ml.store.read(lambda unit: unit.of(Questions).corrections()) == []


async def _unclear(ml: World) -> dict[str, Any]:
    return await ml.post(NADIA, unclear())
