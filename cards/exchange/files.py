"""A list of contributions as a file: CSV, spreadsheet or JSON, written line by line."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import IO, Any, Protocol
from zoneinfo import ZoneInfo

from cards import texts
from cards.exchange import texts as exchange_texts
from cards.workbook import TEXTS_AS_TEXTS
from domain.exchange import MOMENTS, Column, Form, Line
from domain.exchange.cells import guarded

_ISO_COLUMNS = tuple(MOMENTS)
_WIDTHS = {Column.TEXT: 60, Column.ANSWER: 40, Column.AUTHOR: 28, Column.SITE: 20}
_USUAL_WIDTH = 16

CONTENT_TYPES = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
}


class Writer(Protocol):
    """Writes a file; it is whole after ``close``, which leaves the file itself open."""

    def write(self, lines: Iterable[Line]) -> None:
        """Add lines."""

    def close(self) -> None:
        """Finish the file."""


def open_writer(form: Form, file: IO[bytes], zone: ZoneInfo) -> Writer:
    """Return what writes *file* in that form; moments are told in *zone*."""
    writers: dict[Form, type[_Csv | _Json | _Xlsx]] = {
        Form.CSV: _Csv,
        Form.JSON: _Json,
        Form.XLSX: _Xlsx,
    }
    return writers[form](file, zone)


def file_name(form: Form, day: date) -> str:
    """Return the plain name of a file of that day."""
    return exchange_texts.FILE.format(day=day.isoformat(), form=form)


class _Csv:
    def __init__(self, file: IO[bytes], zone: ZoneInfo) -> None:
        self._text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
        self._rows = csv.writer(self._text)
        self._zone = zone
        self._rows.writerow(Column)

    def write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            values = _values(line, self._zone)
            self._rows.writerow(_cell(values[column]) for column in Column)

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = ";".join(value)
    return "" if value is None else guarded(str(value))


class _Json:
    def __init__(self, file: IO[bytes], zone: ZoneInfo) -> None:
        self._file = file
        self._zone = zone
        self._between = "[\n"

    def write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            told = _values(line, self._zone) | _french(line, self._zone)
            self._put(self._between + json.dumps(told, ensure_ascii=False))
            self._between = ",\n"

    def close(self) -> None:
        self._put("\n]\n" if self._between == ",\n" else "[]\n")

    def _put(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))


class _Xlsx:
    """French titles and real dates, which Excel sorts and filters; then the moments as ISO."""

    def __init__(self, file: IO[bytes], zone: ZoneInfo) -> None:
        from xlsxwriter import Workbook

        self._zone = zone
        self._book = Workbook(file, TEXTS_AS_TEXTS)
        self._sheet = self._book.add_worksheet(exchange_texts.SHEET)
        title = self._book.add_format({"bold": True, "bottom": 1})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        top = {"valign": "top", "align": "left"}
        self._moment = self._book.add_format(top | {"num_format": "dd/mm/yyyy hh:mm"})
        self._day = self._book.add_format(top | {"num_format": "dd/mm/yyyy"})
        for place, column in enumerate(Column):
            self._sheet.set_column(place, place, _WIDTHS.get(column, _USUAL_WIDTH))
        for place, name in enumerate((*exchange_texts.HEADERS.values(), *_ISO_COLUMNS)):
            self._sheet.write_string(0, place, name, title)
        self._sheet.freeze_panes(1, 1)
        self._row = 0

    def write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._row += 1
            iso = _values(line, self._zone)
            french = _french(line, self._zone)
            for place, column in enumerate(Column):
                told = getattr(line, column)
                self._put(place, told, french.get(f"{column}_fr", _cell_text(told)))
            for place, column in enumerate(_ISO_COLUMNS, len(Column)):
                self._put(place, iso[column] or "", iso[column] or "")

    def close(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(Column) + len(_ISO_COLUMNS) - 1)
        self._book.close()

    def _put(self, place: int, value: Any, text: str) -> None:
        """Write a cell as what it is; text always as text, whatever it looks like."""
        where = (self._row, place)
        if isinstance(value, datetime):
            local = value.astimezone(self._zone).replace(tzinfo=None)
            self._sheet.write_datetime(*where, local, self._moment)
        elif isinstance(value, date):
            midnight = datetime(value.year, value.month, value.day, tzinfo=UTC)
            self._sheet.write_datetime(*where, midnight.replace(tzinfo=None), self._day)
        elif isinstance(value, int):
            self._sheet.write_number(*where, value)
        elif text:
            self._sheet.write_string(*where, text, self._wrapped)


def _cell_text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)


def _values(line: Line, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a line says under the names of the columns, as JSON knows values."""
    told: dict[str, Any] = {column.value: getattr(line, column) for column in Column}
    for column in MOMENTS:
        value = told[column]
        if isinstance(value, datetime):
            value = value.astimezone(zone)
        told[column] = value.isoformat() if value else None
    return told | {
        "number": str(line.number),
        "kind": line.kind.value,
        "status": line.status.value,
        "tags": list(line.tags),
        "merged_into": str(line.merged_into) if line.merged_into else None,
    }


def _french(line: Line, zone: ZoneInfo) -> dict[str, str]:
    said = {
        "kind_fr": texts.KIND[line.kind],
        "status_fr": texts.status(line.kind, line.status),
    }
    return said | {f"{column}_fr": _french_date(getattr(line, column), zone) for column in MOMENTS}


def _french_date(value: date | None, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}"
