"""« À traiter »: what waits for the quality lead, the oldest first."""

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
from cards.plain import short
from domain.contribution import Contribution, Status
from domain.ideas import Inbox

_LINE = 110


def inbox_card(inbox: Inbox, zone: ZoneInfo, *, said: str = "") -> dict[str, Any]:
    """Return a page of what is to be read and decided; each opens in one press."""
    title = idea_texts.INBOX_TITLE
    waiting = idea_texts.to_read(inbox.unread, inbox.undecided, inbox.late)
    summary = waiting or idea_texts.INBOX_EMPTY
    if inbox.last:
        summary += f" · {texts.page(inbox.number, inbox.last)}"
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        *([TextBlock(text=f"✔ {said}", color="Good")] if said else []),
        TextBlock(text=summary, isSubtle=True, size="Small", spacing="None"),
        *_asked_back(inbox, zone),
    ]
    body += [_line(each, inbox, zone) for each in inbox.contributions]
    return to_dict(
        Card(
            body=body,
            actions=_actions(inbox),
            speak=f"{title}\u00a0: {summary}",
            fallbackText=f"{title}\u00a0: {summary}",
        )
    )


def _asked_back(inbox: Inbox, zone: ZoneInfo) -> list[Element]:
    if not inbox.asked_back or inbox.number:
        return []
    return [
        TextBlock(text=idea_texts.INBOX_ASKED, weight="Bolder", separator=True),
        *(_line(each, inbox, zone, asks=True) for each in inbox.asked_back),
    ]


def _line(
    contribution: Contribution, inbox: Inbox, zone: ZoneInfo, *, asks: bool = False
) -> Element:
    said = contribution.asked_back if asks else contribution.text
    left: list[Element] = [
        headline(contribution.kind, str(contribution.number)),
        RichTextBlock(inlines=[TextRun(text=short(said, _LINE))], spacing="None"),
        _about(contribution, inbox, zone),
    ]
    opening = verbs.OpenFiche(contribution=contribution.id, inbox=inbox.number)
    columns = [
        Column(width="stretch", items=left),
        Column(
            width="auto",
            verticalContentAlignment="Center",
            items=[ActionSet(actions=[_button(texts.OPEN, opening)])],
        ),
    ]
    return Container(separator=True, items=[ColumnSet(columns=columns)])


def _about(contribution: Contribution, inbox: Inbox, zone: ZoneInfo) -> Element:
    """Return « 6 j · ○ Reçue · Wissembourg · Moi aussi · 7 »."""
    parts = [
        idea_texts.age(contribution.created_at.astimezone(zone).date(), inbox.today),
        texts.marked_status(contribution.kind, contribution.status),
        "" if contribution.is_anonymous else short(contribution.site_name, 40),
    ]
    if contribution.support:
        parts.append(texts.support(contribution.kind, contribution.support))
    parts.append(idea_texts.comments(contribution.comments))
    if contribution.promised_on:
        promised = contribution.promised_on
        past = promised < inbox.today
        said = idea_texts.PROMISED_PAST if past else idea_texts.PROMISED
        parts.append(said.format(day=idea_texts.short_day(promised, inbox.today)).rstrip("."))
    if contribution.assigned_to_name:
        name = short(contribution.assigned_to_name, 40)
        parts.append(idea_texts.HANDED_TO.format(name=name))
    if number := inbox.alike.get(contribution.id):
        parts.append(idea_texts.INBOX_ALIKE.format(number=number))
    said = " · ".join(part for part in parts if part)
    return RichTextBlock(inlines=[TextRun(text=said, size="Small", isSubtle=True)], spacing="None")


def _actions(inbox: Inbox) -> list[Action]:
    unread = [each.id for each in inbox.contributions if each.status is Status.RECEIVED]
    actions: list[Action] = []
    if inbox.number < inbox.last:
        actions.append(_button(texts.PAGE_NEXT, verbs.ShowInbox(page=inbox.number + 1)))
    if inbox.number:
        actions.append(_button(texts.PAGE_PREVIOUS, verbs.ShowInbox(page=inbox.number - 1)))
    if unread:
        ids = ",".join(map(str, unread))
        actions.append(_button(idea_texts.READ_PAGE, verbs.ReadSome(ids=ids, page=inbox.number)))
    if inbox.unread:
        actions.append(_button(idea_texts.READ_ALL, verbs.ReadAll()))
    return actions


def _button(title: str, data: verbs.Data) -> Action:
    return button(title, data.verb, verbs.carried(data), inputs=False)
