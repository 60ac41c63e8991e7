"""What the board's report shows."""

from bot.board.usecases import report
from bot.usecases.outbox import Message, by_id
from cards.board.card import board_card
from domain.board.subjects import BoardSubject

MESSAGES = (
    Message(
        (BoardSubject.REPORT,), by_id(report.view), lambda shows, _, __: board_card(shows.board)
    ),
)
