"""A loop gone wild: what is not taken is answered 429, said once in words, and not kept."""

from typing import Any

import pytest

from bot.teams.door.limits import PERSON, TENANT
from cards import texts
from cards.contributions import texts as contribution_texts
from domain.pace import Limit
from tests.attack.conftest import Guarded
from tests.world import AWA, NADIA, World


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ten messages be as many as a minute's, to be sent in a test."""
    monkeypatch.setattr("bot.teams.door.limits.PERSON", Limit(PERSON.name, 60.0, burst=10))
    monkeypatch.setattr("bot.teams.door.limits.TENANT", Limit(TENANT.name, 60.0, burst=15))


async def _answers(ml: World, activities: list[dict[str, Any]]) -> list[tuple[int, Any, Any]]:
    said = []
    for activity in activities:
        async with ml.http.post(f"{ml.url}/api/messages", json=activity) as response:
            raw = await response.read()
            body = await response.json() if raw else None
            said.append((response.status, response.headers.get("Retry-After"), body))
    return said


@pytest.mark.usefixtures("few")
async def test_what_is_too_much_is_put_off_and_said_once_in_the_chat(guarded: Guarded) -> None:
    ml = guarded.ml
    sent = [ml.chat_activity(NADIA, text="merci") for _ in range(13)]
    answers = await _answers(ml, sent)

    assert [status for status, *_ in answers] == [200] * 10 + [429] * 3
    _, retry_after, said = answers[-1]
    assert 0 < int(retry_after) <= 60
    assert said == {"error": {"code": "too_many", "message": texts.TOO_MANY}}
    assert ml.teams.texts.count(texts.TOO_MANY) == 1
    assert ml.teams.texts.count(contribution_texts.THANKS) == 10
    async with ml.http.get(f"{ml.url}/metrics") as page:
        assert 'flash_refused_requests_total{reason="too_many"} 3.0' in await page.text()


@pytest.mark.usefixtures("few")
async def test_a_button_is_never_thanked_for_what_is_not_kept(guarded: Guarded) -> None:
    ml = guarded.ml
    for n in range(10):
        form = {"form": f"{n}" * 32, "kind": "irritant", "text": "Le fax"}
        assert (await ml.execute(NADIA, "form.send", form))[0] == 200

    status, body = await ml.execute(NADIA, "form.send", {"form": "x" * 32, "text": "Perdu"})

    assert (status, body["statusCode"]) == (429, 429)
    assert body["value"]["message"] == texts.TOO_MANY
    assert texts.TOO_MANY in ml.teams.texts
    mine = await ml.execute(AWA, "mine.list", {})
    assert mine[0] == 200, "others are heard"


@pytest.mark.usefixtures("few")
async def test_nobody_is_told_off_where_others_read(guarded: Guarded) -> None:
    ml = guarded.ml
    sent = [ml.channel_activity(NADIA, text="Irritant : le fax") for _ in range(12)]

    assert [status for status, *_ in await _answers(ml, sent)][10:] == [429, 429]
    assert texts.TOO_MANY not in ml.teams.texts


@pytest.mark.usefixtures("few")
async def test_a_whole_tenant_has_its_limit(guarded: Guarded) -> None:
    ml = guarded.ml
    sent = [ml.chat_activity(who, text="merci") for who in (NADIA, AWA) for _ in range(9)]

    assert [status for status, *_ in await _answers(ml, sent)] == [200] * 15 + [429] * 3


@pytest.mark.usefixtures("few")
async def test_strangers_use_up_nobodys_turns_and_garbage_is_put_off_too(
    guarded: Guarded,
) -> None:
    ml = guarded.ml
    proof = ml.http.headers.pop("Authorization")
    strangers = [ml.chat_activity(NADIA, text="merci") for _ in range(30)]
    assert {status for status, *_ in await _answers(ml, strangers)} == {401}

    ml.http.headers["Authorization"] = proof
    garbage = [ml.chat_activity(NADIA) | {"conversation": 5} for _ in range(12)]
    assert [status for status, *_ in await _answers(ml, garbage)] == [400] * 10 + [429] * 2
    gone = ml.chat_activity(NADIA) | {"type": "conversationUpdate", "id": None}
    assert [status for status, *_ in await _answers(ml, [gone])] == [429]
