"""The row of « Réglages » on the board's report."""

from bot.board.usecases.report import report_of
from bot.usecases.rows import Row
from cards.board import texts as board_texts
from cards.board.card import report_said
from cards.board.verbs import EditReport

ROWS = (
    Row(
        50,
        board_texts.REPORT,
        lambda unit, kept: report_of(unit, kept.organisation_id),
        report_said,
        EditReport.verb,
    ),
)
