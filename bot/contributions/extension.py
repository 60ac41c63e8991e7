"""« Noter… » in the message extension, and the dialogs: the form is asked for, then sent."""

import logging
from typing import Any

from bot.contributions import buttons
from bot.contributions.usecases import contributions
from bot.contributions.usecases.contributions import Noted
from bot.observe import incident
from bot.teams.desk import Desk
from bot.teams.hearing.reading import noted_files, noted_text
from bot.usecases import people
from bot.usecases.people import Chat
from bot.usecases.turn import Turn
from bot.usecases.understand import understand
from cards import texts, verbs
from cards.confidentiality.masked import note, with_note
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.contributions.form import form_card
from domain.characters import one_line
from domain.confidentiality import Screen
from domain.contributions.contribution import MAX_TEXT, Origin, fits_form
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind
from storage.database import DatabaseUnavailableError

_LOGGER = logging.getLogger(__name__)

_DIALOG = {"title": contribution_texts.DIALOG_TITLE, "height": "large", "width": "medium"}


async def _ask(desk: Desk, turn: Turn, value: dict[str, Any]) -> dict[str, Any]:
    """Return the dialog with the form."""
    return await _form(desk, turn, _part(value, "messagePayload"))


async def _sent(desk: Desk, turn: Turn, value: dict[str, Any]) -> dict[str, Any]:
    """Return what became of the form that was sent."""
    return await _send(desk, turn, _part(value, "data"), _part(value, "messagePayload"))


def _part(value: dict[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}


async def _form(desk: Desk, turn: Turn, noted: dict[str, Any]) -> dict[str, Any]:
    """Return the dialog, filled with the message on which « Noter… » was pressed."""
    chat = await desk.store.look(people.who, turn)
    filled = buttons.new_form().model_copy(update={"site": chat.person.site_id})
    text = noted_text(noted)
    clean = turn.screen.clean(text)
    if text and fits_form(clean):
        understood = understand(text, desk.classifier)
        kind = None if understood.kind is Kind.OTHER else understood.kind
        filled = filled.model_copy(update={"text": clean, "kind": kind, "site": None})
    too_long = texts.REASON[Reason.TOO_LONG] if not fits_form(clean) else ""
    is_cut = len(text) >= MAX_TEXT
    card = form_card(
        filled,
        chat.sites,
        problem=too_long or (contribution_texts.CUT_IN_FORM if is_cut else ""),
        in_dialog=True,
        may_be_anonymous=not noted,
        engagements=chat.engagements,
    )
    return _dialog(with_note(card, clean.found) if clean.found else card)


async def _send(
    desk: Desk, turn: Turn, values: dict[str, Any], payload: dict[str, Any]
) -> dict[str, Any]:
    try:
        data = verbs.read(contribution_verbs.SendForm, values, turn.screen)
    except RuleViolationError as no:
        return _said(texts.REASON[no.reason])
    if data is None:
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
            data, await desk.store.look(people.who, turn), texts.REASON[no.reason], payload
        )
    except Exception as error:  # noqa: BLE001 -- any other answer would lose what was typed
        return _again(data, None, texts.apology(incident(_LOGGER, error)), payload)
    await desk.kept(desk, turn, [contribution])
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


INVOKES = {
    "composeExtension/fetchTask": _ask,
    "task/fetch": _ask,
    "composeExtension/submitAction": _sent,
    "task/submit": _sent,
}
