"""What the bot asks of Teams: said, changed, taken away, looked up; and where it never goes."""

import asyncio

import orjson
import pytest

from bot.teams.destinations import ForbiddenDestination
from bot.teams.sending import connector as connector_module
from tests.fakes import SEND
from tests.teams.failing import failure_of

CHANNEL = "19:é/..%2F ?#&+@thread.tacv2;messageid=17"
ANNA = {"id": "29:anna", "name": "Anna", "aadObjectId": "aad-anna"}


async def test_a_message_is_sent(teams, connector):
    sent = await connector.send(teams.service_url, CHANNEL, {"type": "message", "text": "Été ✓"})

    assert [(s.conversation_id, s.reply_to, s.id) for s in teams.sent] == [(CHANNEL, None, sent)]
    assert teams.texts == ["Été ✓"]
    assert "Été ✓".encode() in teams.calls[0].body, "French is not escaped on the wire"


async def test_a_reply_names_what_it_answers(teams, connector):
    await connector.send(teams.service_url, CHANNEL, {"type": "message"}, "17/0")

    assert teams.sent[0].reply_to == "17/0"


async def test_a_message_is_updated_and_deleted(teams, connector):
    await connector.update(teams.service_url, CHANNEL, "1:a", {"text": "new"})
    await connector.delete(teams.service_url, CHANNEL, "1:a")

    assert [(u.conversation_id, u.id, u.activity) for u in teams.updated] == [
        (CHANNEL, "1:a", {"text": "new"})
    ]
    assert [(d.conversation_id, d.id) for d in teams.deleted] == [(CHANNEL, "1:a")]


async def test_conversations_are_created(teams, connector):
    person = await connector.create_conversation(teams.service_url, {"members": [{"id": "29:b"}]})
    thread = await connector.create_conversation(
        teams.service_url,
        {"channelData": {"channel": {"id": "19:c"}}, "activity": {"text": "Bonjour"}},
    )

    assert person.activity_id == ""
    assert person.conversation_id
    assert thread.conversation_id.startswith("19:c;messageid=")
    assert thread.activity_id == teams.sent[0].id


async def test_a_conversation_without_id_may_exist_all_the_same(teams, connector):
    teams.fail(201, body=b"{}", done=True)

    error = await failure_of(connector.create_conversation(teams.service_url, {}))

    assert error.ambiguous
    assert not error.retryable


async def test_a_member_is_looked_up(teams, connector):
    teams.members = [ANNA]

    assert await connector.member(teams.service_url, "19:c", "aad-anna") == ANNA


async def test_every_member_comes_page_after_page(teams, connector):
    teams.members = [{"id": f"29:{n}"} for n in range(25)]
    teams.page_size = 10

    found = [member async for member in connector.members(teams.service_url, "19:c")]

    assert found == teams.members
    assert len(teams.calls) == 3


async def test_a_roster_that_never_ends_is_given_up(teams, connector, monkeypatch):
    monkeypatch.setattr(connector_module, "_MAX_PAGES", 3)
    teams.fail(200, body=b'{"members": [{"id": "x"}], "continuationToken": "t"}', times=9)

    found = [member async for member in connector.members(teams.service_url, "19:c")]

    assert len(found) == 3


async def test_the_channels_of_a_team_are_listed(teams, connector):
    teams.channels = [{"id": "19:g"}, {"id": "19:c", "name": "amélioration-continue"}]

    assert await connector.channels(teams.service_url, "19:team@thread.tacv2") == teams.channels


@pytest.mark.parametrize("body", [b"[]", b"{}", b"{oops", b'{"conversations": 5}'])
async def test_a_list_that_is_none_is_an_error_not_an_empty_list(teams, connector, body):
    teams.fail(200, body=body)

    assert (await failure_of(connector.channels(teams.service_url, "19:t"))).status == 0


async def test_ids_are_encoded_to_the_last_character(teams, connector):
    await connector.send(teams.service_url, CHANNEL, {}, "a/b?c#d")

    assert teams.calls[0].raw_path == (
        "/emea/v3/conversations/19%3A%C3%A9%2F..%252F%20%3F%23%26%2B%40thread.tacv2%3Bmessageid%3D17"
        "/activities/a%2Fb%3Fc%23d"
    )


@pytest.mark.parametrize("part", ["", ".", ".."])
async def test_an_id_that_would_lead_elsewhere_is_refused(teams, connector, part):
    with pytest.raises(ForbiddenDestination):
        await connector.send(teams.service_url, part, {})

    assert not teams.calls


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "http://10.0.0.1/",
        "http://localhost@evil.example/",
        "http://169.254.169.254/metadata",
        "ftp://127.0.0.1/",
        "",
        None,
    ],
)
async def test_without_app_id_nothing_leaves_this_machine(connector, url):
    with pytest.raises(ForbiddenDestination):
        await connector.send(url, "19:c", {})
    with pytest.raises(ForbiddenDestination):
        connector.check_destination(url)


@pytest.mark.parametrize("url", ["https://evil.example/", "http://smba.trafficmanager.net/"])
async def test_no_token_goes_to_a_host_that_is_not_allowed(proving, entra, url):
    with pytest.raises(ForbiddenDestination):
        await proving.send(url, "19:c", {})

    assert entra.asked == 0


async def test_a_redirection_is_not_followed(teams, proving):
    teams.fail(307, body=b"", headers={"Location": "/emea/v3/conversations/other/activities"})

    error = await failure_of(proving.send(teams.service_url, "19:c", {}))

    assert (error.status, len(teams.calls)) == (307, 1)


async def test_a_bot_with_app_id_proves_who_it_is(teams, proving):
    await proving.send(teams.service_url, "19:c", {})

    assert teams.calls[0].authorization == "Bearer token-1"


async def test_a_refused_token_is_replaced_and_the_call_made_once_more(teams, proving):
    teams.fail(401)

    await proving.send(teams.service_url, "19:c", {"text": "x"})

    assert [c.authorization for c in teams.calls] == ["Bearer token-1", "Bearer token-2"]
    assert teams.texts == ["x"]


async def test_a_bot_that_is_refused_for_good_does_not_insist(teams, proving, entra):
    teams.fail(401, "BotNotRegistered", times=9)

    errors = [await failure_of(proving.send(teams.service_url, "19:c", {})) for _ in range(5)]

    assert {error.status for error in errors} == {401}
    assert (len(teams.calls), entra.asked) == (6, 2)


async def test_a_call_without_token_was_never_sent(teams, proving, entra):
    entra.error = {"error": "invalid_client"}

    error = await failure_of(proving.send(teams.service_url, "19:c", {}))

    assert (error.code, error.retryable) == ("token.invalid_client", True)
    assert not teams.calls


async def test_sixty_four_messages_share_the_time_of_a_slow_peer(teams, connector):
    teams.hold(SEND, 1)

    sends = (connector.send(teams.service_url, f"19:{n}", {}) for n in range(64))
    sending = asyncio.gather(*sends)
    await teams.wait_for_call(SEND, 64)  # one after another, the second would never come
    teams.release()
    await sending

    assert len(teams.sent) == 64


async def test_dict_subclasses_reach_the_wire_whole(teams, connector):
    class Card(dict[str, object]):
        pass

    await connector.send(teams.service_url, "19:c", {"card": Card(body=[Card(a=1)])})

    assert orjson.loads(teams.calls[0].body) == {"card": {"body": [{"a": 1}]}}
