"""« Mes contributions »: a page of what a person wrote."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import idea_texts, texts, verbs
from cards.contribution import headline
from cards.kit import (
    Action,
    ActionSet,
    Card,
    Column,
    ColumnSet,
    Container,
    Element,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    to_dict,
)
from cards.plain import excerpt
from domain.contribution import Contribution

_LINE = 110
"""Characters of each contribution shown in the list: about two lines on a phone."""


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
        actions.append(_button(texts.NEXT, verbs.ListMine(page=page + 1)))
    if page > 0:
        actions.append(_button(texts.PREVIOUS, verbs.ListMine(page=page - 1)))
    title = f"{texts.MINE}\u00a0: {summary}"
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def _empty() -> dict[str, Any]:
    body = [TextBlock(text=texts.MINE_EMPTY)]
    new = _button(texts.NEW, verbs.NewForm())
    return to_dict(
        Card(body=body, actions=[new], speak=texts.MINE_EMPTY, fallbackText=texts.MINE_EMPTY)
    )


def _line(contribution: Contribution, page: int, today: date, zone: ZoneInfo) -> Element:
    when = texts.day(contribution.created_at.astimezone(zone).date(), today)
    said = " · ".join((texts.marked_status(contribution.kind, contribution.status), when))
    if contribution.support:
        said += f" · {texts.support(contribution.kind, contribution.support)}"
    if contribution.comments:
        said += f" · {idea_texts.comments(contribution.comments)}"
    if contribution.is_anonymous:
        said += f" · {texts.ANONYMOUS.lower()}"
    opening = _button(texts.OPEN, verbs.Open(contribution=contribution.id, page=page))
    left: list[Element] = [
        headline(contribution.kind, str(contribution.number)),
        RichTextBlock(inlines=[TextRun(text=excerpt(contribution.text, _LINE))], spacing="None"),
        TextBlock(text=said, isSubtle=True, size="Small", spacing="None"),
    ]
    columns = [
        Column(width="stretch", items=left),
        Column(
            width="auto",
            verticalContentAlignment="Center",
            items=[ActionSet(actions=[opening])],
        ),
    ]
    return Container(separator=True, items=[ColumnSet(columns=columns)])


def _button(title: str, data: verbs.Data) -> Action:
    return button(title, data.verb, verbs.carried(data), inputs=False)
