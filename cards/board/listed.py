"""The list behind a figure of the board's page, as rows of words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from cards import texts
from cards.board import texts as said
from cards.plain import short
from domain.board.page import Behind, Figure
from domain.contributions.view import View
from domain.records import record
from domain.survey.weather import FACES

_TEXT = 200


@record
class Listed:
    """A list: the heads of its columns, its rows, and what is to be said above it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def listed(behind: Behind, zone: ZoneInfo) -> Listed:
    """Return the list behind a figure."""
    return _LISTS[behind.figure](behind, zone)


def _head(*names: str) -> list[str]:
    return [said.COLUMNS[name] for name in names]


def _notes(behind: Behind, shown: int) -> list[str]:
    """Return that not all is shown, and why."""
    notes = []
    if shown < behind.total:
        notes.append(said.CAPPED.format(count=shown))
    if behind.hidden:
        count = said.number(behind.hidden)
        verb = said.COUNT_VERB[behind.hidden > 1]
        notes.append(said.HIDDEN.format(count=count, counts=verb))
    return notes


def _contribution(one: View, zone: ZoneInfo) -> list[str]:
    return [
        str(one.number),
        texts.KIND[one.kind],
        short(one.text, _TEXT),
        texts.status(one.kind, one.status),
        _day(one.created_at, zone),
    ]


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return said.short_day(moment.astimezone(zone).date())


def _received(behind: Behind, zone: ZoneInfo) -> Listed:
    rows = [_contribution(one, zone) for one in behind.contributions]
    head = _head("number", "kind", "text", "state", "day")
    return Listed(head, rows, _notes(behind, len(rows)))


def _replied(behind: Behind, zone: ZoneInfo) -> Listed:
    rows = []
    for one in behind.contributions:
        at = behind.replied[one.id]
        waited = str(max(0, (at - one.created_at).days))
        rows.append([*_contribution(one, zone), _day(at, zone), waited])
    head = _head("number", "kind", "text", "state", "day", "replied", "days")
    return Listed(head, rows, _notes(behind, len(rows)))


def _sheets(behind: Behind, _: ZoneInfo) -> Listed:
    rows = []
    for each in behind.sheets:
        dates = each.dates
        waited = str((dates.answered - dates.received).days) if dates.answered else "–"
        days = (dates.received, dates.answered, dates.closed)
        row = [each.number, said.NATURE_ONE[each.nature], *map(said.short_day, days), waited]
        rows.append(row)
    return Listed(_head("number", "nature", "received", "answered", "closed", "days"), rows)


def _steps(behind: Behind, _: ZoneInfo) -> Listed:
    span, today = behind.board.span, behind.board.today
    rows = []
    for each in behind.steps:
        state = said.STATES[each.stood(span)]
        if each.is_late(span, today):
            state = f"{state}, {said.LATE[0]}"
        rows.append([each.number, short(each.title, _TEXT), state, said.short_day(each.due_on)])
    return Listed(_head("number", "title", "state", "due"), rows)


def _themes(behind: Behind, _: ZoneInfo) -> Listed:
    rows = [
        [
            short(each.name, _TEXT) or said.UNNAMED,
            said.number(each.irritants),
            said.voices_number(each.people),
            *map(said.number, (each.sites, each.weeks)),
        ]
        for each in behind.themes
    ]
    return Listed(_head("theme", "irritants", "people", "sites", "weeks"), rows)


def _told(behind: Behind, _: ZoneInfo) -> Listed:
    rows = [
        [
            each.number,
            short(each.said, _TEXT),
            short(each.result, 600),
            said.short_day(each.done_on),
        ]
        for each in behind.told
    ]
    return Listed(_head("number", "text", "result", "done"), rows, _notes(behind, len(rows)))


def _faces(behind: Behind, _: ZoneInfo) -> Listed:
    if not behind.faces:
        panel = said.TOO_FEW_YOUNG if behind.total else said.NO_YOUNG
        count, fewest = said.many(behind.total, said.YOUNG), behind.board.now.weather.fewest
        return Listed((), (), [panel.format(count=count, fewest=fewest)])
    rows = [[said.FACES[face], said.number(behind.faces.get(face, 0))] for face in FACES]
    return Listed(_head("face", "count"), rows)


def _nobody(_: Behind, __: ZoneInfo) -> Listed:
    return Listed((), (), [said.NOBODY_LISTED])


_LISTS: dict[Figure, Callable[[Behind, ZoneInfo], Listed]] = {
    Figure.WEATHER: _faces,
    Figure.FIELD: _received,
    Figure.DELAYS: _replied,
    Figure.REQUESTS: _sheets,
    Figure.PLAN: _steps,
    Figure.THEMES: _themes,
    Figure.DONE: _told,
    Figure.PARTICIPATION: _nobody,
}
