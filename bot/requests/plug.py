"""What complaints and partnership requests add to the bot."""

from bot.plug import Plug
from bot.requests.buttons import BUTTONS
from bot.requests.pages import routes
from bot.requests.words import WORDS, sheet
from cards.requests.texts import SHEETS
from storage.requests.holdings import HOLDINGS

PLUG = Plug(
    name="requests",
    buttons=BUTTONS,
    words=WORDS,
    readings=(sheet,),
    routes=routes,
    holds=HOLDINGS,
    sheets=SHEETS,
)
