"""What is posted to the bot: who is heard, and what is answered."""

import asyncio
import json

import pytest
from botbuilder.core import ActivityHandler
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, Entity, Mention

from bot.config import Settings
from bot.teams.door.adapter import TeamsAdapter
from bot.teams.sending.connector import Connector, open_session
from bot.teams.sending.tokens import Tokens
from bot.teams.wire import activity_to_wire, to_json
from tests.fakes import FakeClock
from tests.teams.endpoint import error_of, invoke, post
from tests.teams.proof import TENANT


async def test_a_message_is_answered_in_its_thread(client, teams, activity):
    response = await post(client, activity(text="bonjour é"))

    assert (response.status, await response.read()) == (200, b"")
    assert teams.texts == ["echo bonjour é"]
    sent = teams.sent[0]
    assert (sent.conversation_id, sent.reply_to) == (
        "19:c@thread.tacv2;messageid=17",
        "1700000000001",
    )
    assert sent.activity["from"]["id"] == "28:bot"
    assert sent.activity["conversation"]["tenantId"] == TENANT, "the SDK alone would lose it"


async def test_what_was_sent_is_changed_and_taken_away(client, teams, activity):
    await post(client, activity(text="change"))

    assert [(u.id, u.activity["text"]) for u in teams.updated] == [(teams.sent[0].id, "second")]
    assert [d.id for d in teams.deleted] == [teams.sent[0].id]


async def test_an_invoke_is_answered_in_the_same_response(client, activity):
    response = await post(client, invoke(activity, "show"))

    assert (response.status, response.content_type) == (200, "application/json")
    assert await response.json() == {"statusCode": 200, "value": {"é": [1]}}


async def test_an_invoke_may_be_answered_without_body(client, activity):
    response = await post(client, invoke(activity, "nothing"))

    assert (response.status, await response.read()) == (200, b"")


async def test_an_invoke_that_nobody_knows_is_not_implemented(client, activity):
    response = await post(client, invoke(activity, "x", name="fileConsent/other"))

    assert response.status == 501


async def test_a_proactive_turn_goes_through_the_same_connector(teams):
    settings = Settings(_env_file=None)
    async with open_session() as session:
        adapter = TeamsAdapter(Connector(session, Tokens(settings, FakeClock()), settings))
        turn = ActivityHandler()
        reference = Activity(
            id="1",
            type="message",
            channel_id="msteams",
            service_url=teams.service_url,
            conversation=ConversationAccount(id="19:c"),
            from_property=ChannelAccount(id="29:a"),
            recipient=ChannelAccount(id="28:bot"),
        ).get_conversation_reference()

        async def speak(context):
            await turn.on_turn(context)
            await context.send_activity("proactive")

        await adapter.continue_conversation(reference, speak, "")

    assert teams.texts == ["proactive"]


async def test_teams_is_heard(guarded, key_server, teams, activity):
    token = key_server.sign(teams.service_url)
    response = await post(guarded, activity(), Authorization=f"Bearer {token}")

    assert response.status == 200
    assert teams.calls[0].authorization == "Bearer token"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"serviceUrl": ...},
        {"channelId": ...},
        {"channelData": ...},
        {"from": 5},
        {"type": ...},
    ],
    ids=str,
)
async def test_a_stranger_learns_nothing(guarded, activity, bot, caplog, changes):
    response = await post(guarded, activity(**changes), Authorization="Bearer a.b.c")

    assert response.status == 401
    assert await response.json() == {"error": {"code": "unauthorized"}}
    assert "a.b.c" not in caplog.text
    assert len(caplog.records) == 1
    assert not bot.activities


async def test_a_known_caller_learns_what_is_malformed(guarded, key_server, teams, activity):
    token = key_server.sign(teams.service_url)
    response = await post(guarded, activity(**{"from": 5}), Authorization=f"Bearer {token}")

    assert response.status == 400
    assert (await error_of(response))["code"] == "bad_shape"


def test_nothing_of_an_activity_is_lost_on_the_wire():
    mention = Mention(
        mentioned=ChannelAccount(id="29:a", name="A"), text="<at>A</at>", type="mention"
    )
    entity = Entity(type="clientInfo")
    entity.additional_properties = {"locale": "fr-FR"}
    activity = Activity(
        type="message", text="é", entities=[mention, entity], value=0, text_format=""
    )
    activity.feedback_loop = {"type": "default"}
    activity.additional_properties = {"onlyHere": True}

    assert json.loads(to_json(activity_to_wire(activity))) == {
        "onlyHere": True,
        "type": "message",
        "text": "é",
        "textFormat": "",
        "value": 0,
        "feedback_loop": {"type": "default"},
        "entities": [
            {"mentioned": {"id": "29:a", "name": "A"}, "text": "<at>A</at>", "type": "mention"},
            {"locale": "fr-FR", "type": "clientInfo"},
        ],
    }


async def test_eight_messages_at_once_are_answered_each(client, activity, teams):
    bodies = [activity(id=str(n), text=str(n)) for n in range(8)]
    responses = await asyncio.gather(*(post(client, body) for body in bodies))

    assert [response.status for response in responses] == [200] * 8
    assert sorted(teams.texts) == [f"echo {n}" for n in range(8)]
