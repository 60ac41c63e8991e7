"""When who is reminded of which action."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from domain.actions.action import Action
from domain.actions.views import ActionDueView
from domain.records import record

_WEEK = 7


def is_to_be_said(moment: date | None, after: date, today: date, *, ahead: bool = True) -> bool:
    """Tell whether somebody is to hear of *moment*, who last heard on *after*.

    One hears a week before (if *ahead*), on the day, then every week; what was missed, on a day
    off or because the bot was off, is made up for on the next day.
    """
    if moment is None:
        return False
    weeks = (today - moment).days // _WEEK
    if weeks < (-1 if ahead else 0):
        return False
    return moment + timedelta(days=_WEEK * weeks) > after


@record
class Watcher:
    """Somebody who is reminded: of their own actions, and of what their role waits for."""

    person_id: int
    leads: bool = False
    decides: bool = False
    """True when they decide about experiments."""

    def has(self, action: Action) -> bool:
        """Tell whether it is for them to do: their own, or nobody's where they lead."""
        return action.owner_id == self.person_id or (self.leads and not action.has_owner)

    def checks(self, action: Action) -> bool:
        """Tell whether they are asked what it has changed."""
        return action.waits_for_check and (self.leads or self.has(action))

    def follows_trial(self, action: Action) -> bool:
        """Tell whether they wait for the decision about its experiment, or take it."""
        return action.waits_for_decision and (self.decides or self.has(action))


def is_to_remind(
    who: Watcher,
    actions: Iterable[Action],
    given: Mapping[int, date],
    after: date,
    today: date,
) -> bool:
    """Tell whether somebody, who last heard on *after*, is to hear of their actions *today*.

    *given* is when each action was given to its owner, who then knew its days.
    """
    return any(
        _is_due(who, each, max(after, given.get(each.id, after)), today) for each in actions
    )


def _is_due(who: Watcher, action: Action, after: date, today: date) -> bool:
    own = who.has(action)
    return (
        (action.is_open and own and is_to_be_said(action.due_on, after, today))
        or (who.checks(action) and is_to_be_said(action.check_on, after, today, ahead=own))
        or (
            who.follows_trial(action)
            and action.trial is not None
            and is_to_be_said(action.trial.until, after, today, ahead=own)
        )
    )


def due_for(who: Watcher, actions: Iterable[Action], today: date) -> "ActionDueView":
    """Return all that somebody has to do: late, within a week, to check, to decide."""
    found = list(actions)
    soon = today + timedelta(days=_WEEK)

    def near(action: Action, day: date | None) -> bool:
        return day is not None and day <= (soon if who.has(action) else today)

    mine = [each for each in found if each.is_open and who.has(each) and near(each, each.due_on)]
    return ActionDueView(
        today,
        tuple(each for each in mine if each.is_late(today)),
        tuple(each for each in mine if not each.is_late(today)),
        tuple(each for each in found if who.checks(each) and near(each, each.check_on)),
        tuple(
            each
            for each in found
            if who.follows_trial(each) and each.trial and near(each, each.trial.until)
        ),
    )
