"""A Mission Locale in Teams, around the real bot: people write and press, Teams carries it.

The bot is the one that `create_app` puts together, on a real port and a real database; Teams is
`FakeTeams` and the clock stands still.
"""

from tests.world.people import (
    AWA,
    BOT,
    CHANNEL,
    CHANNELS,
    CLAIRE,
    EVERYONE,
    GENERAL,
    NADIA,
    OTHER_CHANNEL,
    STRANGER,
    TENANT,
    Somebody,
)
from tests.world.reading import card_of, find_button, inputs_of, walk, words_of
from tests.world.town import A_FEW_ROUNDS, World, world

__all__ = [
    "AWA",
    "A_FEW_ROUNDS",
    "BOT",
    "CHANNEL",
    "CHANNELS",
    "CLAIRE",
    "EVERYONE",
    "GENERAL",
    "NADIA",
    "OTHER_CHANNEL",
    "STRANGER",
    "TENANT",
    "Somebody",
    "World",
    "card_of",
    "find_button",
    "inputs_of",
    "walk",
    "words_of",
    "world",
]
