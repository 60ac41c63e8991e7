"""All that is kept about a person, as a workbook with a sheet a kind of record, or as JSON."""

import io
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

from cards.rights import texts as rights_texts
from cards.sheets import SheetWords
from cards.workbook import TEXTS_AS_TEXTS
from domain.exchange import Form

FORMS = (Form.XLSX, Form.JSON)

Sheet = tuple[str, Iterable[Mapping[str, Any]]]

_WIDTH = 24
_EMPTY: tuple[Any, ...] = ("", None, [], {})


def write_my_data(
    form: Form,
    sheets: Iterable[Sheet],
    words: Mapping[str, SheetWords],
    file: IO[bytes],
    zone: ZoneInfo,
) -> None:
    """Write *sheets*, each a kind of record with its lines, into *file*; moments in *zone*.

    *words* are their titles and columns, which say also in what order they follow. Lines are read
    as they are written: ten years of them are never in memory at once.
    """
    told = (
        (words[name].title, (_told(row, words[name], zone) for row in rows))
        for name, rows in sorted(sheets, key=lambda sheet: words[sheet[0]].place)
    )
    if form is Form.JSON:
        _write_json(told, file)
    else:
        _write_workbook(told, file)


_Told = Iterable[tuple[str, Iterable[dict[str, Any]]]]


def _write_json(told: _Told, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, "utf-8", errors="replace")
    begins = "{"
    for title, rows in told:
        text.write(f"{begins}\n {json.dumps(title, ensure_ascii=False)}: ")
        begins, line = ",", "["
        for row in rows:
            text.write(f"{line}\n  {json.dumps(row, ensure_ascii=False)}")
            line = ","
        text.write("[]" if line == "[" else "\n ]")
    text.write("{}" if begins == "{" else "\n}")
    text.flush()
    text.detach()


def _write_workbook(told: _Told, file: IO[bytes]) -> None:
    from xlsxwriter import Workbook

    book = Workbook(file, TEXTS_AS_TEXTS)
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for title, lines in told:
        rows = list(lines)  # its columns are known once all were seen
        if not rows:
            continue
        sheet = book.add_worksheet(title)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.set_column(0, len(columns), _WIDTH)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, bold)
        for line, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                if column in row:
                    sheet.write_string(line, place, str(row[column]), wrapped)
        sheet.freeze_panes(1, 0)
    book.close()


def _told(row: Mapping[str, Any], words: SheetWords, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a row says under French names; nothing of what is empty."""
    return {
        words.columns.get(name, rights_texts.COLUMNS.get(name, name)): _plain(value, zone)
        for name, value in row.items()
        if value not in _EMPTY and name not in rights_texts.LEFT_OUT
    }


def _plain(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return rights_texts.YES if value else rights_texts.NO
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, int) else str(value)
