"""Bodies of requests: the malformed, the immense and the odd."""

import asyncio
import io
import json
import logging
import zlib

import pytest

from tests.teams.endpoint import SECRET, error_of, nested, post
from tests.teams.proof import TENANT


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not_json"),
        (b" ", "not_json"),
        (b"{", "not_json"),
        (b"hello", "not_json"),
        (b"\xff\xfe{}", "not_json"),
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
NOTHING_TO_READ = [
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
    {"conversation": ...},
    {"conversation": "19:c"},
    {"conversation": {"id": ["19:c"]}},
    {"conversation": {"id": LONG}},
    {"channelData": "x"},
    {"channelData": [1]},
    {"channelData": {"tenant": "t"}},
    {"channelData": {"tenant": {"id": 5}}},
    {"type": "invoke", "id": ...},
    {"type": "invoke", "name": "task/fetch"},
    {"type": "invoke", "name": "task/fetch", "value": [1]},
    {"type": "invoke", "name": "composeExtension/query", "value": "x"},
    {"type": "invoke", "name": "adaptiveCard/action"},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": "x"}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"verb": 5}}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": "x"}}},
]
ODD = [
    {"from": {"id": "29:a", "name": {}}},
    {"from": {"id": "29:a", "aadObjectId": 5}},
    {"recipient": ...},
    {"recipient": {"name": "Flash"}},
    {"conversation": {"id": "19:c", "isGroup": "yes"}},
    {"conversation": {"id": "19:c", "tenantId": {}}},
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
    {"timestamp": 1700000000},
    {"localTimestamp": {}},
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
]


@pytest.mark.parametrize("changes", ODD, ids=lambda changes: str(changes)[:60])
async def test_an_odd_part_is_left_out_and_the_rest_is_read(client, activity, bot, changes):
    response = await post(client, activity(**changes))

    assert response.status == 200
    assert len(bot.activities) == 1


@pytest.mark.parametrize("changes", NOTHING_TO_READ, ids=lambda changes: str(changes)[:60])
async def test_what_is_no_activity_is_refused(client, activity, teams, changes):
    response = await post(client, activity(**changes))

    assert response.status == 400
    error = await error_of(response)
    assert error["code"] == "bad_shape"
    assert error["message"]
    assert not teams.sent


async def test_a_byte_order_mark_is_passed_over(client, activity, bot):
    body = json.dumps(activity(text="bonjour"), ensure_ascii=False).encode("utf-8-sig")

    assert (await post(client, body)).status == 200
    assert bot.activities[0].text == "bonjour"


async def test_a_refusal_does_not_quote_the_body(client, activity, caplog):
    response = await post(client, activity(type={"deep": SECRET}, locale=[SECRET]))

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
