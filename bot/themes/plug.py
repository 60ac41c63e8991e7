"""What themes add to the bot."""

from bot.plug import Plug, button, words
from bot.themes.buttons import BUTTONS
from bot.themes.commands import analyse_recurrence
from bot.themes.comparing import compare
from bot.themes.messages import MESSAGES
from bot.themes.rows import ROWS
from cards.themes.verbs import ListThemes, ShowPairs
from storage.themes.holdings import HOLDINGS

PLUG = Plug(
    name="themes",
    buttons=BUTTONS,
    words={
        **words(
            button(ListThemes),
            "recurrents",
            "recurrent",
            "ce qui revient",
            "qu est ce qui revient",
            "sujets",
        ),
        **words(button(ShowPairs), "a regrouper", "regrouper"),
    },
    kept=compare,
    messages=MESSAGES,
    rows=ROWS,
    commands={"analyse recurrence": analyse_recurrence},
    holds=HOLDINGS,
)
