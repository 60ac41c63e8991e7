"""The row of « Réglages » on the weather of young people."""

from bot.survey.usecases import fewest_of
from bot.usecases.rows import Row
from cards.survey import texts as survey_texts
from cards.survey.verbs import EditFewest

ROWS = (
    Row(
        40,
        survey_texts.FEWEST,
        lambda unit, kept: fewest_of(unit, kept.organisation_id),
        lambda fewest: survey_texts.FEWEST_LINE.format(count=survey_texts.answers(fewest)),
        EditFewest.verb,
    ),
)
