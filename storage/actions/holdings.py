"""What the action plan holds of people: whose an action is, and who did what about it."""

from typing import Any

import sqlalchemy as sa

from domain.people import Person
from storage.actions.tables import ActionHistoryRow, ActionRow
from storage.holdings import Holding, unlink, where_theirs
from storage.sql import table

_A, _H = table(ActionRow), table(ActionHistoryRow)
_PEOPLE = (_A.c.owner_id, _A.c.created_by_id, _A.c.checked_by_id, _A.c.decided_by_id)


def _had_to_do(person: Person, _: str) -> sa.Select[Any]:
    """The actions that a person has to do with: which, what is given to them, their own words."""
    own = (
        where_theirs(column, doers, person)
        for column, doers in (
            (_A.c.title, (_A.c.owner_id, _A.c.created_by_id)),
            (_A.c.due_on, (_A.c.owner_id, _A.c.created_by_id)),
            (_A.c.done_at, (_A.c.owner_id,)),
            (_A.c.aim, (_A.c.created_by_id,)),
            (_A.c.created_at, (_A.c.created_by_id,)),
            (_A.c.value_after, (_A.c.checked_by_id,)),
            (_A.c.effect, (_A.c.checked_by_id,)),
            (_A.c.checked_at, (_A.c.checked_by_id,)),
            (_A.c.decision, (_A.c.decided_by_id,)),
            (_A.c.decision_reason, (_A.c.decided_by_id,)),
            (_A.c.decided_at, (_A.c.decided_by_id,)),
        )
    )
    theirs = sa.or_(*(column == person.id for column in _PEOPLE))
    return sa.select(_A.c.year, _A.c.serial, *own).where(theirs).order_by(_A.c.id)


HOLDINGS = (
    Holding("actions", _PEOPLE, unlink, told=_had_to_do),
    Holding("action_history", (_H.c.actor_id,), unlink),
)
