"""The action plan as a file: CSV, spreadsheet, or a calendar to open with Outlook."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cards.actions import texts as action_texts
from cards.workbook import TEXTS_AS_TEXTS
from domain.actions.action import Action, ActionState, Effect, TrialDecision
from domain.actions.lines import PlanColumn, PlanDay, PlanForm, PlanLine, days_of, local, values_of
from domain.exchange.cells import guarded
from domain.records import record

if TYPE_CHECKING:
    from icalendar import Event

CONTENT_TYPES = {
    PlanForm.CSV: "text/csv",
    PlanForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PlanForm.ICS: "text/calendar",
}

_WIDTHS = {PlanColumn.TITLE: 50, PlanColumn.AIM: 40, PlanColumn.RESULT: 40}
_USUAL_WIDTH = 18


@record
class Taken:
    """What is taken out: the lines, of which organisation, and as of when and where."""

    lines: Sequence[PlanLine]
    tenant_id: str
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()


def write_plan(form: PlanForm, taken: Taken, file: IO[bytes]) -> None:
    """Write what is taken out into *file*."""
    match form:
        case PlanForm.CSV:
            _write_csv(taken, file)
        case PlanForm.XLSX:
            _write_xlsx(taken, file)
        case PlanForm.ICS:
            file.write(_calendar(taken))


def plan_file_name(form: PlanForm, day: date) -> str:
    """Return the plain name of a file of that day."""
    return action_texts.FILE.format(day=day.isoformat(), form=form)


def _write_csv(taken: Taken, file: IO[bytes]) -> None:
    """Write code names and ISO days, guarded against being read as formulas."""
    text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
    rows = csv.writer(text)
    rows.writerow(PlanColumn)
    for line in taken.lines:
        values = values_of(line, taken.today)
        rows.writerow(_cell(values[column], taken.zone) for column in PlanColumn)
    text.flush()
    text.detach()


def _cell(value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    shown = local(value, zone)
    return guarded(shown.isoformat() if isinstance(shown, date) else str(shown))


def _write_xlsx(taken: Taken, file: IO[bytes]) -> None:
    """Write French titles and faces, and real dates, which Excel sorts and filters."""
    from xlsxwriter import Workbook

    book = Workbook(file, TEXTS_AS_TEXTS)
    sheet = book.add_worksheet(action_texts.PLAN)
    title = book.add_format({"bold": True, "bottom": 1})
    top = {"valign": "top", "align": "left"}
    formats = {
        str: book.add_format({"text_wrap": True, "valign": "top"}),
        date: book.add_format(top | {"num_format": "dd/mm/yyyy"}),
        int: book.add_format(top),
    }
    for place, column in enumerate(PlanColumn):
        sheet.set_column(place, place, _WIDTHS.get(column, _USUAL_WIDTH))
        sheet.write_string(0, place, action_texts.COLUMNS[column], title)
    sheet.freeze_panes(1, 1)
    for row, line in enumerate(taken.lines, 1):
        values = values_of(line, taken.today)
        for place, column in enumerate(PlanColumn):
            _put(sheet, (row, place), _french(values[column], taken.zone), formats)
    sheet.autofilter(0, 0, len(taken.lines), len(PlanColumn) - 1)
    book.close()


def _french(value: Any, zone: ZoneInfo) -> Any:
    """Return a value as people read it: a face for a code, the local day for a moment."""
    match value:
        case ActionState():
            return action_texts.STATE[value]
        case Effect():
            return action_texts.EFFECT[value]
        case TrialDecision():
            return action_texts.DECISION[value]
        case datetime():
            return value.astimezone(zone).date()
        case _:
            return value


def _put(sheet: Any, where: tuple[int, int], value: Any, formats: dict[type, Any]) -> None:
    """Write a cell as what it is; text always as text, whatever it looks like."""
    if isinstance(value, date):
        midnight = datetime(value.year, value.month, value.day, tzinfo=UTC).replace(tzinfo=None)
        sheet.write_datetime(*where, midnight, formats[date])
    elif isinstance(value, int):
        sheet.write_number(*where, value, formats[int])
    elif value:
        sheet.write_string(*where, str(value), formats[str])


# --- calendar ---------------------------------------------------------------------------------


def _calendar(taken: Taken) -> bytes:
    """Return the days that actions wait for, each a whole day that blocks no time.

    An event keeps its UID for ever and is numbered by the minute in which it was taken out, so
    that a newer file moves it, or cancels what nobody waits for any more (RFC 5545, 3.8.4.7 and
    3.8.7.4).
    A calendar without an event is none (RFC 5545, 3.6): where no day is known, today says so.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Flash Amelioration//Plan d'action//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", action_texts.PLAN)
    for line in taken.lines:
        for each in days_of(line.action, taken.today):
            calendar.add_component(_event(line.action, each, taken))
    if not calendar.subcomponents:
        calendar.add_component(_whole_day("nothing", taken.today, action_texts.NO_DAYS, taken))
    whole: bytes = calendar.to_ical()
    return whole


def _event(action: Action, day: PlanDay, taken: Taken) -> "Event":
    what = action_texts.MOMENT[day.moment].format(title=action.title)
    summary = f"{action.number} · {what}"
    event = _whole_day(f"{action.number}-{day.moment}", day.day, summary, taken)
    event.add("status", "CONFIRMED" if day.is_awaited else "CANCELLED")
    owner = action.owner_name or action_texts.NO_OWNER
    told = [f"{action_texts.OWNER}\u00a0: {owner}", action.aim]
    event.add("description", "\n".join(part for part in told if part))
    return event


def _whole_day(name: str, day: date, summary: str, taken: Taken) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}-{taken.tenant_id}@flash-amelioration".lower())
    event.add("dtstamp", taken.now)
    event.add("sequence", int(taken.now.timestamp()) // 60)  # fits 31 bits until 6052
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    return event
