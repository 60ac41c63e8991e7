"""The links to a list as a file."""

from collections.abc import Sequence
from typing import Any

from cards.exchange import texts as exchange_texts
from cards.kit import Element, TextBlock
from cards.parts import hint, links, titled


def export_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to a list as a spreadsheet, CSV and JSON."""
    body: list[Element] = [
        TextBlock(text=exchange_texts.EXPORT_TITLE, weight="Bolder"),
        hint(exchange_texts.EXPORT_WHAT),
    ]
    return titled(exchange_texts.EXPORT_TITLE, body, links(exchange_texts.EXPORT_OPEN, urls))
