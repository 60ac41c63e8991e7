"""« À traiter »: what waits for the quality lead, the oldest first."""

from typing import Any
from zoneinfo import ZoneInfo

from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.kit import Action, Element
from cards.parts import (
    below,
    done_line,
    following,
    heading,
    listed,
    press,
    previous,
    subheading,
    titled,
)
from cards.plain import short
from domain.contributions.contribution import Status
from domain.contributions.view import View
from domain.ideas.views import Inbox


def inbox_card(inbox: Inbox, zone: ZoneInfo, *, said: str = "") -> dict[str, Any]:
    """Return a page of what is to be read and decided; each opens in one press."""
    title = idea_texts.INBOX_TITLE
    waiting = idea_texts.to_read(inbox.unread, inbox.undecided, inbox.late)
    summary = waiting or idea_texts.INBOX_EMPTY
    if inbox.last:
        summary += f" · {texts.page(inbox.number, inbox.last)}"
    body: list[Element] = [
        heading(title),
        *done_line(said),
        below(summary),
        *_asked_back(inbox, zone),
    ]
    body += [_line(each, inbox, zone) for each in inbox.contributions]
    return titled(f"{title}\u00a0: {summary}", body, _actions(inbox))


def _asked_back(inbox: Inbox, zone: ZoneInfo) -> list[Element]:
    if not inbox.asked_back or inbox.number:
        return []
    return [
        subheading(idea_texts.INBOX_ASKED),
        *(_line(each, inbox, zone, asks=True) for each in inbox.asked_back),
    ]


def _line(contribution: View, inbox: Inbox, zone: ZoneInfo, *, asks: bool = False) -> Element:
    """Return what waits: « 6 j · ○ Reçue · Wissembourg · Moi aussi · 7 »."""
    about = [
        texts.age(contribution.created_at.astimezone(zone).date(), inbox.today),
        texts.marked_status(contribution.kind, contribution.status),
        short(contribution.site, 40),
        contribution_texts.supports(contribution.support),
        contribution_texts.comments(contribution.comments),
        _promise(contribution, inbox),
    ]
    if contribution.assigned_to_name:
        name = short(contribution.assigned_to_name, 40)
        about.append(contribution_texts.HANDED_TO.format(name=name))
    if number := inbox.alike.get(contribution.id):
        about.append(idea_texts.INBOX_ALIKE.format(number=number))
    opening = contribution_verbs.OpenFiche(contribution=contribution.id, inbox=inbox.number)
    return listed(contribution, about, opening, text=contribution.asked_back if asks else "")


def _promise(contribution: View, inbox: Inbox) -> str:
    promised = contribution.promised_on
    if promised is None:
        return ""
    said = (
        contribution_texts.PROMISED_PAST if promised < inbox.today else contribution_texts.PROMISED
    )
    return said.format(day=texts.short_day(promised, inbox.today)).rstrip(".")


def _actions(inbox: Inbox) -> list[Action]:
    unread = [each.id for each in inbox.contributions if each.status is Status.RECEIVED]
    listing = idea_verbs.ShowInbox()
    actions = [
        *previous(listing, inbox.number),
        *following(listing, inbox.number, inbox.last),
    ]
    if unread and inbox.last:
        ids = ",".join(map(str, unread))
        actions.append(
            press(idea_texts.READ_PAGE, idea_verbs.ReadSome(ids=ids, page=inbox.number))
        )
    if inbox.unread:
        actions.append(press(idea_texts.READ_ALL, idea_verbs.ReadAll()))
    return actions
