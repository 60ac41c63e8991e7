"""What questions in plain French add to the bot."""

from bot.inquiry.buttons import BUTTONS
from bot.inquiry.extension import INVOKES
from bot.inquiry.words import asked, asked_in_public
from bot.plug import Plug
from cards.inquiry.texts import SHEETS
from storage.inquiry.holdings import HOLDINGS

PLUG = Plug(
    name="inquiry",
    buttons=BUTTONS,
    answers=(asked,),
    mentions=(asked_in_public,),
    invokes=INVOKES,
    holds=HOLDINGS,
    sheets=SHEETS,
)
