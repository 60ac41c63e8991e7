"""« Mes données »: reading what is kept about oneself, and having one's name removed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cards import texts
from cards.kit import Action, Element, TextBlock
from cards.parts import heading, links, press, titled
from cards.rights import texts as rights_texts
from cards.rights import verbs as rights_verbs
from domain.rights.retention import Purged


def my_data_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to all that is kept about who asks, and the way to have it removed."""
    actions = [
        *links(rights_texts.OPEN, urls),
        press(rights_texts.ERASE, rights_verbs.AskErasure()),
    ]
    return _card(rights_texts.TITLE, [rights_texts.WHAT, rights_texts.LINK], actions)


def erasure_form(contributions: int) -> dict[str, Any]:
    """Return what removing one's name means, to be confirmed."""
    count = texts.counted(contributions, "contribution")
    actions: list[Action] = [
        press(rights_texts.ERASE_CONFIRM, rights_verbs.Erase(), style="destructive"),
        press(rights_texts.ERASE_CANCEL, rights_verbs.ShowMyData()),
    ]
    said = [rights_texts.ERASE_WHAT.format(count=count), rights_texts.ERASE_LIMITS]
    return _card(rights_texts.ERASE_TITLE, said, actions)


def erasing_card() -> dict[str, Any]:
    """Return that one's name is being removed, and the way to hear that it is."""
    again = press(rights_texts.ERASING_ASK, rights_verbs.Erase())
    return _card(rights_texts.ERASE_TITLE, [rights_texts.ERASING], [again])


def purged_card(moment: datetime, purged: Purged, zone: ZoneInfo) -> dict[str, Any]:
    """Return what the purge of a month has removed, for the quality leads."""
    day = texts.dated(moment.astimezone(zone).date())
    lines = [f"• {line}" for line in rights_texts.purged(purged)]
    return _card(f"{rights_texts.PURGE_TITLE}, {day}", [rights_texts.PURGE_INTRO, *lines], [])


def _card(title: str, said: Sequence[str], actions: Sequence[Action]) -> dict[str, Any]:
    body: list[Element] = [
        heading(title),
        *(TextBlock(text=each, spacing="Small") for each in said),
    ]
    return titled(title, body, list(actions))
