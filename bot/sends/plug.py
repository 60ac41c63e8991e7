"""What « Diffusion » adds to the bot."""

from bot.plug import Plug, button, words
from bot.sends.buttons import BUTTONS
from bot.sends.messages import MESSAGES
from cards.sends.verbs import ListSends

PLUG = Plug(
    name="sends",
    buttons=BUTTONS,
    words=words(button(ListSends), "diffusion"),
    messages=MESSAGES,
)
