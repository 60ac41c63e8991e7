"""« Noter… » on any message, from the compose box, and the dialogs."""

from typing import Any

from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, World, card_of, words_of

MESSAGE = {
    "id": "1763000009999",
    "linkToMessage": "https://teams.microsoft.com/l/message/19:x/1763000009999",
    "body": {"contentType": "html", "content": "<p>Le <b>badge</b> bloque encore l'accueil</p>"},
    "from": {"user": {"id": NADIA.aad, "displayName": NADIA.name}},
    "attachments": [],
}


async def _invoke(
    ml: World, name: str, value: dict[str, Any], who: Any = CLAIRE
) -> dict[str, Any]:
    status, body = await ml.deliver(
        ml.channel_activity(who) | {"type": "invoke", "name": name, "value": value}
    )
    assert status == 200, status
    task: dict[str, Any] = body["task"]
    return task


def _form(task: dict[str, Any]) -> dict[str, Any]:
    assert task["type"] == "continue"
    card: dict[str, Any] = task["value"]["card"]["content"]
    assert problems(card) == []
    assert [action["type"] for action in card["actions"]] == ["Action.Submit"]
    return card


async def test_a_message_is_noted_with_its_author_and_its_address(ml: World) -> None:
    value = {"commandId": "noteMessage", "commandContext": "message", "messagePayload": MESSAGE}
    form = _form(await _invoke(ml, "composeExtension/fetchTask", value))
    assert "Le badge bloque encore l'accueil" in words_of(form)

    data = form["actions"][0]["data"] | {"kind": "irritant", "text": "Le badge bloque"}
    done = await _invoke(ml, "composeExtension/submitAction", value | {"data": data})

    assert "AC-2026-0001" in done["value"]
    shown = card_of(await ml.say(NADIA, "fiche AC-2026-0001"))
    assert NADIA.name in words_of(shown)
    assert any(action.get("url") == MESSAGE["linkToMessage"] for action in shown["actions"])


async def test_sending_the_dialog_twice_notes_once(ml: World) -> None:
    form = _form(await _invoke(ml, "composeExtension/fetchTask", {"commandId": "noteMessage"}))
    data = form["actions"][0]["data"] | {"kind": "suggestion", "text": "Un QR code"}

    first = await _invoke(ml, "composeExtension/submitAction", {"data": data})
    again = await _invoke(ml, "composeExtension/submitAction", {"data": data})

    assert first == again


async def test_a_wrong_dialog_comes_back_with_what_was_typed(ml: World) -> None:
    form = _form(await _invoke(ml, "task/fetch", {"data": {}}, AWA))
    data = form["actions"][0]["data"] | {"kind": "", "text": "Un QR code"}

    again = _form(await _invoke(ml, "task/submit", {"data": data}, AWA))

    assert "Un QR code" in words_of(again)
    assert "Choisissez" in words_of(again)


async def test_a_dialog_from_nowhere_gets_a_sentence(ml: World) -> None:
    values: list[dict[str, Any]] = [
        {},
        {"data": None},
        {"data": {"form": 3}},
        {"messagePayload": {"from": {}}},
    ]
    for value in values:
        task = await _invoke(ml, "task/submit", value)
        assert task["type"] == "message"
        assert task["value"].endswith(".")
