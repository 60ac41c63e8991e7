"""What the idea box adds to the bot."""

from bot.ideas.buttons import BUTTONS
from bot.ideas.messages import MESSAGES
from bot.ideas.rituals import RITUALS
from bot.ideas.rows import ROWS
from bot.ideas.words import WORDS, fiche
from bot.plug import Plug
from cards.ideas.texts import SHEETS
from storage.ideas.holdings import HOLDINGS

PLUG = Plug(
    name="ideas",
    buttons=BUTTONS,
    words=WORDS,
    readings=(fiche,),
    messages=MESSAGES,
    rituals=RITUALS,
    rows=ROWS,
    holds=HOLDINGS,
    sheets=SHEETS,
)
