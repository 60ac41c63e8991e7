"""All complaints and partnership requests as a file: CSV, or a spreadsheet with real dates."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import IO, Any

from cards.requests import texts as request_texts
from cards.workbook import TEXTS_AS_TEXTS
from domain.exchange import Form
from domain.exchange.cells import guarded
from domain.requests.request import Request

FORMS = (Form.XLSX, Form.CSV)

_WIDTHS = {"subject": 60, "site": 20}
_USUAL_WIDTH = 16


def write_requests(form: Form, requests: Sequence[Request], file: IO[bytes]) -> None:
    """Write *requests* into *file*; CSV by code names and ISO dates, the spreadsheet in French."""
    if form is Form.CSV:
        text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
        rows = csv.writer(text)
        rows.writerow(request_texts.HEADERS)
        rows.writerows([_cell(value) for value in _values(each).values()] for each in requests)
        text.flush()
        text.detach()
        return
    _write_workbook(requests, file)


def _write_workbook(requests: Sequence[Request], file: IO[bytes]) -> None:
    from xlsxwriter import Workbook

    book = Workbook(file, TEXTS_AS_TEXTS)
    sheet = book.add_worksheet(request_texts.SHEET)
    title = book.add_format({"bold": True, "bottom": 1})
    top = {"valign": "top", "align": "left"}
    day = book.add_format(top | {"num_format": "dd/mm/yyyy"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (name, header) in enumerate(request_texts.HEADERS.items()):
        sheet.set_column(place, place, _WIDTHS.get(name, _USUAL_WIDTH))
        sheet.write_string(0, place, header, title)
    for line, request in enumerate(requests, 1):
        told = _values(request) | {
            "nature": request_texts.NATURE[request.nature],
            "channel": request_texts.CHANNEL[request.channel],
        }
        for place, value in enumerate(told.values()):
            if isinstance(value, date):
                midnight = datetime(value.year, value.month, value.day, tzinfo=UTC)
                sheet.write_datetime(line, place, midnight.replace(tzinfo=None), day)
            elif isinstance(value, int):
                sheet.write_number(line, place, value)
            elif value:
                sheet.write_string(line, place, value, wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(requests), len(request_texts.HEADERS) - 1)
    book.close()


def _values(request: Request) -> dict[str, Any]:
    """Return what a line says, by the names of the columns."""
    dates = request.dates
    return {
        "number": str(request.number),
        "nature": request.nature.value,
        "channel": request.channel.value,
        "site": request.site_name,
        "subject": str(request.subject),
        "received_on": dates.received,
        "answered_on": dates.answered,
        "closed_on": dates.closed,
        "days_to_answer": (dates.answered - dates.received).days if dates.answered else None,
        "days_to_close": (dates.closed - dates.received).days if dates.closed else None,
    }


def _cell(value: Any) -> str:
    return "" if value is None else guarded(str(value))
