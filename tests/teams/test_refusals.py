"""What Teams refuses, answers badly or not at all, and what each means."""

import asyncio
import socket

import aiohttp
import pytest

from bot.config import Settings
from bot.teams.sending import connector as connector_module
from bot.teams.sending.connector import Connector
from bot.teams.sending.tokens import Tokens
from tests.fakes import SEND, FakeClock
from tests.teams.failing import failure_of


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
