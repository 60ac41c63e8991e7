"""What the journal adds to the bot."""

from bot.journal.commands import journal
from bot.journal.timers import tell_heads
from bot.plug import Plug, Timer

PLUG = Plug(
    name="journal",
    commands={"journal": journal},
    timers=(Timer(hour=1, run=tell_heads),),
)
