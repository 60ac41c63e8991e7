"""The cells of a CSV: what Excel in France writes is read, what it would compute is guarded."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.exchange import Column
from domain.exchange.cells import NoTextColumnError, guarded, read_table, unguarded
from domain.exchange.reading import read_moment
from domain.exchange.words import KINDS, STATUSES, squeezed
from domain.kinds import Kind
from tests.exchange.box import PARIS


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@x", "\tx", "\rx", "＝1", "'=1", "''-x"])
def test_what_a_spreadsheet_would_compute_gets_one_apostrophe_more(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "'", "l'accueil", "'déjà'", "1+1", "a=b", "''"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell
    assert unguarded(cell) == cell


@pytest.mark.parametrize(
    "raw",
    [
        "texte;état\nà l’étude;Reçue\n".encode("cp1252"),
        b"\xef\xbb\xbf" + "texte;état\nà l’étude;Reçue\n".encode(),
        "status\ttext\nReçue\tà l’étude\n".encode("utf-16"),
        '"sep=;"\r\nTexte ;État\r\n\r\nà l’étude;Reçue\r\n'.encode(),
        '"text","status"\n"à l’étude","Reçue"'.encode(),
    ],
)
def test_the_shapes_of_excel_are_read_alike(raw: bytes) -> None:
    (row,) = read_table(raw).rows

    assert row.cells == {Column.TEXT: "à l’étude", Column.STATUS: "Reçue"}


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    table = read_table(b'text,x\n"a\nb",1\n\n,\nc,2\n')

    assert [row.line for row in table.rows] == [2, 6]
    assert table.ignored == ("x",)


def test_what_nobody_sees_is_in_no_cell_and_in_no_title_that_a_terminal_shows() -> None:
    raw = "text,\x1b]0;x\x07mal\u202eisé\r\n\x1b[2Jle \u200bbadge\x9b,1\r\n".encode()

    table = read_table(raw)

    assert table.rows[0].cells == {Column.TEXT: "[2Jle badge"}
    assert table.ignored == ("]0;xmalisé",)


def test_a_column_under_its_own_name_wins_over_a_french_one() -> None:
    table = read_table("Créée le,created_at,texte\n45000,2024-03-12,a\n".encode())

    assert table.rows[0].cells[Column.CREATED_AT] == "2024-03-12"
    assert table.ignored == ("Créée le",)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"numero,etat\n1,2\n", b"\x00\x01\xff"])
def test_a_file_without_texts_is_refused_whole(raw: bytes) -> None:
    with pytest.raises(NoTextColumnError):
        read_table(raw)


def test_a_quote_that_never_closes_is_one_long_line() -> None:
    (row,) = read_table(b'text\n"' + b"x\n" * 200_000).rows

    assert row.line == 2


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-12", datetime(2024, 3, 11, 23, tzinfo=UTC)),
        ("12/03/2024", datetime(2024, 3, 11, 23, tzinfo=UTC)),
        ("12.3.24", datetime(2024, 3, 11, 23, tzinfo=UTC)),
        ("12/03/2024 14:30", datetime(2024, 3, 12, 13, 30, tzinfo=UTC)),
        ("12/03/2024 à 14 h 30", datetime(2024, 3, 12, 13, 30, tzinfo=UTC)),
        ("2024-07-12T14:30:00Z", datetime(2024, 7, 12, 14, 30, tzinfo=UTC)),
        ("2024-07-12 14:30", datetime(2024, 7, 12, 12, 30, tzinfo=UTC)),
        ("31/02/2024", None),
        ("12/03/2024 25:00", None),
        ("12/03/2024 hier", None),
        ("0024-03-12", None),
        ("9999-12-31", None),
        ("hier", None),
    ],
)
def test_dates_are_read_in_iso_and_in_french(text: str, moment: datetime | None) -> None:
    assert read_moment(text, PARIS) == moment
    assert ZoneInfo("Europe/Paris") == PARIS


def test_french_values_are_understood_kindly() -> None:
    assert KINDS[squeezed("Bonnes pratiques")] is Kind.BEST_PRACTICE
    assert STATUSES[squeezed("À l’étude")] == "under_review"
    assert STATUSES[squeezed("À l'étude")] == "under_review"
    assert STATUSES[squeezed("Résolu")] == "done"
