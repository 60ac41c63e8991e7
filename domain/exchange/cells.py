"""The cells of a CSV: guarded against being read as formulas, and what Excel makes of them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from domain.characters import one_line, visible
from domain.exchange import Column
from domain.exchange.words import COLUMN_WORDS, squeezed
from domain.records import record

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute a cell (OWASP, *CSV Injection*)."""

_DELIMITERS = ",;\t|"
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
"""A first line by which Excel is told the separator."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class NoTextColumnError(Exception):
    """The first line of a file names no column with the texts."""


@record
class Row:
    """A line of the file by its number, with its cells by column."""

    line: int
    cells: Mapping[str, str]
    spills: bool = False
    """True when it has more cells than the file has columns."""


@record
class Table:
    """What a file holds, and the columns of which nothing is known."""

    rows: tuple[Row, ...]
    ignored: tuple[str, ...]


def guarded(cell: str) -> str:
    """Return *cell* with an apostrophe before what a spreadsheet would compute."""
    return f"'{cell}" if cell.lstrip("'").startswith(_DANGEROUS) else cell


def unguarded(cell: str) -> str:
    """Return *cell* as it was before ``guarded``."""
    bare = cell.lstrip("'")
    return cell[1:] if bare != cell and bare.startswith(_DANGEROUS) else cell


def read_table(raw: bytes) -> Table:
    """Return the lines of a CSV: with commas, semicolons or tabs; in UTF-8, UTF-16 or cp1252.

    Raises:
        NoTextColumnError: no column holds the texts.
    """
    text = _decoded(raw)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    lines = _lines(text, _delimiter(text))
    _, header = next(lines, (0, []))
    places = _places(header)
    if Column.TEXT not in places:
        raise NoTextColumnError
    known = set(places.values())
    ignored = [one_line(name) for place, name in enumerate(header) if place not in known]
    rows = tuple(_row(number, cells, header, places) for number, cells in lines)
    return Table(rows, tuple(name for name in ignored if name))


def _decoded(raw: bytes) -> str:
    if raw.startswith(_UTF_16):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return the separator by which most columns of the first line are known."""

    def known(delimiter: str) -> int:
        _, header = next(_lines(text, delimiter), (0, []))
        return len(_places(header))

    return max(_DELIMITERS, key=known)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something, each with the number of its first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    for cells in reader:
        is_sep = begins == 1 and _SEP.fullmatch(delimiter.join(cells).strip())
        if any(cell.strip() for cell in cells) and not is_sep:
            yield begins, cells
        begins = reader.line_num + 1


def _places(header: Sequence[str]) -> dict[Column, int]:
    """Return where each column stands; under its own name before any French one."""
    names = [squeezed(name) for name in header]
    places: dict[Column, int] = {}
    for column in Column:
        wanted = (squeezed(column), *COLUMN_WORDS[column])
        found = [names.index(word) for word in wanted if word in names]
        if found:
            places[column] = found[0]
    return places


def _row(
    number: int, cells: Sequence[str], header: Sequence[str], places: Mapping[Column, int]
) -> Row:
    return Row(
        number,
        {
            column: visible(unguarded(cells[place])) if place < len(cells) else ""
            for column, place in places.items()
        },
        any(cell.strip() for cell in cells[len(header) :]),
    )
