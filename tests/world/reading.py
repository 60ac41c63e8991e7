"""What a reader finds in a card."""

from typing import Any


def card_of(activity: dict[str, Any]) -> dict[str, Any]:
    """Return the card of a message."""
    card: dict[str, Any] = activity["attachments"][0]["content"]
    return card


def find_button(part: Any, title: str) -> Any:
    """Return the button of a card whose title begins so."""
    found = [each for each in walk(part) if str(each.get("title", "")).startswith(title)]
    buttons = [each for each in found if each.get("type") == "Action.Execute"]
    assert buttons, f"no button {title!r} among {[each.get('title') for each in walk(part)]}"
    return buttons[0]


def walk(part: Any) -> Any:
    """Return every object inside a card, but the fallbacks of actions."""
    if isinstance(part, list):
        return [each for item in part for each in walk(item)]
    if not isinstance(part, dict):
        return []
    inner = [each for key, item in part.items() if key != "fallback" for each in walk(item)]
    return [part, *inner]


def inputs_of(part: Any) -> list[dict[str, Any]]:
    """Return the fields in a part of a card."""
    return [each for each in walk(part) if str(each.get("type")).startswith("Input.")]


def words_of(card: dict[str, Any]) -> str:
    """Return what a reader sees of a card: texts, words, titles of buttons and labels."""
    keys: tuple[str, ...] = ("text", "title", "label", "value", "errorMessage")
    return "\n".join(
        str(each[key]) for each in walk(card) for key in keys if isinstance(each.get(key), str)
    )
