"""What the week holds of people: that they are asked, and who took on what the flash decided."""

import sqlalchemy as sa

from storage.holdings import UNTOLD, Erasure, Holding, delete, leave, week_before
from storage.sql import table
from storage.week.tables import FlashRow, PromptRow

_F, _P = table(FlashRow), table(PromptRow)


def _disown_decisions(_: Holding, erasure: Erasure) -> None:
    """Take the name off decisions: it is only written there, and points to nobody."""
    person = erasure.person
    if person.name:
        theirs = (_F.c.organisation_id == person.organisation_id) & (
            sa.func.lower(_F.c.decision_owner) == person.name.lower()
        )
        erasure.connection.execute(sa.update(_F).where(theirs).values(decision_owner=""))


HOLDINGS = (
    Holding("prompts", (_P.c.person_id,), delete, old=week_before(_P.c.week)),
    Holding(UNTOLD, (), leave, end=_disown_decisions),
)
