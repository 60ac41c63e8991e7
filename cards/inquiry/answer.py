"""The answer to a question: what was understood, what was found, and a step to go on."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.inquiry import texts as inquiry_texts
from cards.inquiry import verbs as inquiry_verbs
from cards.inquiry.restated import restated
from cards.kit import Action, Card, Element, RichTextBlock, TextRun, to_dict
from cards.parts import below, following, heading, listed, press, previous, subheading
from cards.plain import escape_markdown, short, spoken, unmarked
from domain.contributions.view import View
from domain.inquiry import Asked, Inquiry, plain


def asked_card(asked: Asked, today: date, zone: ZoneInfo) -> dict[str, Any]:
    """Return a page of what was found, under the question as it was understood."""
    title = restated(asked)
    body: list[Element] = [heading(escape_markdown(title))]
    if summary := _summary(asked):
        body.append(below(summary))
    body += [_line(each, asked, today, zone) for each in asked.contributions]
    if asked.nearest:
        body.append(subheading(inquiry_texts.ASKED_NEAREST))
        body += [_line(each, asked, today, zone) for each in asked.nearest]
    return to_dict(
        Card(
            body=body,
            actions=_actions(asked),
            speak=spoken(title),
            fallbackText=unmarked(title),
        )
    )


def _summary(asked: Asked) -> str:
    """Return « 1 réalisée, 2 à l'étude · page 1 sur 3 »."""
    states = ""
    if len(asked.states) > 1:
        states = ", ".join(texts.counted_state(count, state) for state, count in asked.states)
    page = texts.page(asked.number, asked.last) if asked.last else ""
    return " · ".join(part for part in (states, page) if part)


def _line(contribution: View, asked: Asked, today: date, zone: ZoneInfo) -> Element:
    """Return a contribution with its answer where that was asked for."""
    about = (
        texts.marked_status(contribution.kind, contribution.status),
        texts.day(contribution.created_at.astimezone(zone).date(), today),
        short(contribution.site, 40),
        contribution_texts.supports(contribution.support, mine=contribution.id in asked.supported),
        contribution_texts.comments(contribution.comments),
        texts.several(contribution.tried, contribution_texts.TRIED) if contribution.tried else "",
    )
    why: list[Element] = []
    if contribution.answer and asked.inquiry.wants_reasons:
        inlines = [
            TextRun(text=contribution_texts.REFUSED_WHY, weight="Bolder", size="Small"),
            TextRun(text=short(contribution.answer, 300), size="Small"),
        ]
        why.append(RichTextBlock(inlines=inlines, spacing="None"))
    opening = contribution_verbs.OpenFiche(contribution=contribution.id)
    return listed(contribution, about, opening, below=why)


def _actions(asked: Asked) -> list[Action]:
    carried = carried_inquiry(asked.inquiry)
    if not carried:
        return []
    listing = inquiry_verbs.AskAgain(asked=carried, public=asked.in_public)
    actions = [
        *previous(listing, asked.number),
        *following(listing, asked.number, asked.last),
    ]
    wider = widened(asked.inquiry)
    if wider is not None and not asked.number:
        asking = inquiry_verbs.AskAgain(asked=carried_inquiry(wider), public=asked.in_public)
        actions.append(press(inquiry_texts.ASKED_WIDEN, asking))
    if asked.may_export and asked.total:
        actions.append(press(inquiry_texts.ASKED_EXPORT, inquiry_verbs.Export(asked=carried)))
    return actions


def carried_inquiry(inquiry: Inquiry) -> str:
    """Return a question as a button carries it; empty where it is too long to carry."""
    said = orjson.dumps(plain.write(inquiry)).decode()
    return said if len(said) <= _MOST_CARRIED else ""


_MOST_CARRIED = 2_000


def read_carried(text: str) -> Inquiry | None:
    """Return the question that a button carries, or None for what is none."""
    try:
        values = orjson.loads(text)
        return plain.read(values) if isinstance(values, dict) else None
    except ValueError:
        return None


def widened(inquiry: Inquiry) -> Inquiry | None:
    """Return the question with its narrowest part left out; None where nothing can be."""
    for part in _NARROWEST_FIRST:
        if getattr(inquiry, part):
            nothing: Any = None if part == "period" else ()
            changed: dict[str, Any] = {part: nothing}
            wider = replace(inquiry, **changed)
            return None if wider.is_bare else wider
    return None


_NARROWEST_FIRST = ("period", "sites", "statuses", "tags", "kinds")
