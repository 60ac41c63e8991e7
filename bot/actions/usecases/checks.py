"""What an action has changed: its effect checked, its experiment decided, and what follows."""

from dataclasses import replace
from typing import Any

from bot.actions.usecases import news as action_news
from bot.actions.usecases.making import added, note_change, usual_day
from bot.actions.usecases.reading import (
    FOLLOWS,
    _follower,
    allowed_to,
    fiche_of,
    open_number,
    today_of,
)
from bot.themes.usecases.steering import solved
from bot.usecases.turn import Turn
from domain.actions.action import (
    Action,
    ActionChange,
    ActionState,
    Doing,
    Effect,
    Plan,
    TrialChoice,
    TrialDecision,
)
from domain.actions.rules import check_decision, check_effect, check_line, check_why
from domain.actions.views import ActionFiche
from domain.confidentiality import Clean
from domain.errors import Reason, RuleViolationError
from storage.actions.repository import Actions
from storage.themes.causes import Causes
from storage.unit_of_work import UnitOfWork


def check(
    unit: UnitOfWork,
    turn: Turn,
    action_id: int,
    indicator: Clean,
    value_after: Clean,
    effect: Effect | None,
) -> ActionFiche:
    """Keep what an action that is done has changed; where it helped, its themes are solved.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NOT_DONE``, ``NO_VALUE``, ``NO_CHANGE_CHOSEN``,
            ``LINE_TOO_LONG``.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.CHECK)
    check_effect(action, indicator, value_after)
    if effect is None:
        raise RuleViolationError(Reason.NO_CHANGE_CHOSEN)
    seen = check_line(indicator.in_one_line()) or Clean(action.indicator)
    found = check_line(value_after.in_one_line())
    if (seen, found, effect) == (action.indicator, action.value_after, action.effect):
        return fiche_of(unit, turn, actor, action)
    checked = unit.of(Actions).change(
        action,
        ActionChange.CHECKED,
        turn.now,
        actor.id,
        facts={"effect": effect},
        comment=found,
        indicator=seen,
        value_after=found,
        effect=effect,
        checked_at=turn.now,
        checked_by_id=actor.id,
    )
    note_change(unit, turn, actor, action, "checked", effect=effect)
    if effect is Effect.EFFECTIVE:
        solved(unit, turn, actor, [each.id for each in unit.of(Causes).themes_of(action)])
    return fiche_of(unit, turn, actor, checked)


def follow_up(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Make the action that goes on where one that was done did not do enough; once.

    Raises:
        RuleViolationError: ``NOT_STEERING``, ``NOT_DONE`` before its effect is known.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.STEER)
    made = _follower(unit.of(Actions).history(action))
    if made is not None:
        return open_number(unit, turn, made)
    if action.effect not in (Effect.TO_ADJUST, Effect.NONE):
        raise RuleViolationError(Reason.NOT_DONE)
    wanted = Plan(
        Clean(action.title),
        action.owner_id if action.has_owner else actor.id,
        usual_day(unit, turn, actor),
        Clean(action.aim),
        action.engagement,
        Clean(action.indicator),
        Clean(action.value_after),
    )
    new = added(unit, turn, actor, wanted, (None, None))
    unit.of(Causes).pass_on(action, new)
    unit.of(Actions).change(
        action, ActionChange.EDITED, turn.now, actor.id, facts={FOLLOWS: str(new.number)}
    )
    return fiche_of(unit, turn, actor, new)


def decide(unit: UnitOfWork, turn: Turn, action_id: int, choice: TrialChoice) -> ActionFiche:
    """Decide about an experiment: spread it, try on until another day, or stop.

    Raises:
        RuleViolationError: ``NOT_DECIDING``, ``NO_CHANGE_CHOSEN``, ``NO_REASON``, ``NO_TRIAL``,
            ``NO_DAY``, ``LINE_TOO_LONG``.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.DECIDE)
    if choice.decision is None:
        raise RuleViolationError(Reason.NO_CHANGE_CHOSEN)
    choice = replace(choice, why=check_why(choice.why), measure=check_line(choice.measure.strip()))
    if _is_decided(action, choice):
        return fiche_of(unit, turn, actor, action)
    check_decision(action, choice, today_of(unit, turn, actor))
    stops = choice.decision is TrialDecision.STOP
    to = ActionState.DROPPED if stops else ActionState.IN_PROGRESS
    facts = {"decision": choice.decision, "from": action.state, "to": to}
    decided = unit.of(Actions).change(
        action,
        ActionChange.DECIDED,
        turn.now,
        actor.id,
        facts=facts,
        comment=choice.why,
        state=to,
        decision=choice.decision,
        decision_reason=choice.why,
        decided_at=turn.now,
        decided_by_id=actor.id,
        **_new_try(choice),
    )
    note_change(unit, turn, actor, action, "decided", **facts)
    if decided.owner_id is not None and decided.owner_id != actor.id:
        action_news.tell_decision(unit, turn, decided)
    return fiche_of(unit, turn, actor, decided)


def _is_decided(action: Action, choice: TrialChoice) -> bool:
    """Tell whether just this was decided: the press came twice."""
    trial = action.trial
    return (
        trial is not None
        and (trial.decision, trial.reason) == (choice.decision, choice.why)
        and choice.until in (None, trial.until)
    )


def _new_try(choice: TrialChoice) -> dict[str, Any]:
    if choice.decision is not TrialDecision.ADJUST:
        return {}
    measure = {"trial_measure": choice.measure} if choice.measure else {}
    return {"trial_until": choice.until} | measure
