"""What help, sites and roles add to the bot."""

from bot.people.buttons import BUTTONS
from bot.people.messages import MESSAGES
from bot.people.words import WORDS
from bot.plug import Plug

PLUG = Plug(
    name="people",
    buttons=BUTTONS,
    words=WORDS,
    messages=MESSAGES,
)
