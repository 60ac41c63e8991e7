import asyncio
import socket

import aiohttp
import orjson
import pytest

from bot.config import Settings
from bot.teams.destinations import ForbiddenDestination
from bot.teams.sending import connector as connector_module
from bot.teams.sending.connector import Connector, ConnectorError, open_session
from bot.teams.sending.tokens import Tokens
from tests.fakes import SEND, FakeClock, FakeTeams

APP_ID = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
CHANNEL = "19:é/..%2F ?#&+@thread.tacv2;messageid=17"
ANNA = {"id": "29:anna", "name": "Anna", "aadObjectId": "aad-anna"}


def with_app_id(**changes):
    filled = {
        "app_id": APP_ID,
        "app_password": "s3cret",
        "app_tenant_id": TENANT,
        "service_hosts": "127.0.0.1",
    }
    return Settings(_env_file=None, **filled | changes)


class Entra:
    def __init__(self):
        self.asked = 0
        self.error = None

    def build(self, _):
        return self.acquire

    def acquire(self):
        self.asked += 1
        return self.error or {"access_token": f"token-{self.asked}", "expires_in": 3600}


@pytest.fixture
async def teams():
    async with FakeTeams() as running:
        yield running


@pytest.fixture
async def session():
    async with open_session() as opened:
        yield opened


@pytest.fixture
def connector(session):
    settings = Settings(_env_file=None)
    return Connector(session, Tokens(settings, FakeClock()), settings)


@pytest.fixture
def entra():
    return Entra()


@pytest.fixture
def proving(session, entra):
    """A connector of a bot with an app id."""
    return Connector(session, Tokens(with_app_id(), FakeClock(), entra.build), with_app_id())


async def failure_of(call):
    with pytest.raises(ConnectorError) as failed:
        await call
    return failed.value


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


@pytest.mark.parametrize(
    ("status", "retryable", "gone", "ambiguous"),
    [
        (400, False, False, False),
        (401, False, False, False),
        (403, False, True, False),
        (404, False, True, False),
        (408, False, False, True),
        (412, True, False, False),
        (413, False, False, False),
        (429, True, False, False),
        (500, False, False, True),
        (502, True, False, False),
        (503, True, False, False),
        (504, True, False, False),
        (507, False, False, True),
    ],
)
async def test_refused_messages_are_told_apart(
    teams, connector, status, retryable, gone, ambiguous
):
    teams.fail(status, "BotNotInConversationRoster")

    error = await failure_of(connector.send(teams.service_url, "19:c", {"text": "secret"}))

    assert (error.status, error.code) == (status, "BotNotInConversationRoster")
    assert (error.retryable, error.gone, error.ambiguous) == (retryable, gone, ambiguous)
    assert "secret" not in str(error)
    assert len(teams.calls) == 1, "trying again is the courier's business"


@pytest.mark.parametrize("status", [408, 500])
async def test_what_can_be_said_twice_is_never_ambiguous(teams, connector, status):
    teams.fail(status, times=2)

    update = await failure_of(connector.update(teams.service_url, "19:c", "1", {}))
    delete = await failure_of(connector.delete(teams.service_url, "19:c", "1"))

    assert not update.ambiguous
    assert not delete.ambiguous


@pytest.mark.parametrize("code", ["a b", "é", "x" * 100, "INC\nforged"])
async def test_a_strange_code_is_not_repeated(teams, connector, code):
    teams.fail(400, code)

    assert (await failure_of(connector.send(teams.service_url, "19:c", {}))).code == "unexplained"


async def test_a_code_that_quotes_the_message_is_not_repeated(teams, connector):
    teams.fail(400, "Wissembourg")
    sending = connector.send(teams.service_url, "19:c", {"text": "à Wissembourg, rien"})

    assert (await failure_of(sending)).code == "unexplained"


@pytest.mark.parametrize("body", [b"", b"null", b"<html>", b'{"error": "x"}', b'{"error": {}}'])
async def test_a_refusal_may_explain_nothing(teams, connector, body):
    teams.fail(403, body=body)

    assert (await failure_of(connector.send(teams.service_url, "19:c", {}))).gone


@pytest.mark.parametrize(
    ("retry_after", "date", "seconds"),
    [
        (None, None, None),
        ("3", None, 3.0),
        ("0", None, 0.0),
        ("-1", None, None),
        ("soon", None, None),
        ("Fri, 27 Nov 2026 08:00:30 GMT", "Fri, 27 Nov 2026 08:00:00 GMT", 30.0),
        ("Fri, 27 Nov 2026 07:00:00 GMT", "Fri, 27 Nov 2026 08:00:00 GMT", 0.0),
        ("Fri, 27 Nov 2026 08:00:30", "Fri, 27 Nov 2026 08:00:00 GMT", None),
    ],
)
async def test_how_long_to_wait_is_read(teams, connector, retry_after, date, seconds):
    headers = {"Date": date} if date else {}
    teams.fail(429, retry_after=retry_after, headers=headers)

    error = await failure_of(connector.send(teams.service_url, "19:c", {}))

    assert error.retry_after == seconds


async def test_a_lost_answer_makes_a_message_ambiguous(teams, connector):
    teams.drop(after_reading=True)

    error = await failure_of(connector.send(teams.service_url, "19:c", {"text": "x"}))

    assert (error.status, error.ambiguous, error.retryable) == (0, True, False)
    assert teams.texts == ["x"], "it was delivered"


async def test_an_answer_cut_short_makes_a_message_ambiguous(teams, connector):
    teams.fail(201, body=b"{" * (5 * 1024 * 1024), done=True)

    assert (await failure_of(connector.send(teams.service_url, "19:c", {}))).ambiguous


async def test_a_lost_answer_to_an_update_may_be_tried_again(teams, connector):
    for _ in range(3):  # the client itself repeats such a call once on a kept connection
        teams.drop(after_reading=True)

    error = await failure_of(connector.update(teams.service_url, "19:c", "1", {}))

    assert (error.ambiguous, error.retryable) == (False, True)


async def test_time_out_makes_a_message_ambiguous(teams, connector, monkeypatch):
    monkeypatch.setattr(connector_module, "TIME_LIMIT", 0.1)
    teams.latency = 1.0

    error = await failure_of(connector.send(teams.service_url, "19:c", {}))

    assert error.ambiguous


async def test_a_refused_connection_may_be_tried_again(connector):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"

        error = await failure_of(connector.send(url, "19:c", {}))

    assert (error.status, error.ambiguous, error.retryable) == (0, False, True)


async def test_no_free_connection_means_that_nothing_was_sent(teams):
    settings = Settings(_env_file=None)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=1), timeout=aiohttp.ClientTimeout(connect=0.1)
    ) as narrow:
        connector = Connector(narrow, Tokens(settings, FakeClock()), settings)
        teams.hold(SEND, 1)
        first = asyncio.create_task(connector.send(teams.service_url, "19:c", {}))
        await teams.wait_for_call(SEND, 1)

        error = await failure_of(connector.send(teams.service_url, "19:c", {}))
        teams.release()
        await first

    assert error.retryable
    assert len(teams.sent) == 1


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
