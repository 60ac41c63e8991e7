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


async def _search(ml: World, who: Any = CLAIRE, **query: Any) -> dict[str, Any]:
    value = {
        "commandId": "searchContributions",
        "parameters": [{"name": name, "value": said} for name, said in query.items()],
        "queryOptions": {"skip": 0, "count": 25},
    }
    status, body = await ml.deliver(
        ml.chat_activity(who)
        | {"type": "invoke", "name": "composeExtension/query", "value": value}
    )
    assert status == 200
    found: dict[str, Any] = body["composeExtension"]
    return found


async def test_a_fiche_is_found_by_words_or_number_and_put_into_any_conversation(
    ml: World,
) -> None:
    await ml.post(NADIA, "Irritant : les badges de l'accueil ne s'ouvrent plus")
    await ml.post(AWA, "Suggestion : une réunion debout le lundi")

    for said in ("badge", "BADGES accueil", "AC-2026-0001", "1", "#1", "bad"):
        (found,) = (await _search(ml, searchText=said))["attachments"]
        assert "AC-2026-0001" in found["preview"]["content"]["title"]
        card = found["content"]
        assert problems(card) == []
        assert "les badges de l'accueil" in words_of(card)
        assert not any(each["type"] != "Action.OpenUrl" for each in card.get("actions", []))
    opened = await _search(ml, initialRun="true")
    assert len(opened["attachments"]) == 2
    near = await _search(ml, searchText="réunions à l'étranger")
    assert "AC-2026-0002" in near["attachments"][0]["preview"]["content"]["title"]
    assert (await _search(ml, searchText="zygomatique"))["type"] == "message"


async def test_what_was_said_in_private_is_never_found_for_others_to_read(ml: World) -> None:
    card = card_of(await ml.say(NADIA, "nouveau"))
    await ml.press(NADIA, card, "Envoyer", kind="irritant", text="Mon bureau est une glacière")

    for who in (NADIA, CLAIRE):
        for said in ("glacière", "AC-2026-0001", "1"):
            assert (await _search(ml, who, searchText=said))["type"] == "message"


async def test_a_search_that_no_teams_sends_finds_the_newest_or_nothing(ml: World) -> None:
    await ml.post(NADIA, "Irritant : les badges")
    odd: list[Any] = [{}, {"parameters": "x"}, {"parameters": [3], "queryOptions": {"skip": -4}}]

    for value in odd:
        status, body = await ml.deliver(
            ml.chat_activity(NADIA)
            | {"type": "invoke", "name": "composeExtension/query", "value": value}
        )
        assert status == 200
        assert len(body["composeExtension"]["attachments"]) == 1
