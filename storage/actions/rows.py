"""An action as it is read from its row, with the names of those who have to do with it."""

from typing import Any

import sqlalchemy as sa

from domain.actions.action import Action, ActionNumber, Trial
from storage.actions.tables import ActionRow
from storage.sql import table
from storage.tables import PersonRow

_A, _P = table(ActionRow), table(PersonRow)
_CHECKING, _DECIDING = _P.alias("checking"), _P.alias("deciding")

ACTION: sa.Select[Any] = sa.select(
    *_A.c,
    sa.func.coalesce(_P.c.name, "").label("owner_name"),
    _P.c.left_on.label("owner_left_on"),
    sa.func.coalesce(_CHECKING.c.name, "").label("checked_by_name"),
    sa.func.coalesce(_DECIDING.c.name, "").label("decided_by_name"),
).select_from(
    _A.outerjoin(_P, _P.c.id == _A.c.owner_id)
    .outerjoin(_CHECKING, _CHECKING.c.id == _A.c.checked_by_id)
    .outerjoin(_DECIDING, _DECIDING.c.id == _A.c.decided_by_id)
)
"""All of an action; read by ``action_of``."""


def action_of(row: Any) -> Action:
    """Return what a row of ``ACTION`` says."""
    trial = None
    if row.hypothesis:
        trial = Trial(
            row.hypothesis,
            row.trial_place,
            row.trial_until,
            row.trial_measure,
            row.decision,
            row.decision_reason,
            row.decided_at,
            row.decided_by_name,
        )
    return Action(
        id=row.id,
        organisation_id=row.organisation_id,
        number=ActionNumber(row.year, row.serial),
        title=row.title,
        state=row.state,
        created_at=row.created_at,
        due_on=row.due_on,
        aim=row.aim,
        engagement=row.engagement,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        owner_left=row.owner_left_on is not None,
        done_at=row.done_at,
        result=row.result,
        indicator=row.indicator,
        value_before=row.value_before,
        check_on=row.check_on,
        value_after=row.value_after,
        effect=row.effect,
        checked_at=row.checked_at,
        checked_by_name=row.checked_by_name,
        trial=trial,
    )
