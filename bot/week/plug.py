"""What the week adds to the bot."""

from bot.plug import Plug
from bot.week.buttons import BUTTONS
from bot.week.messages import MESSAGES
from bot.week.pages import routes
from bot.week.rituals import RITUALS
from bot.week.words import WORDS, answered, leave
from cards.week.texts import SHEETS
from storage.week.holdings import HOLDINGS

PLUG = Plug(
    name="week",
    buttons=BUTTONS,
    words=WORDS,
    readings=(leave,),
    answers=(answered,),
    messages=MESSAGES,
    rituals=RITUALS,
    routes=routes,
    holds=HOLDINGS,
    sheets=SHEETS,
)
