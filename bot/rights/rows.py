"""The row of « Réglages » on how long things are kept."""

from bot.usecases.rows import Row
from cards.rights import texts as rights_texts
from cards.rights.retention import retention_said
from cards.rights.verbs import EditRetention
from storage.rights.repository import Rights

ROWS = (
    Row(
        70,
        rights_texts.RETENTION,
        lambda unit, kept: unit.of(Rights).retention(kept.organisation_id),
        retention_said,
        EditRetention.verb,
    ),
)
