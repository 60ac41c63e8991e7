"""« Mes contributions »: a page of what a person wrote."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.kit import Action, Card, Element, TextBlock, to_dict
from cards.parts import listed, press
from domain.contributions.contribution import Contribution


def mine_card(
    contributions: Sequence[Contribution],
    *,
    page: int,
    last: int,
    total: int,
    today: date,
    zone: ZoneInfo,
) -> dict[str, Any]:
    """Return a page of contributions, newest first; each opens."""
    if not total:
        return _empty()
    summary = texts.how_many(total) + (f" · {texts.page(page, last)}" if last else "")
    body: list[Element] = [
        TextBlock(text=texts.MINE, style="heading", weight="Bolder", size="Medium"),
        TextBlock(text=summary, isSubtle=True, size="Small", spacing="None"),
    ]
    body += [_line(contribution, page, today, zone) for contribution in contributions]
    actions: list[Action] = []
    if page < last:
        actions.append(press(texts.NEXT, contribution_verbs.ListMine(page=page + 1)))
    if page > 0:
        actions.append(press(texts.PREVIOUS, contribution_verbs.ListMine(page=page - 1)))
    title = f"{texts.MINE}\u00a0: {summary}"
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def _empty() -> dict[str, Any]:
    body = [TextBlock(text=contribution_texts.MINE_EMPTY)]
    new = press(texts.NEW, contribution_verbs.NewForm())
    return to_dict(
        Card(
            body=body,
            actions=[new],
            speak=contribution_texts.MINE_EMPTY,
            fallbackText=contribution_texts.MINE_EMPTY,
        )
    )


def _line(contribution: Contribution, page: int, today: date, zone: ZoneInfo) -> Element:
    about = (
        texts.marked_status(contribution.kind, contribution.status),
        texts.day(contribution.created_at.astimezone(zone).date(), today),
        contribution_texts.supports(contribution.support),
        contribution_texts.comments(contribution.comments),
        texts.ANONYMOUS.lower() if contribution.is_anonymous else "",
    )
    return listed(
        contribution, about, contribution_verbs.Open(contribution=contribution.id, page=page)
    )
