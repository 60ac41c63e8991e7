"""What goes wrong in a turn: an apology with a number, and nothing of the content."""

import asyncio
import logging
import re

import pytest

from tests.teams.endpoint import SECRET, error_of, invoke, post

NUMBER = re.compile(r"INC-[0-9A-Z]{5}")


def logged_number(caplog):
    return NUMBER.findall(caplog.text)[0]


async def test_a_message_that_fails_gets_an_apology_with_its_number(
    client, activity, teams, caplog
):
    response = await post(client, activity(text=f"fail {SECRET}"))

    assert response.status == 503
    assert teams.texts == [f"Désolé, incident {logged_number(caplog)}."]
    assert (teams.sent[0].reply_to, teams.sent[0].conversation_id) == (
        "1700000000001",
        "19:c@thread.tacv2;messageid=17",
    )


async def test_a_message_that_fails_again_is_apologised_for_once_a_minute(
    client, activity, teams, caplog
):
    for _ in range(3):
        response = await post(client, activity(text="fail"))
        assert response.status == 503
        assert int(response.headers["Retry-After"]) > 0

    assert len(NUMBER.findall(caplog.text)) == 3
    assert len(teams.texts) == 1


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

    assert response.status == 503
    assert "BotNotInConversationRoster" in caplog.text


async def test_teams_being_away_is_an_incident_that_says_why(client, activity, teams, caplog):
    teams.fail(503, "ServiceUnavailable", times=2)
    response = await post(client, activity(text="hello"))

    assert response.status == 503
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
    with monkeypatch.context() as hasty:
        hasty.setattr("bot.teams.door.endpoint.TURN_WITHIN", 0.05)
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
