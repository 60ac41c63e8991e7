"""What people type in the chat about the board's page."""

from bot.board.buttons import shown_board
from bot.board.usecases import figures as board
from bot.plug import Word
from bot.teams.desk import Desk, Shown
from bot.usecases.turn import Turn

_BOARD = "tableau de bord"
"""A period and a site may follow."""


async def _asked(desk: Desk, turn: Turn, text: str) -> Shown:
    """Return the page, of the period and the site that are named."""
    return await shown_board(desk, turn, await desk.store.look(board.asked_view, turn, text))


WORDS: dict[str, Word] = {_BOARD: _asked}


def page(_: str, folded: str) -> Word | None:
    """Read « tableau de bord du T3, de Haguenau »."""
    return _asked if folded.startswith(_BOARD) else None
