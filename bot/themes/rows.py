"""The row of « Réglages » on what recurs."""

from bot.themes.usecases.reading import recurrence_of
from bot.usecases.rows import Row
from cards.themes import texts as theme_texts
from cards.themes.forms import recurrence_said
from cards.themes.verbs import EditRecurrence

ROWS = (
    Row(
        30,
        theme_texts.SETTING,
        lambda unit, kept: recurrence_of(unit, kept.organisation_id),
        recurrence_said,
        EditRecurrence.verb,
    ),
)
