"""The message extension « Noter… » and the dialogs: one invoke asks for a form, one sends it."""

import html
from typing import Any

from botbuilder.core import InvokeResponse
from botbuilder.schema import Activity

from bot.contributions import buttons
from bot.contributions.usecases import contributions
from bot.contributions.usecases.contributions import Noted
from bot.inquiry import usecases as inquiries
from bot.teams.desk import Desk
from bot.teams.hearing.reading import noted_files, noted_text
from bot.themes.comparing import compare
from bot.usecases import people
from bot.usecases.people import Chat
from bot.usecases.turn import Turn
from bot.usecases.understand import understand
from cards import texts, verbs
from cards.confidentiality.masked import note, with_note
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.contributions.card import cited_card
from cards.contributions.form import form_card
from cards.inquiry import texts as inquiry_texts
from cards.plain import excerpt
from domain.characters import one_line
from domain.confidentiality import Screen
from domain.contributions.contribution import Origin, fits_form
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind
from storage.database import DatabaseUnavailableError

QUERY = "composeExtension/query"
MOST_FOUND = 10
_CARD = "application/vnd.microsoft.card.adaptive"
_PREVIEW = "application/vnd.microsoft.card.thumbnail"
_LONGEST_QUERY = 200
INVOKES = frozenset(
    {
        QUERY,
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
        "task/fetch",
        "task/submit",
    }
)
_DIALOG = {"title": contribution_texts.DIALOG_TITLE, "height": "large", "width": "medium"}


async def answer(desk: Desk, turn: Turn, activity: Activity) -> InvokeResponse:
    """Return the dialog with the form, or what became of the form that was sent."""
    value = activity.value if isinstance(activity.value, dict) else {}
    if activity.name == QUERY:
        return InvokeResponse(status=200, body=await _search(desk, turn, value))
    payload = value.get("messagePayload")
    noted = payload if isinstance(payload, dict) else {}
    if str(activity.name).endswith(("fetchTask", "fetch")):
        body = await _form(desk, turn, noted)
    else:
        data = value.get("data")
        body = await _send(desk, turn, data if isinstance(data, dict) else {}, noted)
    return InvokeResponse(status=200, body=body)


async def _search(desk: Desk, turn: Turn, value: dict[str, Any]) -> dict[str, Any]:
    """Return the contributions that a search finds, each with its card.

    Shapes: Microsoft Learn, *Respond to search command*.
    """
    text, skip = _asked(value)
    found = await desk.store.write(inquiries.search, turn, text, MOST_FOUND, skip)
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


async def _form(desk: Desk, turn: Turn, noted: dict[str, Any]) -> dict[str, Any]:
    """Return the dialog, filled with the message on which « Noter… » was pressed."""
    chat = await desk.store.write(people.who, turn)
    filled = buttons.new_form().model_copy(update={"site": chat.person.site_id})
    text = noted_text(noted)
    clean = turn.screen.clean(text)
    if text and fits_form(clean):
        understood = understand(text, desk.classifier)
        kind = None if understood.kind is Kind.OTHER else understood.kind
        filled = filled.model_copy(update={"text": clean, "kind": kind, "site": None})
    card = form_card(
        filled,
        chat.sites,
        in_dialog=True,
        may_be_anonymous=not noted,
        engagements=chat.engagements,
    )
    return _dialog(with_note(card, clean.found) if clean.found else card)


async def _send(
    desk: Desk, turn: Turn, values: dict[str, Any], payload: dict[str, Any]
) -> dict[str, Any]:
    data = verbs.read(contribution_verbs.SendForm.verb, values, turn.screen)
    if not isinstance(data, contribution_verbs.SendForm):
        return _said(texts.STALE_BUTTON)
    noted = _noted(payload, turn.screen)
    form = buttons.filled(data)
    origin = Origin.EXTENSION if payload else Origin.FORM
    try:
        contribution = await desk.store.write(contributions.send_form, turn, form, origin, noted)
    except DatabaseUnavailableError:
        return _again(data, None, texts.UNAVAILABLE, payload)
    except RuleViolationError as no:
        if no.reason is Reason.TOO_LONG:
            return _said(texts.REASON[no.reason])
        return _again(
            data, await desk.store.write(people.who, turn), texts.REASON[no.reason], payload
        )
    await compare(desk, turn, [contribution])
    said = contribution_texts.DIALOG_DONE.format(number=contribution.number)
    return _said(f"{said} {note(data.text.found)}" if data.text.found else said)


def _again(
    data: contribution_verbs.SendForm, chat: Chat | None, problem: str, payload: dict[str, Any]
) -> dict[str, Any]:
    """Return the dialog with what was typed: any other answer would take it off the screen."""
    return _dialog(
        form_card(
            data,
            chat.sites if chat else None,
            problem=problem,
            in_dialog=True,
            may_be_anonymous=not payload,
            engagements=chat.engagements if chat else (),
        )
    )


def _noted(payload: dict[str, Any], screen: Screen) -> Noted:
    """Return whose message was noted; Teams says it again with the form: it cannot be forged."""
    sender = payload.get("from") or {}
    user = (sender.get("user") if isinstance(sender, dict) else None) or {}
    return Noted(
        author_aad_object_id=str(user.get("id") or "")[:200],
        author_name=one_line(str(user.get("displayName") or ""))[:300],
        link=str(payload.get("linkToMessage") or "")[:2000],
        attachments=noted_files(payload, screen),
    )


def _dialog(card: dict[str, Any]) -> dict[str, Any]:
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"task": {"type": "continue", "value": {**_DIALOG, "card": attachment}}}


def _said(sentence: str) -> dict[str, Any]:
    return {"task": {"type": "message", "value": sentence}}
