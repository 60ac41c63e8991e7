"""What the action plan holds of people: whose an action is, and who did what about it."""

from storage.actions.tables import ActionHistoryRow, ActionRow
from storage.holdings import Holding, unlink
from storage.sql import table

_A, _H = table(ActionRow), table(ActionHistoryRow)

HOLDINGS = (
    Holding(
        "actions",
        (_A.c.owner_id, _A.c.created_by_id, _A.c.checked_by_id, _A.c.decided_by_id),
        unlink,
    ),
    Holding("action_history", (_H.c.actor_id,), unlink),
)
