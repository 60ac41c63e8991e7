"""What contributions add to the bot."""

from bot.contributions import buttons, masks
from bot.contributions.commands import analyse_kind, corrections
from bot.contributions.ears import EARS, asked_for_help
from bot.contributions.extension import INVOKES
from bot.contributions.messages import MESSAGES
from bot.contributions.words import WORDS, offered
from bot.plug import Plug
from bot.teams.desk import Buttons
from cards.contributions.texts import SHEETS
from storage.contributions.holdings import HOLDINGS

PLUG = Plug(
    name="contributions",
    buttons=Buttons(buttons.BUTTONS, masks.BUTTONS),
    words=WORDS,
    answers=(offered,),
    mentions=(asked_for_help,),
    ears=EARS,
    masked=masks.told_of_masks,
    invokes=INVOKES,
    messages=MESSAGES,
    commands={"analyse kind": analyse_kind, "corrections": corrections},
    holds=HOLDINGS,
    sheets=SHEETS,
)
