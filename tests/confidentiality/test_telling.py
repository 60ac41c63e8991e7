"""What the author of a message is told about what was masked in it: privately, once, kindly."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.app import PLUGS
from storage.rights.old_words import OldWords
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.confidentiality.secrets import PHONE, SAID, SOMEBODY
from tests.storage.rows import erase
from tests.world import (
    AWA,
    CHANNEL,
    CLAIRE,
    NADIA,
    OTHER_CHANNEL,
    Somebody,
    World,
    card_of,
    find_button,
    words_of,
)

PARIS = ZoneInfo("Europe/Paris")
WAITS = "Irritant : {} attend sa garantie jeunes depuis 3 semaines"
UNCLEAR = f"{SOMEBODY} et le nouveau planning"
"""It is asked about."""
MESSAGE = WAITS.format(f"{SOMEBODY} ({PHONE})")


async def told(ml: World, who: Somebody = NADIA) -> list[dict[str, Any]]:
    """Return what reached somebody's chat, once all that is due has gone."""
    await ml.until_calm()
    return ml.to(who)


async def test_the_thread_shows_a_mask_and_its_author_is_told_alone(ml: World) -> None:
    message = await ml.post(NADIA, MESSAGE)

    (thread,) = [sent for sent in ml.teams.sent if sent.reply_to == message["id"]]
    shown = words_of(card_of(thread.activity))
    assert "███ (███) attend sa garantie jeunes" in shown
    assert "masqué" not in shown
    (card,) = await told(ml)
    assert problems(card) == []
    said = words_of(card)
    assert "J’ai masqué un nom et un numéro de téléphone" in said
    assert "AC-2026-0001" in said
    assert "Modifier" in said
    assert SOMEBODY not in str(card)
    assert PHONE not in str(card)
    link = next(each for each in card["actions"] if each["type"] == "Action.OpenUrl")
    assert message["id"] in link["url"]
    assert await told(ml, CLAIRE) == []


async def test_what_a_message_is_taken_for_does_not_depend_on_the_mask(lite: World) -> None:
    (made,) = await lite.made_by(await lite.post(NADIA, MESSAGE))

    assert (made.kind, made.text) == (
        "irritant",
        "███ (███) attend sa garantie jeunes depuis 3 semaines",
    )


async def test_a_lone_first_name_is_masked_with_care(lite: World) -> None:
    await lite.post(NADIA, WAITS.format("Kévin"))

    (card,) = await told(lite)
    assert "Par prudence, j’ai masqué un prénom" in words_of(card)
    assert find_button(card, "Ce n’est pas un jeune")


async def test_a_number_cannot_be_doubted(lite: World) -> None:
    await lite.post(NADIA, f"Irritant : il faut rappeler le {PHONE} pour rien")

    (card,) = await told(lite)
    assert "J’ai masqué un numéro de téléphone" in words_of(card)
    assert "Ce n’est pas un jeune" not in words_of(card)


async def test_staff_sites_and_mentions_are_not_masked(lite: World) -> None:
    said = "voir avec Awa Diallo et <at>Sandrine Roth</at> à Haguenau, Claire n’a pas I-Milo"
    mentioned = {"id": "29:roth", "name": "Sandrine Roth"}
    mention = {"type": "mention", "mentioned": mentioned, "text": "<at>Sandrine Roth</at>"}
    message = await lite.post(NADIA, f"Irritant : {said}", entities=[mention])
    (made,) = await lite.made_by(message)

    assert made.text == said.replace("<at>", "@").replace("</at>", "")


async def test_a_message_is_told_about_once_however_it_is_edited(lite: World) -> None:
    message = await lite.post(NADIA, MESSAGE)
    assert len(await told(lite)) == 1
    await lite.edit(message, WAITS.format(f"{SOMEBODY}, {PHONE},"))
    await lite.edit(message, WAITS.format("Kévin"))

    await lite.until_calm()
    assert len(lite.to(NADIA)) == 1
    assert any("un prénom" in str(each.activity) for each in lite.teams.updated)


async def test_once_it_is_rewritten_the_card_says_so(lite: World) -> None:
    message = await lite.post(NADIA, MESSAGE)
    await told(lite)

    await lite.edit(message, WAITS.format("Un jeune"))
    await lite.until_calm()

    assert any("C’est réglé" in str(each.activity) for each in lite.teams.updated)
    assert len(lite.to(NADIA)) == 1


async def test_once_it_is_deleted_the_card_says_so(lite: World) -> None:
    message = await lite.post(NADIA, MESSAGE)
    await told(lite)

    await lite.delete(message)
    await lite.until_calm()

    assert any("C’est réglé" in str(each.activity) for each in lite.teams.updated)


async def test_a_comment_an_unclear_message_and_several_parts_are_told_about_too(
    ml: World,
) -> None:
    message = await ml.post(AWA, f"Irritant : {SAID}\nSuggestion : appeler {SOMEBODY}")
    assert len(await told(ml, AWA)) == 1
    await ml.reply(NADIA, message, f"pareil pour {SOMEBODY}")
    assert len(await told(ml)) == 1

    await ml.post(CLAIRE, UNCLEAR)
    (question,) = [card for card in ml.cards if "Je le note" in words_of(card)]
    (card,) = await told(ml, CLAIRE)
    assert "AC-" not in words_of(card)

    await ml.press(CLAIRE, question, "⚡", chat=False)
    await ml.until_calm()
    told_of = [words_of(card_of(each.activity)) for each in ml.teams.updated]
    assert any("Noté sous AC-2026-000" in said for said in told_of), told_of


async def test_who_writes_at_night_is_told_at_once_unless_they_want_no_messages(
    lite: World,
) -> None:
    night = lite.clock.now = datetime(2026, 11, 24, 21, 40, tzinfo=PARIS)
    await lite.execute(AWA, "asking.stop", {})
    await lite.post(AWA, MESSAGE)
    await lite.post(NADIA, MESSAGE)

    await lite.until_calm()

    assert len(lite.to(NADIA)) == 1
    assert lite.clock() - night < timedelta(minutes=1)
    assert lite.to(AWA) == []


async def test_it_counts_against_no_ceiling(lite: World) -> None:
    for _ in range(4):
        await lite.post(NADIA, MESSAGE)
        lite.clock.advance(seconds=5)

    assert len(await told(lite)) == 4


async def test_what_is_said_elsewhere_without_the_bot_is_neither_kept_nor_told(
    lite: World,
) -> None:
    await lite.post(NADIA, MESSAGE, channel=OTHER_CHANNEL)

    assert await told(lite) == []


async def test_a_file_named_after_somebody_loses_name_and_address(lite: World) -> None:
    names = ("CV Kévin Muller.pdf", "Planning.xlsx")
    files = [
        {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "name": name,
            "contentUrl": f"https://lite.sharepoint.com/sites/x/Documents/{name}",
        }
        for name in names
    ]
    (made,) = await lite.made_by(await lite.post(NADIA, "Irritant : illisible", attachments=files))

    assert [(file.name, bool(file.url)) for file in made.attachments] == [
        ("CV ███.pdf", False),
        ("Planning.xlsx", True),
    ]


async def test_a_phone_that_saves_in_the_channel_is_told_in_private(lite: World) -> None:
    message = await lite.post(NADIA, "Irritant : le badge")
    card = lite.cards[-1]
    form = (await lite.press(NADIA, card, "Modifier", chat=False))["value"]

    before = len(lite.teams.sent)
    await lite.submit(
        NADIA, form, "Enregistrer", reply_to="1", chat=False, text=f"{SOMEBODY} n’a plus de badge"
    )

    (private,) = await told(lite)
    assert "J’ai masqué un nom" in words_of(private)
    public = [
        sent for sent in lite.teams.sent[before:] if sent.conversation_id.startswith(CHANNEL)
    ]
    assert not any("masqué" in str(sent.activity) for sent in public)
    assert message["id"] in str(private)


async def test_in_the_chat_it_is_said_with_the_answer(lite: World) -> None:
    shown = await lite.say(NADIA, f"Irritant : {SAID}")

    assert "J’ai masqué" in words_of(card_of(shown))
    offer, note = await told(lite)
    assert "Je peux noter" in words_of(offer)
    assert problems(note) == []


async def test_names_can_be_removed_and_words_emptied_where_something_is_masked(ml: World) -> None:
    message = await ml.post(NADIA, MESSAGE)
    await ml.reply(NADIA, message, f"pareil pour {SOMEBODY}")
    await ml.post(AWA, UNCLEAR)
    await ml.post(CLAIRE, UNCLEAR)
    await ml.delete(message)
    later = ml.clock() + timedelta(days=400)

    def forget(unit: UnitOfWork) -> list[Any]:
        for who in (NADIA, AWA):
            person = unit.people.find(1, who.aad)
            assert person is not None
            erase(unit, person, "", PLUGS.holds)
        unit.of(OldWords).empty_withdrawn(1, later)
        unit.of(OldWords).forget_questions(1, later)
        rows = unit.people._connection.execute(sa.text("SELECT * FROM masking"))
        return list(rows)

    assert await ml.store.write(forget) == []
