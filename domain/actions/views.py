"""What people see of the action plan."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.actions.action import Action, ActionChange, ActionNumber, ActionState, Doing, S
from domain.contributions.view import View
from domain.pages import ListPage
from domain.records import record


class PlanFilter(StrEnum):
    """What of the plan is shown."""

    ALL = "all"
    """All but what was dropped."""
    LATE = "late"
    TO_DO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"
    UNOWNED = "unowned"
    """What nobody of the team has."""


@record
class PlanCounts:
    """How many actions stand where; ``late`` and ``unowned`` are among the open ones."""

    states: Mapping[ActionState, int]
    late: int = 0
    unowned: int = 0

    def of(self, chosen: PlanFilter) -> int:
        """Return how many a filter shows."""
        if chosen is PlanFilter.ALL:
            return sum(count for state, count in self.states.items() if state is not S.DROPPED)
        if chosen is PlanFilter.LATE:
            return self.late
        if chosen is PlanFilter.UNOWNED:
            return self.unowned
        return self.states.get(ActionState(chosen.value), 0)


@record
class PlanPage(ListPage):
    """A page of the plan, or of one's own actions; late ones first."""

    actions: tuple[Action, ...]
    counts: PlanCounts
    today: date
    chosen: PlanFilter = PlanFilter.ALL
    mine: bool = False
    may_steer: bool = False


@record
class ThemeNamed:
    """A theme that an action answers to, by its name."""

    id: int
    name: str


@record
class ActionEntry:
    """A line of the history; ``owner_name`` is who got it in a hand-over."""

    at: datetime
    actor_name: str
    change: ActionChange
    facts: Mapping[str, Any]
    comment: str = ""
    owner_name: str = ""


@record
class ActionFiche:
    """An action with all that its reader may know and do."""

    action: Action
    today: date
    themes: tuple[ThemeNamed, ...] = ()
    contributions: tuple[View, ...] = ()
    """Those that the reader may see."""
    history: tuple[ActionEntry, ...] = ()
    may: frozenset[Doing] = frozenset()
    to_close: int = 0
    """How many contributions it answers that its reader may move to done."""
    followed_by: ActionNumber | None = None


@record
class ActionDueView:
    """What one person is reminded of on a day."""

    today: date
    late: tuple[Action, ...] = ()
    soon: tuple[Action, ...] = ()
    to_check: tuple[Action, ...] = ()
    to_decide: tuple[Action, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing is due any more."""
        return not (self.late or self.soon or self.to_check or self.to_decide)


@record
class ActionHandedView:
    """An action that was handed to somebody."""

    action: Action


@record
class ActionToldView:
    """What an action has changed, for whoever had said or supported what it answers."""

    action: Action
    themes: tuple[ThemeNamed, ...]


@record
class ActionDecidedView:
    """What management decided about an experiment, for the owner of its action."""

    action: Action
