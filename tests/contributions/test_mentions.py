"""What is said to the bot where others read: words of ours, group chats, and closed channels."""

from typing import Any

import pytest

from bot.app import PLUGS
from cards import texts
from cards.contributions import texts as contribution_texts
from domain.contributions.contribution import Contribution
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork
from tests.world import AWA, BOT, CHANNEL, CLAIRE, GENERAL, NADIA, TENANT, World, words_of

IRRITANT = "Irritant : I-Milo rame encore ce matin"
AT = f"<at>{BOT['name']}</at>"
MENTION = [{"type": "mention", "mentioned": BOT, "text": AT}]


async def _all(ml: World) -> list[Contribution]:
    def read(unit: UnitOfWork) -> list[Contribution]:
        organisation_id = unit.organisations.find(TENANT) or 0
        found = (unit.of(Contributions).get(organisation_id, each) for each in range(1, 10))
        return [each for each in found if each is not None]

    return await ml.store.read(read)


def _group(ml: World, text: str, **more: Any) -> dict[str, Any]:
    return (
        ml.chat_activity(NADIA, text=f"{AT} {text}", entities=MENTION)
        | {"conversation": {"id": "19:group@thread.v2", "conversationType": "groupChat"}}
        | more
    )


async def test_every_word_said_to_the_bot_in_the_channel_is_answered_and_never_kept(
    ml: World,
) -> None:
    await ml.say(CLAIRE, "bonjour")
    for word in PLUGS.words:
        before = len(ml.teams.sent)
        message = await ml.post(CLAIRE, word.capitalize() + " ?", mention=True)

        public = [
            each.activity.get("text") or words_of(each.activity["attachments"][0]["content"])
            for each in ml.teams.sent[before:]
            if each.conversation_id == message["conversation"]["id"]
        ]
        assert len(public) == 1, word
        private = [each for each in ml.teams.sent[before:] if each.conversation_id == CLAIRE.chat]
        assert bool(private) == (public == [texts.IN_PRIVATE]), word
        ml.clock.advance(seconds=2)
    assert await _all(ml) == []


async def test_a_word_said_to_nobody_is_no_remark(ml: World) -> None:
    for word in PLUGS.words:
        await ml.post(CLAIRE, word)
        ml.clock.advance(seconds=2)

    assert await _all(ml) == []
    assert ml.teams.sent == []


async def test_a_word_of_the_channel_opens_the_chat_of_who_has_none(ml: World) -> None:
    message = await ml.post(AWA, "mes données", mention=True)

    assert [each["members"] for each in (c.parameters for c in ml.teams.created)] == [
        [{"id": AWA.id}]
    ]
    assert ml.to(AWA)
    assert ml.teams.sent[-1].activity["text"] == texts.IN_PRIVATE
    assert await ml.deliver(message) == (200, None)
    assert len(ml.to(AWA)) == 1


async def test_who_cannot_be_written_to_is_told_what_to_do(ml: World) -> None:
    await ml.say(NADIA, "bonjour")
    ml.teams.fail(403)
    await ml.post(NADIA, "nouveau", mention=True)

    assert ml.teams.sent[-1].activity["text"] == texts.WRITE_TO_ME


async def test_a_title_wins_over_a_number_in_the_same_message(ml: World) -> None:
    message = await ml.post(NADIA, "Irritant : l’action 7 n’avance pas", mention=True)

    assert len(await ml.made_by(message)) == 1


@pytest.mark.parametrize("text", [IRRITANT, "Le copieur de l’accueil est encore en panne"])
async def test_nothing_of_a_group_chat_is_shown_to_the_team(ml: World, text: str) -> None:
    await ml.deliver(_group(ml, text))

    assert ml.teams.sent[-1].activity["text"] == contribution_texts.IN_GROUP
    card = ml.cards[-1]
    if "Je peux noter" in words_of(card):
        await ml.press(NADIA, card, "Irritant")
    (kept,) = await _all(ml)
    assert (kept.is_public, kept.is_cited, kept.link) == (False, False, "")
    assert "copieur" not in str(await ml.say(AWA, "les irritants"))


@pytest.mark.parametrize("is_html", [False, True])
async def test_who_mentions_the_channel_says_the_same(ml: World, is_html: bool) -> None:
    name = "amélioration-continue"
    entities = [
        {"type": "mention", "mentioned": {"id": CHANNEL, "name": name}, "text": f"<at>{name}</at>"}
    ]
    mention = f'<span itemtype="http://schema.skype.com/Mention" itemid="0">{name}</span>'
    html = [{"contentType": "text/html", "content": f"<p>{mention} {IRRITANT} {mention}</p>"}]
    more: dict[str, Any] = {"attachments": html} if is_html else {}
    at = f"<at>{name}</at>"

    await ml.post(NADIA, f"{at} {IRRITANT} {at}", entities=entities, **more)

    (kept,) = await _all(ml)
    assert kept.text == f"{IRRITANT.removeprefix('Irritant : ')} @{name}"


async def test_a_group_chat_is_read_only_where_the_bot_is_mentioned(ml: World) -> None:
    assert await ml.deliver(_group(ml, IRRITANT, entities=[])) == (200, None)

    assert await _all(ml) == []


def _closed(ml: World, kind: str, **more: Any) -> dict[str, Any]:
    channel = {"id": "19:closed@thread.tacv2", "name": "amélioration-continue", "type": kind}
    data = {"eventType": "channelMemberAdded", "channel": channel}
    activity = ml.channel_activity(NADIA, channel="19:closed@thread.tacv2", channelData=data)
    return activity | {"type": "conversationUpdate", "membersAdded": [BOT]} | more


@pytest.mark.parametrize("kind", ["private", "shared"])
async def test_a_closed_channel_is_told_that_it_is_not_read(ml: World, kind: str) -> None:
    added = _closed(ml, kind)
    for _ in range(2):
        assert await ml.deliver(added) == (200, None)

    assert [each.activity["text"] for each in ml.teams.sent] == [contribution_texts.CLOSED]
    await ml.post(NADIA, IRRITANT, channel="19:closed@thread.tacv2")
    assert await _all(ml) == []


async def test_what_is_said_to_the_bot_in_a_closed_channel_stays_there(ml: World) -> None:
    await ml.post(NADIA, IRRITANT, channel="19:closed@thread.tacv2", mention=True)

    (kept,) = await _all(ml)
    assert (kept.is_public, kept.is_cited) == (False, False)


async def test_a_channel_of_that_name_that_is_closed_is_not_said_to_be_heard(ml: World) -> None:
    closed = {"id": CHANNEL, "name": "amélioration-continue", "type": "private"}
    ml.teams.channels = [{"id": GENERAL, "name": None}, closed]
    await ml.install_in_team()
    await ml.team_event("channelRenamed", closed)
    await ml.post(NADIA, IRRITANT)

    assert await _all(ml) == []
    await ml.say(CLAIRE, "réglages")
    assert "J’écoute bien" not in words_of(ml.cards[-1])
