"""The personal chat: the fiche, anonymity, free text."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from cards.contributions import texts as contribution_texts
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, TENANT, World, card_of, find_button, words_of, world


async def _form(ml: World, who: Any = NADIA) -> dict[str, Any]:
    return card_of(await ml.say(who, "nouveau"))


async def _send(
    ml: World, form: dict[str, Any], who: Any = NADIA, **inputs: Any
) -> dict[str, Any]:
    filled = {"kind": "suggestion", "text": "Un QR code à l’accueil"} | inputs
    shown: dict[str, Any] = (await ml.press(who, form, "Envoyer", **filled))["value"]
    return shown


async def test_a_fiche_is_kept_once_however_often_it_is_sent(ml: World) -> None:
    form = await _form(ml)
    assert problems(form) == []

    first = await _send(ml, form)
    again = await _send(ml, form)

    assert "AC-2026-0001" in words_of(first)
    assert first == again


async def test_a_sent_fiche_stands_in_the_chat_for_good(ml: World) -> None:
    form = await _form(ml)
    sent = ml.teams.sent[-1].id
    action = find_button(form, "Envoyer")
    data = action["data"] | {"kind": "irritant", "text": "Le badge"}

    await ml.execute(NADIA, action["verb"], data, replyToId=sent)

    assert ml.teams.updated[0].id == sent
    assert "Le badge" in words_of(card_of(ml.teams.updated[0].activity))


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"text": "   "}, "Écrivez une phrase"),
        ({"kind": ""}, "Choisissez d’abord"),
        ({"site": "99999"}, "Cette antenne"),
    ],
)
async def test_a_wrong_fiche_comes_back_with_what_was_typed(
    ml: World, inputs: dict[str, str], said: str
) -> None:
    shown = await _send(ml, await _form(ml), engagement="4", **inputs)

    assert said in words_of(shown).replace("\u202f", " ").replace("\xa0", " ")
    assert problems(shown) == []
    assert find_button(shown, "Envoyer")
    if "text" not in inputs:
        assert "Un QR code à l’accueil" in words_of(shown)


@pytest.mark.parametrize("text", ["x" * 10_001, "😤" * 6_000])
async def test_too_long_a_text_is_said_beside_the_form_which_keeps_it(
    ml: World, text: str
) -> None:
    action = find_button(await _form(ml), "Envoyer")

    _, body = await ml.execute(
        NADIA, action["verb"], action["data"] | {"kind": "irritant", "text": text}
    )

    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert "caractères" in body["value"]


async def test_a_phone_sends_the_fiche_with_action_submit(ml: World) -> None:
    form = await _form(ml)
    sent = ml.teams.sent[-1].id

    status = await ml.submit(
        NADIA, form, "Envoyer", reply_to=sent, chat=True, kind="irritant", text="Le badge"
    )

    assert status == 200
    assert ml.teams.updated[0].id == sent
    assert "AC-2026-0001" in words_of(card_of(ml.teams.updated[0].activity))


async def test_an_anonymous_fiche_names_nobody_anywhere(ml: World) -> None:
    form = await _form(ml)
    before = await ml.store.read(_everything)

    shown = await _send(ml, form, anonymous="true")

    assert "Anonyme" in words_of(shown)
    assert NADIA.name not in words_of(shown)
    added = [line for line in await ml.store.read(_everything) if line not in before]
    person = await ml.store.read(_nadia)
    for table, row in added:
        assert NADIA.name not in str(row), table
        assert NADIA.aad not in str(row), table
        assert NADIA.chat not in str(row), table
        assert row.get("author_id") is None, table
        assert row.get("actor_id") is None, table
        assert row.get("person_id") != person, table


async def test_the_author_of_an_anonymous_fiche_finds_and_corrects_it(ml: World) -> None:
    shown = await _send(ml, await _form(ml), anonymous="true")
    listed = card_of(await ml.say(NADIA, "mes contributions"))
    assert "AC-2026-0001" in words_of(listed)

    form = (await ml.press(NADIA, shown, "Modifier"))["value"]
    changed = (await ml.press(NADIA, form, "Enregistrer", text="Deux QR codes"))["value"]
    assert "Deux QR codes" in words_of(changed)
    history = await ml.store.read(_everything)
    assert all(row["actor_id"] is None for table, row in history if table == "history")


async def test_a_private_fiche_is_not_for_others_but_for_the_quality_lead(ml: World) -> None:
    await _send(ml, await _form(ml))

    assert "Je ne trouve pas" in (await ml.say(AWA, "fiche AC-2026-0001"))["text"]
    assert "QR code" in words_of(card_of(await ml.say(CLAIRE, "fiche ac-2026-0001")))


async def test_my_contributions_come_newest_first_in_pages_that_open(ml: World) -> None:
    for number in range(7):
        await _send(ml, await _form(ml), text=f"Proposition {number}")
    page = card_of(await ml.say(NADIA, "Mes contributions"))
    assert problems(page) == []
    assert "7 contributions" in words_of(page)
    assert words_of(page).index("Proposition 6") < words_of(page).index("Proposition 2")
    assert "Proposition 1" not in words_of(page)

    older = (await ml.press(NADIA, page, "Plus anciennes"))["value"]
    assert "Proposition 0" in words_of(older)
    opened = (await ml.press(NADIA, older, "Ouvrir"))["value"]
    assert "Proposition 1" in words_of(opened)
    back = (await ml.press(NADIA, opened, "Retour à la liste"))["value"]
    assert back == older


async def test_free_text_that_reads_as_a_contribution_is_offered_to_be_kept(ml: World) -> None:
    offer = card_of(await ml.say(NADIA, "Irritant : le scanner est encore en panne"))
    assert problems(offer) == []

    shown = (await ml.press(NADIA, offer, "⚡"))["value"]

    assert "AC-2026-0001" in words_of(shown)
    assert "le scanner est encore en panne" in words_of(shown)


async def test_other_free_text_gets_a_short_hint_and_thanks_a_word(ml: World) -> None:
    assert "aide" in (await ml.say(NADIA, "on se voit à la réunion de demain ?"))["text"]
    assert (await ml.say(NADIA, "Merci !"))["text"] == "Avec plaisir."


async def test_a_personal_message_sent_again_is_answered_once(ml: World) -> None:
    message = ml.chat_activity(NADIA, text="aide")

    assert [await ml.deliver(message) for _ in range(2)] == [(200, None)] * 2
    assert len(ml.cards) == 1


def _everything(unit: UnitOfWork) -> list[tuple[str, dict[str, Any]]]:
    """Return every row of every table: what a copy of the database would tell."""
    connection = unit.people._connection
    return [
        (table.name, dict(row._mapping))
        for table in SQLModel.metadata.sorted_tables
        for row in connection.execute(sa.select(table))
    ]


def _nadia(unit: UnitOfWork) -> int:
    organisation_id = unit.organisations.find(TENANT) or 0
    person = unit.people.find(organisation_id, NADIA.aad)
    assert person is not None
    return person.id


async def test_everything_is_still_there_after_a_restart(database_url: str) -> None:
    async with world(database_url) as before:
        await before.post(NADIA, "Irritant : le badge")
        card = before.cards[-1]
        await before.press(AWA, card, "Moi aussi", chat=False)
        form = card_of(await before.say(NADIA, "nouveau"))
        await _send(before, form, anonymous="true")

    async with world(database_url) as after:
        listed = words_of(card_of(await after.say(NADIA, "mes contributions")))
        shown = (await after.press(CLAIRE, card, "Moi aussi", chat=False))["value"]

    assert "le badge" in listed
    assert "Un QR code" in listed
    assert find_button(shown, "Moi aussi · 2")


FILE = {
    "contentType": "application/vnd.microsoft.teams.file.download.info",
    "name": "devis.pdf",
    "contentUrl": "https://ml.sharepoint.com/devis.pdf",
}
CARD = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"type": "x"}}


@pytest.mark.parametrize(
    "more",
    [
        {"attachments": [FILE]},
        {"attachments": [CARD]},
        {"text": "👍"},
        {"attachments": [{"contentType": "text/html", "content": "<p><img alt='x'></p>"}]},
    ],
    ids=["a file", "a card", "an emoji", "a picture"],
)
async def test_what_has_no_words_is_answered_in_words(ml: World, more: dict[str, Any]) -> None:
    assert await ml.deliver(ml.chat_activity(NADIA, **more)) == (200, None)

    assert ml.teams.sent[-1].activity["text"] == contribution_texts.WORDS_ONLY
