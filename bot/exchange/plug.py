"""What taking contributions out and in adds to the bot."""

from bot.exchange.buttons import BUTTONS
from bot.exchange.commands import export, import_file
from bot.exchange.pages import routes
from bot.plug import Plug, button, words
from cards.inquiry.verbs import Export

PLUG = Plug(
    name="exchange",
    buttons=BUTTONS,
    words=words(button(Export), "exporter", "export"),
    routes=routes,
    commands={"export": export, "import": import_file},
)
