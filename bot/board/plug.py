"""What the board's page adds to the bot."""

from bot.board.buttons import BUTTONS
from bot.board.commands import recount
from bot.board.messages import MESSAGES
from bot.board.pages import routes
from bot.board.rituals import RITUALS
from bot.board.rows import ROWS
from bot.board.words import WORDS, page
from bot.plug import Plug

PLUG = Plug(
    name="board",
    buttons=BUTTONS,
    words=WORDS,
    readings=(page,),
    messages=MESSAGES,
    rituals=RITUALS,
    routes=routes,
    rows=ROWS,
    commands={"recount": recount},
)
