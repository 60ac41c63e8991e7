"""The links to a list as a file."""

from collections.abc import Sequence
from typing import Any

from cards.exchange import texts as exchange_texts
from cards.kit import ActionOpenUrl, Card, Element, TextBlock, to_dict


def export_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to a list as a spreadsheet, CSV and JSON."""
    body: list[Element] = [
        TextBlock(text=exchange_texts.EXPORT_TITLE, weight="Bolder"),
        TextBlock(text=exchange_texts.EXPORT_WHAT, isSubtle=True, size="Small"),
    ]
    actions = [
        ActionOpenUrl(title=title, url=url)
        for title, url in zip(exchange_texts.EXPORT_OPEN, urls, strict=True)
    ]
    title = exchange_texts.EXPORT_TITLE
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))
