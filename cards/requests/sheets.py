"""Complaints and partnership requests: their list, a sheet, and its forms."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import kit, texts
from cards.fields import site_field
from cards.parts import (
    LINE,
    done_line,
    folded,
    following,
    form,
    heading,
    hint,
    links,
    press,
    previous,
    row,
    small,
    submit,
    titled,
)
from cards.plain import escape_markdown, fit, short, words
from cards.requests import texts as request_texts
from cards.requests import verbs as request_verbs
from cards.texts import several
from domain.calendar import NO_DAY, chosen_day
from domain.confidentiality import Clean
from domain.people import Site
from domain.requests.request import (
    LONGEST_SUBJECT,
    Request,
    RequestChannel,
    RequestNature,
    Sheet,
    Sheets,
)

_MORE = "more"


def requests_card(sheets: Sheets) -> dict[str, Any]:
    """Return a page of the sheets: the open ones first, each with its age; each opens."""
    nature, tally, page = sheets.nature, sheets.tally, sheets.number
    title = request_texts.TITLE[nature]
    counts = [
        texts.counted(tally.total, "fiche") if tally.total else request_texts.NONE[nature],
        several(tally.open, request_texts.OPEN_COUNT) if tally.open else "",
        several(tally.late, request_texts.LATE_COUNT) if tally.late else "",
        texts.page(page, sheets.last) if sheets.last else "",
    ]
    body: list[kit.Element] = [
        heading(title),
        kit.TextBlock(text=" · ".join(filter(None, counts)), spacing="None"),
    ]
    if said := request_texts.delay_said(sheets.answered):
        body.append(small(said))
    body += [_line(each, sheets) for each in sheets.requests]
    return titled(title, body, _list_actions(sheets))


def _list_actions(sheets: Sheets) -> list[kit.Action]:
    nature, page = sheets.nature, sheets.number
    listing = request_verbs.ListRequests(nature=nature)
    (other,) = set(RequestNature) - {nature}
    others = request_verbs.ListRequests(nature=other)
    return [
        press(request_texts.NEW[nature], request_verbs.NewRequest(nature=nature)),
        *previous(listing, page),
        *following(listing, page, sheets.last),
        press(request_texts.TITLE[other], others, secondary=True),
        press(request_texts.EXPORT, request_verbs.ExportRequests(), secondary=True),
    ]


def request_card(sheet: Sheet, *, page: int = 0, said: str = "") -> dict[str, Any]:
    """Return a sheet, and what is to be done about it."""
    request = sheet.request
    title = f"{request_texts.NATURE[request.nature]} {request.number}"
    body: list[kit.Element] = [
        heading(title),
        *done_line(said),
        kit.TextBlock(text=state_said(request, sheet.today, sheet.promised), weight="Bolder"),
        *words(request.subject, max_bytes=6_000),
        kit.FactSet(facts=_facts(request)),
        hint(request_texts.WHO),
    ]
    actions: list[kit.Action] = []
    here = {"request": request.id, "page": page}
    if request.dates.is_unanswered:
        actions.append(press(request_texts.ANSWER_TODAY, request_verbs.AnswerRequest(**here)))
    if request.dates.is_open:
        actions.append(press(request_texts.CLOSE_TODAY, request_verbs.CloseRequest(**here)))
    actions.append(press(request_texts.EDIT, request_verbs.EditRequest(**here)))
    if sheet.may_list:
        back = request_verbs.ListRequests(nature=request.nature, page=page)
        actions.append(press(request_texts.BACK, back, secondary=len(actions) > 2))  # noqa: PLR2004 -- three, then « ⋯ »
    return titled(title, body, actions)


def new_request_form(
    filled: request_verbs.SendRequest, sites: Sequence[Site], today: date, *, problem: str = ""
) -> dict[str, Any]:
    """Return the form of a new sheet, with what is filled in; the same form makes one sheet."""
    title = request_texts.NEW[filled.nature]
    fields: list[kit.Element] = [
        _subject(filled.subject),
        _day("received", request_texts.RECEIVED, filled.received, today),
        _channel(filled.channel),
        *folded(request_texts.MORE_NEW, [site_field(sites, filled.site)], shown=False, name=_MORE),
        hint(request_texts.WHO),
    ]
    sending = request_verbs.SendRequest(form=filled.form, nature=filled.nature)
    return form(title, fields, problem, [submit(texts.SAVE, sending)])


def request_form(
    sheet: Sheet,
    *,
    page: int = 0,
    typed: request_verbs.SaveRequest | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return the form that changes a sheet, with what was typed if something was wrong with it."""
    request, today = sheet.request, sheet.today
    title = f"{request_texts.NATURE[request.nature]} {request.number}"
    shown = typed or _as_typed(request)
    fields: list[kit.Element] = [
        _subject(shown.subject),
        _day("answered", request_texts.ANSWERED, shown.answered, today),
        _day("closed", request_texts.CLOSED, shown.closed, today),
        *folded(
            request_texts.MORE_EDIT,
            [
                _day("received", request_texts.RECEIVED, shown.received, today),
                _channel(shown.channel),
                site_field(sheet.sites, shown.site),
            ],
            shown=bool(problem),
            name=_MORE,
        ),
    ]
    saving = request_verbs.SaveRequest(request=request.id, nature=request.nature, page=page)
    back = request_verbs.OpenRequest(request=request.id, page=page)
    return form(title, fields, problem, [submit(texts.SAVE, saving), press(texts.CANCEL, back)])


def export_requests_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to all sheets as a spreadsheet and as CSV."""
    title = request_texts.EXPORT_TITLE
    body: list[kit.Element] = [
        kit.TextBlock(text=title, style="heading", weight="Bolder"),
        hint(request_texts.EXPORT_WHAT),
    ]
    return titled(title, body, links(request_texts.EXPORT_OPEN, urls))


def state_said(request: Request, today: date, promised: int) -> str:
    """Return « en attente de réponse depuis 3 jours », « close en 12 jours »."""
    dates = request.dates
    age = dates.age(today)
    if not dates.is_open:
        return request_texts.CLOSED_IN.format(days=request_texts.in_days(age))
    if dates.answered is not None:
        waited = (dates.answered - dates.received).days
        return request_texts.OPEN_ANSWERED.format(days=request_texts.in_days(waited))
    days = texts.counted(age, "jour")
    if dates.is_late(today, promised):
        return request_texts.LATE.format(days=days, promised=promised)
    return request_texts.WAITING.format(days=days) if age else request_texts.WAITING_TODAY


def _line(request: Request, sheets: Sheets) -> kit.Element:
    about = [str(request.number), short(request.site_name, 40)]
    opening = request_verbs.OpenRequest(request=request.id, page=sheets.number)
    items: list[kit.Element] = [
        kit.TextBlock(text=state_said(request, sheets.today, sheets.promised), size="Small"),
        *words(short(request.subject, LINE)),
        small(" · ".join(filter(None, about))),
    ]
    return row(items, press(texts.OPEN, opening), separator=True)


def _facts(request: Request) -> list[kit.Fact]:
    dates = request.dates
    told = [
        (request_texts.RECEIVED, _french(dates.received)),
        (request_texts.ANSWERED, _after(dates.received, dates.answered)),
        (request_texts.CLOSED, _after(dates.received, dates.closed)),
        (request_texts.CHANNEL_FIELD, request_texts.CHANNEL[request.channel]),
        (request_texts.SITE, escape_markdown(short(request.site_name, 60))),
    ]
    return [kit.Fact(title=title, value=value) for title, value in told if value]


def _after(received: date, day: date | None) -> str:
    if day is None:
        return ""
    waited = request_texts.in_days((day - received).days)
    return request_texts.DAY_AND_DELAY.format(day=_french(day), delay=waited)


def _french(day: date) -> str:
    return f"{day.day}/{day.month:02}/{day.year}"


def _subject(value: str) -> kit.Element:
    return kit.InputText(
        id="subject",
        label=request_texts.SUBJECT,
        value=fit(value, 6_000) or None,
        isMultiline=True,
        maxLength=LONGEST_SUBJECT,
        placeholder=request_texts.SUBJECT_HINT,
    )


def _day(name: str, label: str, typed: str, today: date) -> kit.Element:
    """Return the field of a day; what was typed and is none cannot stand in it."""
    return kit.InputDate(id=name, label=label, value=_iso(typed), max=today.isoformat())


def _iso(typed: str) -> str | None:
    day = chosen_day(typed)
    return None if day == NO_DAY else day.isoformat()  # an empty field, and the form says why


def _channel(chosen: RequestChannel) -> kit.Element:
    return kit.InputChoiceSet(
        id="channel",
        label=request_texts.CHANNEL_FIELD,
        choices=[(said, channel.value) for channel, said in request_texts.CHANNEL.items()],
        value=chosen.value,
        style="compact",
    )


def _as_typed(request: Request) -> request_verbs.SaveRequest:
    days = request.dates
    return request_verbs.SaveRequest.model_construct(
        request=request.id,
        subject=Clean(request.subject),
        received=days.received.isoformat(),
        answered=days.answered.isoformat() if days.answered else "",
        closed=days.closed.isoformat() if days.closed else "",
        channel=request.channel,
        site=request.site_id,
    )
