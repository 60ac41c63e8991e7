"""What is said in #amélioration-continue, from the wire to the card and back."""

from typing import Any

import pytest

from domain.contributions.contribution import Contribution, Status
from storage.contributions.comments import Comments
from tests.cards.oracle import problems
from tests.world import (
    AWA,
    CHANNEL,
    CLAIRE,
    GENERAL,
    NADIA,
    OTHER_CHANNEL,
    STRANGER,
    World,
    card_of,
    find_button,
    words_of,
)

IRRITANT = "Irritant : I-Milo rame encore ce matin, 40 secondes par fiche 😤"
TIP = "Astuce : j'envoie la liste des pièces par SMS avec une photo"


async def test_an_irritant_is_kept_numbered_and_shown_under_its_message(ml: World) -> None:
    message = await ml.post(NADIA, IRRITANT)

    sent = ml.teams.sent[-1]
    assert sent.conversation_id == message["conversation"]["id"]
    assert sent.reply_to == message["id"]
    card = card_of(sent.activity)
    assert problems(card) == []
    for word in ("Irritant", "AC-2026-0001", "Reçue", "I-Milo rame encore", "Nadia Benali"):
        assert word in words_of(card)
    assert find_button(card, "Moi aussi")


async def test_numbers_follow_each_other_without_gaps(ml: World) -> None:
    for _ in range(3):
        await ml.post(NADIA, IRRITANT)
    await ml.post(NADIA, "Merci à tous et bon week-end")
    await ml.post(AWA, TIP)

    numbers = [card["fallbackText"].split()[-2].rstrip(",") for card in ml.cards]
    assert numbers == ["AC-2026-0001", "AC-2026-0002", "AC-2026-0003", "AC-2026-0004"]


async def test_a_message_that_teams_sends_again_is_done_once(ml: World) -> None:
    message = await ml.post(NADIA, IRRITANT)

    assert await ml.deliver(message) == (200, None)

    assert len(ml.cards) == 1


async def test_a_message_under_three_titles_makes_three_contributions(ml: World) -> None:
    await ml.post(
        NADIA,
        "Ma bonne pratique de la semaine : appeler la veille\n"
        "Mon irritant de la semaine : le badge de l'accueil\n"
        "Ma suggestion : un QR code à l'entrée",
    )

    assert [card["fallbackText"] for card in ml.cards] == [
        "Bonne pratique AC-2026-0001, reçue",
        "Irritant AC-2026-0002, reçue",
        "Suggestion AC-2026-0003, reçue",
    ]


async def test_chatter_leaves_the_bot_silent(ml: World) -> None:
    await ml.post(AWA, "Merci Nadia, bon week-end à toutes et à tous !")
    await ml.post(AWA, "Merci Nadia, bon week-end à toutes et à tous !", mention=True)

    assert ml.cards == []


async def test_other_channels_are_read_only_when_the_bot_is_mentioned(ml: World) -> None:
    await ml.post(NADIA, IRRITANT, channel=OTHER_CHANNEL)
    assert ml.cards == []

    await ml.post(NADIA, IRRITANT, channel=OTHER_CHANNEL, mention=True)
    assert len(ml.cards) == 1
    assert "<at>" not in words_of(ml.cards[0])


async def test_a_mention_elsewhere_that_is_no_contribution_gets_a_hint(ml: World) -> None:
    await ml.post(NADIA, "bonjour", channel=OTHER_CHANNEL, mention=True)

    assert "qui me mentionnent" in ml.teams.sent[-1].activity["text"]


async def test_the_bots_own_and_other_bots_messages_are_ignored(ml: World) -> None:
    own = ml.channel_activity(NADIA, text=IRRITANT)
    for sender in ({"id": "28:flash", "name": "Flash"}, {"id": "28:other", "name": "Planner"}):
        assert await ml.deliver(own | {"from": sender, "id": ml.new_id()}) == (200, None)

    assert ml.teams.sent == []


async def test_the_channel_list_is_asked_once(ml: World) -> None:
    for _ in range(3):
        await ml.post(NADIA, IRRITANT)

    assert len([call for call in ml.teams.calls if "/v3/teams/" in call.raw_path]) == 1


async def test_a_message_is_asked_for_again_when_the_channel_cannot_be_named(ml: World) -> None:
    ml.teams.fail(503, times=3)
    message = ml.channel_activity(NADIA, text=IRRITANT)

    status, _ = await ml.deliver(message)
    assert status == 503

    assert await ml.deliver(message) == (200, None)
    assert len(ml.cards) == 1


async def test_a_reply_under_a_contribution_is_its_comment(ml: World) -> None:
    message = await ml.post(NADIA, IRRITANT)
    reply = await ml.reply(AWA, message, "Irritant : pareil ici")
    await ml.edit(reply, "Pareil ici, depuis lundi")

    assert len(ml.cards) == 1
    kept = await ml.made_by(message)
    comments = await ml.store.read(lambda unit: unit.of(Comments).of(kept[0]))
    assert [comment.text for comment in comments] == ["Pareil ici, depuis lundi"]


async def test_a_reply_under_chatter_is_read_as_any_message(ml: World) -> None:
    message = await ml.post(NADIA, "Merci à tous et bon week-end")

    await ml.reply(AWA, message, TIP)

    assert [card["fallbackText"] for card in ml.cards] == ["Bonne pratique AC-2026-0001, reçue"]


async def test_a_post_whose_id_is_not_its_threads_is_read_and_followed(ml: World) -> None:
    """The Playground names a post by a UUID and its thread by a number."""
    message = await ml.post(NADIA, IRRITANT, id="ec93b081-d5f5", thread="1795432735186")
    await ml.post(AWA, "pareil ici", id="d8879b81", thread="1795432735186")
    assert len(ml.cards) == 1

    await ml.edit(message | {"id": "1795432735186"}, "Irritant : le badge")
    assert (await _kept(ml, message)).text == "le badge"
    await ml.delete(message | {"id": "1795432735186"})
    assert (await _kept(ml, message)).status is Status.WITHDRAWN


async def test_the_contribution_follows_its_edited_message_with_history(ml: World) -> None:
    message = await ml.post(NADIA, IRRITANT)

    await ml.edit(message, "Irritant : I-Milo rame, 50 secondes par fiche")
    await ml.settle(1)

    assert "50 secondes" in words_of(card_of(ml.teams.updated[-1].activity))
    assert ml.teams.updated[-1].id == ml.teams.sent[-1].id
    history = await ml.history((await ml.made_by(message))[0])
    assert [line.change for line in history] == ["created", "edited"]
    assert "40 secondes" in history[1].before["text"]


async def test_an_older_edit_that_arrives_late_changes_nothing(ml: World) -> None:
    message = await ml.post(NADIA, IRRITANT)
    await ml.edit(message, "Irritant : la dernière version")
    late = message | {
        "type": "messageUpdate",
        "channelData": message["channelData"] | {"eventType": "editMessage"},
        "text": "Irritant : une version dépassée",
    }

    await ml.deliver(late)

    assert (await _kept(ml, message)).text == "la dernière version"


async def test_a_silent_message_edited_into_a_contribution_is_noted(ml: World) -> None:
    message = await ml.post(NADIA, "Merci à toutes, bon week-end")

    await ml.edit(message, TIP)

    assert [card["fallbackText"] for card in ml.cards] == ["Bonne pratique AC-2026-0001, reçue"]


async def test_an_edit_may_add_and_remove_titles(ml: World) -> None:
    message = await ml.post(NADIA, "Irritant : le badge\nSuggestion : un QR code")
    await ml.edit(message, "Irritant : le badge")
    kept = await ml.made_by(message)
    assert [each.status for each in kept] == [Status.RECEIVED, Status.WITHDRAWN]

    await ml.edit(message, "Irritant : le badge\nSuggestion : un QR code\nAstuce : un lacet")
    kept = await ml.made_by(message)
    assert [each.status for each in kept] == [Status.RECEIVED] * 3


async def test_a_deleted_message_withdraws_and_a_restored_one_restores(ml: World) -> None:
    message = await ml.post(NADIA, IRRITANT)

    await ml.delete(message)
    await ml.settle(1)
    gone = words_of(card_of(ml.teams.updated[-1].activity))
    assert "retirée" in gone
    assert "I-Milo" not in gone

    await ml.restore(message)
    await ml.settle(2)
    assert "I-Milo rame" in words_of(card_of(ml.teams.updated[-1].activity))


async def test_html_mentions_emoji_and_quotes_are_cleaned_without_losing_meaning(
    ml: World,
) -> None:
    html = (
        '<p><span itemtype="http://schema.skype.com/Mention">Flash Amélioration</span>&nbsp;</p>'
        '<blockquote itemtype="http://schema.skype.com/Reply"><p>d’une autre</p></blockquote>'
        "<p>Irritant&nbsp;: la photocopieuse <emoji alt='😤'></emoji> de "
        '<span itemtype="http://schema.skype.com/Mention">Claire Moreau</span> &lt;bloque&gt;</p>'
        "<ul><li>bourrage</li><li>toner</li></ul>"
        '<p>voir <a href="https://example.org/a">ici</a></p>'
    )
    message = await ml.post(
        NADIA, "x", attachments=[{"contentType": "text/html", "content": html}]
    )

    assert (await _kept(ml, message)).text == (
        "la photocopieuse 😤 de @Claire Moreau <bloque>\n\n- bourrage\n- toner\n\n"
        "voir ici (https://example.org/a)"
    )


async def test_files_are_kept_as_links(ml: World) -> None:
    message = await ml.post(
        NADIA,
        IRRITANT,
        attachments=[
            {
                "contentType": "application/vnd.microsoft.teams.file.download.info",
                "name": "capture.png",
                "contentUrl": "https://ml.sharepoint.com/capture.png",
            }
        ],
    )

    (file,) = (await _kept(ml, message)).attachments
    assert (file.name, file.url) == ("capture.png", "https://ml.sharepoint.com/capture.png")
    assert "capture.png" in words_of(ml.cards[0])


@pytest.mark.parametrize(
    "text",
    [
        "Irritant : " + "très long " * 999,
        "Irritant : " + "😤" * 9_980,
        "Irritant : **gras** <at>Claire</at> <b>x</b> [lien](https://e.org) \u202e envers",
        "Irritant : ligne\n" * 400,
    ],
)
async def test_long_and_hostile_words_are_kept_and_their_card_is_valid(
    ml: World, text: str
) -> None:
    await ml.post(NADIA, text)

    assert problems(ml.cards[0]) == []


async def test_the_bot_says_hello_once_in_its_channel(ml: World) -> None:
    await ml.install_in_team()
    await ml.team_event("channelRenamed", {"id": CHANNEL, "name": "amelioration-continue"})
    await ml.install_in_team()

    (hello,) = ml.teams.sent
    assert hello.conversation_id == CHANNEL
    assert len(hello.activity["text"].split("\n\n")) == 3


async def test_without_its_channel_the_bot_says_in_general_how_to_make_one(ml: World) -> None:
    ml.teams.channels = [{"id": GENERAL, "name": None}]
    await ml.install_in_team()
    assert "amélioration-continue" in ml.teams.sent[0].activity["text"]
    assert ml.teams.sent[0].conversation_id == GENERAL

    await ml.team_event("channelCreated", {"id": CHANNEL, "name": "Amelioration Continue"})
    assert ml.teams.sent[1].conversation_id == CHANNEL

    await ml.post(NADIA, IRRITANT)
    assert len(ml.cards) == 1


async def test_an_installation_is_taken_even_when_the_channels_are_not_told(ml: World) -> None:
    ml.teams.fail(503, times=6)
    await ml.install_in_team()

    await ml.post(NADIA, IRRITANT)

    assert len(ml.cards) == 1


async def test_a_channel_renamed_away_is_no_longer_read(ml: World) -> None:
    await ml.install_in_team()
    await ml.team_event("channelRenamed", {"id": CHANNEL, "name": "Divers"})
    await ml.post(NADIA, IRRITANT)
    assert ml.cards == []

    await ml.team_event("channelRenamed", {"id": CHANNEL, "name": "Amélioration-continue"})
    await ml.post(NADIA, IRRITANT)
    assert len(ml.cards) == 1


async def test_nothing_is_lost_when_channel_team_and_app_come_and_go(ml: World) -> None:
    await ml.install_in_team()
    message = await ml.post(NADIA, IRRITANT)
    for event in ("teamArchived", "teamUnarchived", "teamRenamed", "teamDeleted", "teamRestored"):
        await ml.team_event(event)
    await ml.team_event("channelDeleted", {"id": CHANNEL, "name": "Amélioration continue"})
    await ml.team_event("channelRestored", {"id": CHANNEL, "name": "Amélioration continue"})
    await ml.install_in_team()

    await ml.post(AWA, TIP)
    assert (await _kept(ml, message)).status is Status.RECEIVED
    assert [card["fallbackText"] for card in ml.cards][-1] == "Bonne pratique AC-2026-0002, reçue"


async def test_two_organisations_number_apart(ml: World) -> None:
    await ml.post(NADIA, IRRITANT)
    await ml.post(STRANGER, IRRITANT)

    assert [card["fallbackText"] for card in ml.cards] == ["Irritant AC-2026-0001, reçue"] * 2


async def test_help_in_the_channel_is_answered_in_the_thread(ml: World) -> None:
    message = await ml.post(CLAIRE, "aide", mention=True)

    assert ml.teams.sent[-1].reply_to == message["id"]


async def _kept(ml: World, message: dict[str, Any]) -> Contribution:
    return (await ml.made_by(message))[0]
