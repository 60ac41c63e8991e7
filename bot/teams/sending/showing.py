"""The messages of Teams that carry a card, or a few words of our own."""

from typing import Any


def activity(shown: dict[str, Any] | str) -> dict[str, Any]:
    """Return the message that carries a card, or words."""
    return text_activity(shown) if isinstance(shown, str) else card_activity(shown)


def card_activity(card: dict[str, Any]) -> dict[str, Any]:
    """Return a message that carries *card*; its summary is what a notification shows."""
    return {
        "type": "message",
        "summary": card["fallbackText"],
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        ],
    }


def text_activity(text: str) -> dict[str, Any]:
    """Return a message of our own words, in which markdown is read."""
    return {"type": "message", "textFormat": "markdown", "text": text}
