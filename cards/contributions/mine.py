"""« Mes contributions »: a page of what a person wrote."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.kit import Element
from cards.parts import below, following, heading, listed, press, previous, sentence, titled
from domain.contributions.view import View


def mine_card(
    contributions: Sequence[View],
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
        heading(texts.MINE),
        below(summary),
    ]
    body += [_line(contribution, page, today, zone) for contribution in contributions]
    listing = contribution_verbs.ListMine()
    actions = [
        *following(listing, page, last, title=texts.NEXT),
        *previous(listing, page, title=texts.PREVIOUS),
    ]
    title = f"{texts.MINE}\u00a0: {summary}"
    return titled(title, body, actions)


def _empty() -> dict[str, Any]:
    new = press(texts.NEW, contribution_verbs.NewForm())
    return sentence(contribution_texts.MINE_EMPTY, new)


def _line(contribution: View, page: int, today: date, zone: ZoneInfo) -> Element:
    about = (
        texts.marked_status(contribution.kind, contribution.status),
        texts.day(contribution.created_at.astimezone(zone).date(), today),
        contribution_texts.supports(contribution.support),
        contribution_texts.comments(contribution.comments),
        texts.ANONYMOUS.lower() if contribution.is_unsigned else "",
    )
    return listed(
        contribution, about, contribution_verbs.Open(contribution=contribution.id, page=page)
    )
