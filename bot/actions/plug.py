"""What the action plan adds to the bot."""

from bot.actions.buttons import BUTTONS
from bot.actions.commands import plan
from bot.actions.messages import MESSAGES
from bot.actions.pages import routes
from bot.actions.rituals import RITUALS
from bot.actions.words import WORDS, action
from bot.plug import Plug
from cards.actions.texts import SHEETS
from storage.actions.holdings import HOLDINGS

PLUG = Plug(
    name="actions",
    buttons=BUTTONS,
    words=WORDS,
    readings=(action,),
    messages=MESSAGES,
    rituals=RITUALS,
    routes=routes,
    commands={"plan": plan},
    holds=HOLDINGS,
    sheets=SHEETS,
)
