"""The card of what was just kept: all but the same each time, so it is made once of each shape."""

from dataclasses import replace
from typing import Any

from cards.contributions.card import (
    ONLY_WEB,
    SHORT,
    contribution_card,
    fallback,
    signed_line,
    spoken_of,
)
from cards.kit.template import Template
from cards.plain import only_line
from domain.contributions.contribution import Number, Status
from domain.contributions.view import View
from domain.kinds import Kind
from domain.numbers import MOST_ID

_ID, _NUMBER = MOST_ID - 77, Number(9876, 987654321)
_SAID, _SIGNED, _LINK = "what.is.said", "who.signed", f"{ONLY_WEB[0]}where.it.stands/"
_SPOKEN, _FALLBACK = "what.is.spoken", "what.falls.back"
_MARKS = {
    "id": str(_ID),
    "number": str(_NUMBER),
    "said": _SAID,
    "signed": _SIGNED,
    "link": _LINK,
    "spoken": _SPOKEN,
    "fallback": _FALLBACK,
}
_templates: dict[tuple[Kind, bool], Template] = {}


def kept_card(contribution: View) -> dict[str, Any]:
    """Return what ``contribution_card`` does, sooner where one line was said and no more."""
    said = _said_alone(contribution)
    if not said:
        return contribution_card(contribution)
    return _template(contribution).filled(
        {
            "id": contribution.id,
            "number": str(contribution.number),
            "said": said,
            "signed": signed_line(contribution),
            "link": contribution.link,
            "spoken": spoken_of(contribution),
            "fallback": fallback(contribution),
        }
    )


def _said_alone(contribution: View) -> str:
    """Return the words where they are one short line and all there is; else nothing."""
    followed = (
        contribution.support,
        contribution.tried,
        contribution.answer,
        contribution.attachments,
        contribution.assigned_to_name,
        contribution.merged_into,
    )
    if contribution.status is not Status.RECEIVED or any(followed):
        return ""
    text = contribution.text.strip()
    return only_line(text) if len(text) <= SHORT else ""


def _template(contribution: View) -> Template:
    """Return the card of all that differ from this in nothing but their values."""
    has_link = contribution.link.startswith(ONLY_WEB)
    shape = contribution.kind, has_link
    if shape not in _templates:
        marked = replace(
            contribution,
            id=_ID,
            number=_NUMBER,
            text=_SAID,
            author=_SIGNED,
            site="",
            link=_LINK if has_link else "",
        )
        told = {"speak": _SPOKEN, "fallbackText": _FALLBACK}
        _templates[shape] = Template(contribution_card(marked) | told, _MARKS)
    return _templates[shape]
