"""« Chercher une fiche » in the message extension."""

import html
from typing import Any

from bot.inquiry import usecases as inquiries
from bot.teams.desk import Desk
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions.card import cited_card
from cards.inquiry import texts as inquiry_texts
from cards.plain import excerpt

MOST_FOUND = 10
_CARD = "application/vnd.microsoft.card.adaptive"
_PREVIEW = "application/vnd.microsoft.card.thumbnail"
_LONGEST_QUERY = 200


async def _search(desk: Desk, turn: Turn, value: dict[str, Any]) -> dict[str, Any]:
    """Return the contributions that a search finds, each with its card.

    Shapes: Microsoft Learn, *Respond to search command*.
    """
    text, skip = _asked(value)
    found = await desk.store.look(inquiries.search, turn, text, MOST_FOUND, skip)
    if not found and not skip:
        return {"composeExtension": {"type": "message", "text": inquiry_texts.SEARCH_NONE}}
    attachments = [
        {
            "contentType": _CARD,
            "content": cited_card(each),
            "preview": {
                "contentType": _PREVIEW,
                "content": {
                    "title": f"{texts.ICON[each.kind]} {each.number} · "
                    f"{texts.status(each.kind, each.status)}",
                    "text": html.escape(excerpt(each.text, 120)),
                },
            },
        }
        for each in found
    ]
    result = {"type": "result", "attachmentLayout": "list", "attachments": attachments}
    return {"composeExtension": result}


def _asked(value: dict[str, Any]) -> tuple[str, int]:
    """Return what is searched for, nothing when the search is only opened, and from where on."""
    parameters = value.get("parameters")
    named = {
        str(each.get("name")): str(each.get("value") or "")
        for each in (parameters if isinstance(parameters, list) else [])
        if isinstance(each, dict)
    }
    options = value.get("queryOptions")
    skip = options.get("skip") if isinstance(options, dict) else 0
    page = skip if isinstance(skip, int) and 0 <= skip <= _FARTHEST else 0
    return named.get("searchText", "")[:_LONGEST_QUERY], page


_FARTHEST = 1000

INVOKES = {"composeExtension/query": _search}
