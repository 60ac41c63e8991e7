"""What requests plugs into the bot."""

from bot.plug import Plug
from bot.requests.buttons import BUTTONS
from bot.requests.pages import routes
from bot.requests.words import WORDS, sheet

PLUG = Plug(
    name="requests",
    buttons=BUTTONS,
    words=WORDS,
    readings=(sheet,),
    routes=routes,
)
