"""What the buttons of complaints and partnership requests do."""

from datetime import date
from typing import Any
from uuid import uuid4

from bot.requests import usecases as requests
from bot.teams.desk import Buttons, Desk, Shown
from bot.teams.forms import done_or_again
from bot.usecases.links import REQUESTS_PAGE
from bot.usecases.turn import Turn
from cards.requests import texts as request_texts
from cards.requests import verbs as request_verbs
from cards.requests.files import FORMS
from cards.requests.sheets import (
    export_requests_card,
    new_request_form,
    request_card,
    request_form,
    requests_card,
)
from domain.calendar import chosen_day
from domain.requests.request import Dates, RequestNature, Sheet
from storage.requests.repository import RequestDraft

BUTTONS = Buttons()


@BUTTONS.does(request_verbs.ListRequests)
async def _list(desk: Desk, turn: Turn, data: request_verbs.ListRequests) -> Shown:
    if not await desk.store.look(requests.may_list, turn):
        return await _empty_form(desk, turn, data.nature)
    return Shown(requests_card(await desk.store.look(requests.look, turn, data.nature, data.page)))


@BUTTONS.does(request_verbs.NewRequest)
async def _new(desk: Desk, turn: Turn, data: request_verbs.NewRequest) -> Shown:
    return await _empty_form(desk, turn, data.nature)


async def _empty_form(desk: Desk, turn: Turn, nature: RequestNature) -> Shown:
    sites, today, site = await desk.store.look(requests.sites, turn)
    filled = request_verbs.SendRequest(
        form=uuid4().hex, nature=nature, received=today.isoformat(), site=site
    )
    return Shown(new_request_form(filled, sites, today), is_private_form=True)


@BUTTONS.does(request_verbs.SendRequest)
async def _send(desk: Desk, turn: Turn, data: request_verbs.SendRequest) -> Shown:
    async def recorded() -> Shown:
        dates = Dates(chosen_day(data.received))
        draft = RequestDraft(data.nature, data.channel, data.subject, dates, data.site)
        sheet = await desk.store.write(requests.record, turn, data.form, draft)
        said = request_texts.RECORDED.format(number=sheet.request.number)
        return Shown(request_card(sheet, said=said), stays=True)

    async def again(problem: str) -> dict[str, Any]:
        sites, today, _ = await desk.store.look(requests.sites, turn)
        return new_request_form(data, sites, today, problem=problem)

    return await done_or_again(recorded(), again)


@BUTTONS.does(request_verbs.OpenRequest)
async def _open(desk: Desk, turn: Turn, data: request_verbs.OpenRequest) -> Shown:
    return shown_sheet(await desk.store.look(requests.open_sheet, turn, data.request), data.page)


def shown_sheet(sheet: Sheet, page: int = 0) -> Shown:
    """Return a sheet as its reader sees it."""
    return Shown(request_card(sheet, page=page))


@BUTTONS.does(request_verbs.EditRequest)
async def _edit(desk: Desk, turn: Turn, data: request_verbs.EditRequest) -> Shown:
    sheet = await desk.store.look(requests.open_sheet, turn, data.request)
    return Shown(request_form(sheet, page=data.page), is_private_form=True)


@BUTTONS.does(request_verbs.SaveRequest)
async def _save(desk: Desk, turn: Turn, data: request_verbs.SaveRequest) -> Shown:
    kept = await desk.store.look(requests.open_sheet, turn, data.request)

    async def saved() -> Shown:
        dates = Dates(
            chosen_day(data.received), _day_if_any(data.answered), _day_if_any(data.closed)
        )
        draft = RequestDraft(kept.request.nature, data.channel, data.subject, dates, data.site)
        sheet = await desk.store.write(requests.change, turn, data.request, draft)
        card = request_card(sheet, page=data.page, said=request_texts.SAVED.rstrip("."))
        return Shown(card, stays=True)

    async def again(problem: str) -> dict[str, Any]:
        return request_form(kept, page=data.page, typed=data, problem=problem)

    return await done_or_again(saved(), again)


@BUTTONS.does(request_verbs.AnswerRequest)
async def _answered(desk: Desk, turn: Turn, data: request_verbs.AnswerRequest) -> Shown:
    sheet = await desk.store.write(requests.answered_today, turn, data.request)
    return Shown(request_card(sheet, page=data.page), stays=True)


@BUTTONS.does(request_verbs.CloseRequest)
async def _closed(desk: Desk, turn: Turn, data: request_verbs.CloseRequest) -> Shown:
    sheet = await desk.store.write(requests.closed_today, turn, data.request)
    return Shown(request_card(sheet, page=data.page), stays=True)


@BUTTONS.does(request_verbs.ExportRequests)
async def _export(desk: Desk, turn: Turn, _: request_verbs.ExportRequests) -> Shown:
    await desk.store.look(requests.may_export, turn)
    urls = [desk.links.file(turn, REQUESTS_PAGE, "all", form) for form in FORMS]
    return Shown(export_requests_card(urls), is_private_form=True)


def _day_if_any(typed: str) -> date | None:
    return chosen_day(typed) if typed.strip() else None
