"""What the masking of names adds to the bot."""

from bot.confidentiality.commands import analyse_pii
from bot.confidentiality.messages import MESSAGES
from bot.plug import Plug

PLUG = Plug(
    name="confidentiality",
    messages=MESSAGES,
    commands={"analyse pii": analyse_pii},
)
