"""What people's rights add to the bot, and what the spine holds of people."""

from bot.plug import Plug, button, words
from bot.rights.buttons import BUTTONS
from bot.rights.messages import MESSAGES
from bot.rights.pages import routes
from bot.rights.rituals import RITUALS
from bot.rights.rows import ROWS
from cards.rights.texts import SHEETS
from cards.rights.verbs import AskErasure, ShowMyData
from storage.holdings.spine import HOLDINGS as OF_THE_SPINE
from storage.rights.holdings import HOLDINGS

PLUG = Plug(
    name="rights",
    buttons=BUTTONS,
    words={
        **words(button(ShowMyData), "mes donnees", "mes donnees personnelles"),
        **words(button(AskErasure), "effacer mon nom", "effacez mon nom"),
    },
    messages=MESSAGES,
    rituals=RITUALS,
    routes=routes,
    rows=ROWS,
    holds=(*HOLDINGS, *OF_THE_SPINE),
    sheets=SHEETS,
)
