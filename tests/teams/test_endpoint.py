import asyncio
import io
import json
import logging
import re
import zlib

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from botbuilder.core import ActivityHandler, InvokeResponse, MessageFactory
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, Entity, Mention

from bot.config import Settings
from bot.metrics import Metrics
from bot.observe import NotKept
from bot.teams.door.adapter import TeamsAdapter
from bot.teams.door.auth import InboundAuth
from bot.teams.door.endpoint import messages_endpoint
from bot.teams.door.keys import SigningKeys
from bot.teams.door.telling import Sayings
from bot.teams.sending.connector import Connector, open_session
from bot.teams.sending.tokens import Tokens
from bot.teams.wire import activity_to_wire, to_json
from tests.fakes import FakeClock, FakeTeams
from tests.key_server import FakeKeyServer

APP_ID = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
SECRET = "le mot de passe de Léa"
NUMBER = re.compile(r"INC-[0-9A-Z]{5}")


class Bot(TeamsActivityHandler):
    """Does what the text of a message, or the verb of a button, asks for."""

    def __init__(self):
        self.activities = []
        self.go_on = asyncio.Event()

    async def on_turn(self, turn_context):
        self.activities.append(turn_context.activity)
        await super().on_turn(turn_context)

    async def on_message_activity(self, turn_context):
        text = turn_context.activity.text or ""
        if text.startswith("fail"):
            self._fail(text)
        elif text == "slow":
            await self.go_on.wait()
        elif text == "later":
            raise NotKept("the database is away")
        elif text == "change":
            sent = await turn_context.send_activity("first")
            changed = MessageFactory.text("second")
            changed.id = sent.id
            await turn_context.update_activity(changed)
            await turn_context.delete_activity(sent.id)
        else:
            await turn_context.send_activity(f"echo {text}")

    def _fail(self, text):
        try:
            int(f"parameters: {text}")
        except ValueError as error:
            raise RuntimeError(text) from error

    async def on_invoke_activity(self, turn_context):
        activity = turn_context.activity
        verb = ((activity.value or {}).get("action") or {}).get("verb")
        if verb == "fail" or activity.name == "task/submit":
            self._fail(SECRET)
        if verb == "unserialisable":
            return InvokeResponse(status=200, body={"value": object()})
        if verb == "show":
            return InvokeResponse(status=200, body={"statusCode": 200, "value": {"é": [1]}})
        if verb == "nothing":
            return InvokeResponse(status=200)
        return await super().on_invoke_activity(turn_context)


@pytest.fixture
async def teams():
    async with FakeTeams() as running:
        yield running


@pytest.fixture
async def key_server():
    async with FakeKeyServer(APP_ID) as running:
        yield running


@pytest.fixture
def bot():
    return Bot()


async def client_of(bot, settings, session, openid_url="http://127.0.0.1:1/"):
    connector = Connector(session, Tokens(settings, FakeClock(), fake_entra), settings)
    auth = InboundAuth(settings, SigningKeys(session, openid_url))
    app = web.Application(client_max_size=1024 * 1024)
    handler = messages_endpoint(
        TeamsAdapter(connector),
        auth,
        bot,
        Sayings(lambda number: f"Désolé, incident {number}.", "Réessayez dans une minute."),
        Metrics(),
    )
    app.router.add_route("*", "/api/messages", handler)
    return TestClient(TestServer(app, host="127.0.0.1"))


def fake_entra(_):
    return lambda: {"access_token": "token", "expires_in": 3600}


@pytest.fixture
async def client(bot):
    async with (
        open_session() as session,
        await client_of(bot, Settings(_env_file=None), session) as made,
    ):
        yield made


@pytest.fixture
async def guarded(bot, key_server):
    settings = Settings(
        _env_file=None,
        app_id=APP_ID,
        app_password="s3cret",
        app_tenant_id=TENANT,
        service_hosts="127.0.0.1",
    )
    async with (
        open_session() as session,
        await client_of(bot, settings, session, key_server.openid_url) as made,
    ):
        yield made


@pytest.fixture
def activity(teams):
    def make(**changes):
        usual = {
            "type": "message",
            "id": "1700000000001",
            "timestamp": "2026-11-27T08:00:00.1234567Z",
            "localTimestamp": "2026-11-27T09:00:00.123+01:00",
            "channelId": "msteams",
            "serviceUrl": teams.service_url,
            "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "aad-anna"},
            "recipient": {"id": "28:bot", "name": "Flash"},
            "conversation": {
                "id": "19:c@thread.tacv2;messageid=17",
                "conversationType": "channel",
                "tenantId": TENANT,
                "isGroup": True,
            },
            "channelData": {"tenant": {"id": TENANT}, "team": {"id": "19:t"}},
            "text": "hello",
        }
        return {key: value for key, value in (usual | changes).items() if value is not ...}

    return make


def invoke(activity, verb, **changes):
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": {}}, "trigger": "manual"}
    return activity(
        **{"type": "invoke", "name": "adaptiveCard/action", "value": value, "text": ...} | changes
    )


def post(client, body, **headers):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(
        "/api/messages", data=data, headers={"Content-Type": "application/json", **headers}
    )


async def error_of(response):
    return (await response.json())["error"]


# -- turns ---------------------------------------------------------------------------------------


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


# -- who may speak -------------------------------------------------------------------------------


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


# -- malformed bodies ----------------------------------------------------------------------------


def nested(depth):
    return b'{"a":' * depth + b"1" + b"}" * depth


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not_json"),
        (b" ", "not_json"),
        (b"{", "not_json"),
        (b"hello", "not_json"),
        (b"\xff\xfe{}", "not_json"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b'{"a": "\xff"}', "not_json"),
        (b'{"a": NaN}', "not_json"),
        (b'{"a": Infinity}', "not_json"),
        (b'{"a": 1e999}', "not_json"),
        (b'{"a": "\\ud800"}', "not_json"),
        (b'{"a": "\x00"}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (nested(5000), "not_json"),
        (b"null", "not_an_object"),
        (b"[]", "not_an_object"),
        (b"[{}]", "not_an_object"),
        (b'"x"', "not_an_object"),
        (b"1", "not_an_object"),
        (b"true", "not_an_object"),
    ],
    ids=lambda value: str(value[:20]),
)
async def test_what_is_not_an_object_of_json_is_refused(client, raw, code):
    response = await post(client, raw)

    assert response.status == 400
    assert (await error_of(response))["code"] == code


LONG = "x" * 513
MISSHAPEN = [
    {"type": ...},
    {"type": ""},
    {"type": 5},
    {"type": ["message"]},
    {"type": "x" * 101},
    {"id": ...},
    {"id": None},
    {"id": ""},
    {"id": 17},
    {"id": LONG},
    {"serviceUrl": ...},
    {"from": ...},
    {"from": None},
    {"from": "29:anna"},
    {"from": []},
    {"from": {}},
    {"from": {"id": None}},
    {"from": {"id": LONG}},
    {"from": {"id": "29:a", "name": {}}},
    {"from": {"id": "29:a", "aadObjectId": 5}},
    {"recipient": ...},
    {"recipient": {"name": "Flash"}},
    {"conversation": ...},
    {"conversation": "19:c"},
    {"conversation": {"id": ["19:c"]}},
    {"conversation": {"id": LONG}},
    {"conversation": {"id": "19:c", "isGroup": "yes"}},
    {"conversation": {"id": "19:c", "tenantId": {}}},
    {"channelData": "x"},
    {"channelData": [1]},
    {"channelData": {"tenant": "t"}},
    {"channelData": {"tenant": {"id": 5}}},
    {"channelData": {"team": ["19:t"]}},
    {"channelData": {"team": {"id": {}}}},
    {"channelData": {"channel": 5}},
    {"channelData": {"eventType": {}}},
    {"channelData": {"settings": {"selectedChannel": "19:c"}}},
    {"text": 5},
    {"text": ["hello"]},
    {"text": {"a": 1}},
    {"replyToId": 5},
    {"replyToId": LONG},
    {"locale": {}},
    {"name": 5},
    {"action": []},
    {"deliveryMode": 5},
    {"timestamp": "yesterday"},
    {"timestamp": 1700000000},
    {"timestamp": "2026-13-45T99:00:00Z"},
    {"timestamp": "0000-01-01T00:00:00Z"},
    {"timestamp": ""},
    {"localTimestamp": {}},
    {"expiration": "never"},
    {"attachments": {}},
    {"attachments": "x"},
    {"attachments": [5]},
    {"attachments": [None]},
    {"attachments": [{"contentType": 5}]},
    {"attachments": [{"contentUrl": {}}]},
    {"entities": {}},
    {"entities": ["mention"]},
    {"entities": [{}]},
    {"entities": [{"type": None}]},
    {"entities": [{"type": "mention"}]},
    {"entities": [{"type": "Mention", "mentioned": {"name": "Anna"}, "text": "x"}]},
    {"entities": [{"type": "mention", "mentioned": {"id": "29:a"}}]},
    {"entities": [{"type": "mention", "mentioned": {"id": "29:a"}, "text": 5}]},
    {"membersAdded": {}},
    {"membersAdded": ["29:a"]},
    {"membersAdded": [{"name": "Anna"}]},
    {"membersRemoved": [None]},
    {"reactionsAdded": [{}]},
    {"reactionsRemoved": "like"},
    {"suggestedActions": [1]},
    {"historyDisclosed": "perhaps"},
    {"listenFor": 5},
    {"textHighlights": [{"occurrence": "often"}]},
    {"type": "messageUpdate", "channelData": {"notification": "x"}},
    {"type": "messageUpdate", "channelData": {"onBehalfOf": 5}},
    {"type": "conversationUpdate", "channelData": None},
    {"type": "invoke", "id": ...},
    {"type": "invoke", "name": {}},
    {"type": "invoke", "name": "task/fetch"},
    {"type": "invoke", "name": "task/fetch", "value": [1]},
    {"type": "invoke", "name": "composeExtension/query", "value": "x"},
    {"type": "invoke", "name": "composeExtension/submitAction", "value": {"messagePayload": 5}},
    {"type": "invoke", "name": "adaptiveCard/action"},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": "x"}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"verb": 5}}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": "x"}}},
]


@pytest.mark.parametrize("changes", MISSHAPEN, ids=lambda changes: str(changes)[:60])
async def test_a_misshapen_activity_is_refused(client, activity, teams, changes):
    response = await post(client, activity(**changes))

    assert response.status == 400
    error = await error_of(response)
    assert error["code"] == "bad_shape"
    assert error["message"]
    assert not teams.sent


async def test_a_refusal_does_not_quote_the_body(client, activity, caplog):
    response = await post(client, activity(text={"deep": SECRET}, locale=[SECRET]))

    assert response.status == 400
    assert SECRET not in await response.text() + caplog.text


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ...},
        {"text": None, "value": {"choice": "irritant"}},
        {"value": "a string"},
        {"channelData": ...},
        {"channelData": None},
        {"attachments": None, "entities": None, "membersAdded": None},
        {"entities": [{"type": "clientInfo", "locale": "fr-FR", "platform": "iOS"}]},
        {"entities": [{"type": "mention", "mentioned": {"id": "28:bot"}, "text": "<at>F</at>"}]},
        {"unknownField": {"x": [1, 2]}},
        {"timestamp": ...},
        {"text": "x" * 10_000},
        {"type": "conversationUpdate", "id": ..., "membersAdded": [{"id": "28:bot"}]},
        {"type": "installationUpdate", "action": "add", "id": ...},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "1"},
        {"type": "somethingNew"},
        {"from": {"id": "x" * 512}},
    ],
    ids=lambda changes: str(changes)[:60],
)
async def test_what_teams_may_leave_out_or_add_is_taken(client, activity, changes):
    assert (await post(client, activity(**changes))).status == 200


UNSEEN = "\0\x07\x1b\x7f\x85\x9f\xad\u200b\u202a\u202e\u2060\u2066\u2069\ufeff"


@pytest.mark.parametrize("is_ascii", [True, False])
@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda each: f"U+{ord(each):04X}")
async def test_what_nobody_sees_is_dropped_wherever_it_is(client, activity, bot, unseen, is_ascii):
    said = activity(text=f"a{unseen}b", value={"k": [f"{unseen}v", {"x": unseen}]})
    await post(client, json.dumps(said, ensure_ascii=is_ascii).encode())

    assert bot.activities[0].text.replace("\n", "") == "ab"
    assert bot.activities[0].value["k"][0].strip() == "v"
    assert bot.activities[0].value["k"][1]["x"].strip() == ""


@pytest.mark.parametrize(
    "said", ["l’été, « déjà » 👩‍👩‍👧 10\u202f% ; 日本", "שלום \u200f!", "a\tb\nc", "C:\\bin"]
)
async def test_what_is_seen_stays_as_it_is(client, activity, bot, said):
    await post(client, activity(text=said))

    assert bot.activities[0].text == said


async def test_a_key_cannot_be_cleaned_into_one_that_was_checked(client, activity, bot):
    twice = {"tenant": {"id": TENANT}, "tenant\0": {"id": "other"}, "te\u200bnant": {"id": "x"}}
    await post(client, activity(channelData=twice))

    assert bot.activities[0].channel_data == {"tenant": {"id": TENANT}}


@pytest.mark.parametrize(("levels", "status"), [(60, 200), (64, 400), (500, 400)])
async def test_sixty_levels_are_no_trouble_but_hundreds_are(client, activity, levels, status):
    value = json.loads(nested(levels))

    response = await post(client, activity(value=value))

    assert response.status == status
    assert status == 200 or (await error_of(response))["code"] == "too_deep"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_only_post_is_served(client, method):
    response = await client.request(method, "/api/messages")

    assert response.status == 405
    assert response.headers["Allow"] == "POST"
    assert (await error_of(response))["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "", "multipart/form-data"]
)
async def test_only_json_is_taken(client, activity, content_type):
    response = await post(client, activity(), **{"Content-Type": content_type})

    assert response.status == 415
    assert (await error_of(response))["code"] == "unsupported_media_type"


async def chunks(size):
    for _ in range(size // 65536 + 1):
        yield b" " * 65536


@pytest.mark.parametrize("announced", [True, False])
async def test_more_than_a_mebibyte_is_refused(client, announced):
    size = 1024 * 1024 + 1
    response = await client.post(
        "/api/messages",
        data=io.BytesIO(b" " * size) if announced else chunks(size),
        headers={"Content-Type": "application/json"},
    )

    assert response.status == 413
    assert (await error_of(response))["code"] == "too_large"


async def test_a_small_body_that_unpacks_to_a_large_one_is_refused(client):
    response = await post(
        client, zlib.compress(b" " * 50_000_000), **{"Content-Encoding": "deflate"}
    )

    assert response.status == 413


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "nonsense"])
async def test_a_body_that_does_not_unpack_is_refused(client, encoding):
    response = await post(client, b"\x01\x02 not packed", **{"Content-Encoding": encoding})

    assert response.status == 400


async def test_a_sender_who_hangs_up_leaves_no_trace(client, caplog):
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(
        b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: 100\r\n\r\n{"
    )
    await writer.drain()
    writer.close()
    await asyncio.sleep(0.05)

    assert await reader.read() == b""
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


# -- what goes wrong -----------------------------------------------------------------------------


def logged_number(caplog):
    return NUMBER.findall(caplog.text)[0]


async def test_a_message_that_fails_gets_an_apology_with_its_number(
    client, activity, teams, caplog
):
    response = await post(client, activity(text=f"fail {SECRET}"))

    assert response.status == 200
    assert teams.texts == [f"Désolé, incident {logged_number(caplog)}."]
    assert (teams.sent[0].reply_to, teams.sent[0].conversation_id) == (
        "1700000000001",
        "19:c@thread.tacv2;messageid=17",
    )


async def test_an_incident_is_logged_without_content(client, activity, caplog):
    await post(client, activity(text=f"fail {SECRET}"))

    record = caplog.records[-1]
    assert record.levelno == logging.ERROR
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    assert "raise RuntimeError(text) from error" in caplog.text
    assert SECRET not in caplog.text
    assert "Anna" not in caplog.text
    assert record.exc_info is None


@pytest.mark.parametrize("verb", ["fail", "unserialisable"])
async def test_a_button_that_fails_says_so_in_the_same_response(client, activity, caplog, verb):
    response = await post(client, invoke(activity, verb))

    assert response.status == 200
    assert await response.json() == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": f"Désolé, incident {logged_number(caplog)}.",
    }
    assert SECRET not in caplog.text


async def test_a_dialog_that_fails_says_so_in_its_own_form(client, activity, caplog):
    response = await post(client, activity(type="invoke", name="task/submit", value={"data": {}}))

    assert await response.json() == {
        "task": {"type": "message", "value": f"Désolé, incident {logged_number(caplog)}."}
    }


async def test_an_apology_that_cannot_be_sent_changes_nothing(client, activity, teams, caplog):
    teams.fail(403, "BotNotInConversationRoster")
    response = await post(client, activity(text="fail"))

    assert response.status == 200
    assert "BotNotInConversationRoster" in caplog.text


async def test_teams_being_away_is_an_incident_that_says_why(client, activity, teams, caplog):
    teams.fail(503, "ServiceUnavailable", times=2)
    response = await post(client, activity(text="hello"))

    assert response.status == 200
    assert "ConnectorError: 503 ServiceUnavailable" in caplog.text


async def test_what_could_not_be_kept_is_asked_for_again(client, activity, teams):
    response = await post(client, activity(text="later"))

    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert (await error_of(response))["code"] == "not_kept"
    assert not teams.sent


async def test_what_is_sent_again_while_its_turn_goes_on_is_not_done_twice(
    client, activity, bot, monkeypatch
):
    monkeypatch.setattr("bot.teams.door.endpoint.TURN_WITHIN", 0.05)
    first, again = [await post(client, activity(text="slow")) for _ in range(2)]

    assert (first.status, again.status) == (503, 503)
    assert len(bot.activities) == 1

    bot.go_on.set()
    await asyncio.sleep(0)  # its end is heard
    assert (await post(client, activity(text="hello"))).status == 200


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ({"conversation": {"id": "a:1", "conversationType": "personal"}}, 1),
        ({"entities": [{"type": "mention", "text": "x", "mentioned": {"id": "28:bot"}}]}, 1),
        ({}, 0),
    ],
    ids=["chat", "mention", "channel"],
)
async def test_who_speaks_to_the_bot_is_told_once_a_minute_that_nothing_is_kept(
    client, activity, teams, kind, told
):
    for number in ("1", "2"):
        body = activity(text="later", **({"id": number, "recipient": {"id": "28:bot"}} | kind))
        assert (await post(client, body)).status == 503

    assert teams.texts == ["Réessayez dans une minute."] * told


# -- the wire ------------------------------------------------------------------------------------


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
