"""The row of « Réglages » on answers and engagements."""

from bot.usecases.rows import Row
from cards.ideas import texts as idea_texts
from cards.ideas.deadlines import deadlines_said
from cards.ideas.verbs import EditDeadlines

ROWS = (
    Row(
        20,
        idea_texts.DEADLINES,
        lambda _, kept: kept.rhythm,
        deadlines_said,
        EditDeadlines.verb,
    ),
)
