"""Complaints and partnership requests: their list, a sheet, and its forms."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import texts, verbs
from cards.fields import site_field
from cards.kit import (
    Action,
    ActionOpenUrl,
    ActionSet,
    ActionToggleVisibility,
    Card,
    Container,
    Element,
    Fact,
    FactSet,
    InputChoiceSet,
    InputDate,
    InputText,
    TextBlock,
    button,
    to_dict,
)
from cards.parts import LINE, done_line, press, problem_line, row, small
from cards.plain import escape_markdown, fit, short, words
from cards.requests import texts as request_texts
from cards.requests import verbs as request_verbs
from cards.texts import several
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
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        TextBlock(text=" · ".join(filter(None, counts)), spacing="None"),
    ]
    if said := request_texts.delay_said(sheets.answered):
        body.append(small(said))
    body += [_line(each, sheets) for each in sheets.requests]
    return to_dict(Card(body=body, actions=_list_actions(sheets), speak=title, fallbackText=title))


def _list_actions(sheets: Sheets) -> list[Action]:
    nature, page = sheets.nature, sheets.number
    actions = [press(request_texts.NEW[nature], request_verbs.NewRequest(nature=nature))]
    if page:
        before = request_verbs.ListRequests(nature=nature, page=page - 1)
        actions.append(press(texts.PAGE_PREVIOUS, before))
    if page < sheets.last:
        after = request_verbs.ListRequests(nature=nature, page=page + 1)
        actions.append(press(texts.PAGE_NEXT, after))
    (other,) = set(RequestNature) - {nature}
    listing = request_verbs.ListRequests(nature=other)
    actions.append(press(request_texts.TITLE[other], listing, secondary=True))
    exporting = request_verbs.ExportRequests()
    actions.append(press(request_texts.EXPORT, exporting, secondary=True))
    return actions


def request_card(sheet: Sheet, *, page: int = 0, said: str = "") -> dict[str, Any]:
    """Return a sheet, and what is to be done about it."""
    request = sheet.request
    title = f"{request_texts.NATURE[request.nature]} {request.number}"
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        *done_line(said),
        TextBlock(text=state_said(request, sheet.today, sheet.promised), weight="Bolder"),
        *words(request.subject, max_bytes=6_000),
        FactSet(facts=_facts(request)),
        TextBlock(text=request_texts.WHO, isSubtle=True, size="Small"),
    ]
    actions: list[Action] = []
    here = {"request": request.id, "page": page}
    if request.dates.is_unanswered:
        actions.append(press(request_texts.ANSWER_TODAY, request_verbs.AnswerRequest(**here)))
    if request.dates.is_open:
        actions.append(press(request_texts.CLOSE_TODAY, request_verbs.CloseRequest(**here)))
    actions.append(press(request_texts.EDIT, request_verbs.EditRequest(**here)))
    if sheet.may_list:
        back = request_verbs.ListRequests(nature=request.nature, page=page)
        actions.append(press(request_texts.BACK, back, secondary=len(actions) > 2))  # noqa: PLR2004 -- three, then « ⋯ »
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def new_request_form(
    filled: request_verbs.SendRequest, sites: Sequence[Site], today: date, *, problem: str = ""
) -> dict[str, Any]:
    """Return the form of a new sheet, with what is filled in; the same form makes one sheet."""
    title = request_texts.NEW[filled.nature]
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        *problem_line(problem),
        _subject(filled.subject),
        _day("received", request_texts.RECEIVED, filled.received, today),
        _channel(filled.channel),
        *_more(request_texts.MORE_NEW, [site_field(sites, filled.site)], shown=False),
        TextBlock(text=request_texts.WHO, isSubtle=True, size="Small"),
    ]
    sending = request_verbs.SendRequest(form=filled.form, nature=filled.nature)
    actions: list[Action] = [
        button(texts.SAVE, sending.verb, verbs.carried(sending), style="positive"),
    ]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


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
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        *problem_line(problem),
        _subject(shown.subject),
        _day("answered", request_texts.ANSWERED, shown.answered, today),
        _day("closed", request_texts.CLOSED, shown.closed, today),
        *_more(
            request_texts.MORE_EDIT,
            [
                _day("received", request_texts.RECEIVED, shown.received, today),
                _channel(shown.channel),
                site_field(sheet.sites, shown.site),
            ],
            shown=bool(problem),
        ),
    ]
    saving = request_verbs.SaveRequest(request=request.id, nature=request.nature, page=page)
    actions: list[Action] = [
        button(texts.SAVE, saving.verb, verbs.carried(saving), style="positive"),
        press(texts.CANCEL, request_verbs.OpenRequest(request=request.id, page=page)),
    ]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def export_requests_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to all sheets as a spreadsheet and as CSV."""
    title = request_texts.EXPORT_TITLE
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder"),
        TextBlock(text=request_texts.EXPORT_WHAT, isSubtle=True, size="Small"),
    ]
    actions: list[Action] = [
        ActionOpenUrl(title=name, url=url)
        for name, url in zip(request_texts.EXPORT_OPEN, urls, strict=True)
    ]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


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


def _line(request: Request, sheets: Sheets) -> Element:
    about = [str(request.number), short(request.site_name, 40)]
    opening = request_verbs.OpenRequest(request=request.id, page=sheets.number)
    items: list[Element] = [
        TextBlock(text=state_said(request, sheets.today, sheets.promised), size="Small"),
        *words(short(request.subject, LINE)),
        small(" · ".join(filter(None, about))),
    ]
    return row(items, press(texts.OPEN, opening), separator=True)


def _facts(request: Request) -> list[Fact]:
    dates = request.dates
    told = [
        (request_texts.RECEIVED, _french(dates.received)),
        (request_texts.ANSWERED, _after(dates.received, dates.answered)),
        (request_texts.CLOSED, _after(dates.received, dates.closed)),
        (request_texts.CHANNEL_FIELD, request_texts.CHANNEL[request.channel]),
        (request_texts.SITE, escape_markdown(short(request.site_name, 60))),
    ]
    return [Fact(title=title, value=value) for title, value in told if value]


def _after(received: date, day: date | None) -> str:
    if day is None:
        return ""
    waited = request_texts.in_days((day - received).days)
    return request_texts.DAY_AND_DELAY.format(day=_french(day), delay=waited)


def _french(day: date) -> str:
    return f"{day.day}/{day.month:02}/{day.year}"


def _subject(value: str) -> Element:
    return InputText(
        id="subject",
        label=request_texts.SUBJECT,
        value=fit(value, 6_000) or None,
        isMultiline=True,
        maxLength=LONGEST_SUBJECT,
        placeholder=request_texts.SUBJECT_HINT,
    )


def _day(name: str, label: str, typed: str, today: date) -> Element:
    """Return the field of a day; what was typed and is none cannot stand in it."""
    return InputDate(id=name, label=label, value=_iso(typed), max=today.isoformat())


def _iso(typed: str) -> str | None:
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:  # what is no day leaves the field empty, the form says so
        return None


def _channel(chosen: RequestChannel) -> Element:
    return InputChoiceSet(
        id="channel",
        label=request_texts.CHANNEL_FIELD,
        choices=[(said, channel.value) for channel, said in request_texts.CHANNEL.items()],
        value=chosen.value,
        style="compact",
    )


def _more(title: str, fields: list[Element], *, shown: bool) -> list[Element]:
    return [
        ActionSet(actions=[ActionToggleVisibility(title=title, targetElements=[_MORE])]),
        Container(id=_MORE, isVisible=shown, items=fields),
    ]


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
