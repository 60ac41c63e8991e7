"""What « Réglages » adds to the bot."""

from bot.plug import Plug, button, words
from bot.settings.buttons import BUTTONS
from bot.settings.rows import ROWS
from cards.settings.verbs import ShowRhythm

PLUG = Plug(
    name="settings",
    buttons=BUTTONS,
    words=words(button(ShowRhythm), "reglages", "rythme"),
    rows=ROWS,
)
