"""The rows of « Réglages » that every organisation has: its place, and its closures."""

from bot.usecases.rows import Row
from cards.settings import texts as settings_texts
from cards.settings.settings import closures_said, place_said
from cards.settings.verbs import EditClosures, EditPlace

ROWS = (
    Row(
        10,
        settings_texts.PLACE,
        lambda _, kept: kept.rhythm,
        place_said,
        EditPlace.verb,
    ),
    Row(
        60,
        settings_texts.CLOSURES,
        lambda _, kept: kept.calendar,
        closures_said,
        EditClosures.verb,
    ),
)
