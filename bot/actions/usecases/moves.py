"""The life of an action: begun, done or dropped, and what it answers closed with it."""

from datetime import date
from typing import Any

from bot.actions.usecases import news as action_news
from bot.actions.usecases.making import note_change
from bot.actions.usecases.reading import allowed_to, fiche_of, to_close, today_of
from bot.ideas.usecases import moves
from bot.usecases.turn import Actor, Turn
from domain.actions.action import Action, ActionChange, ActionState, Doing
from domain.actions.rules import check_day, check_move, check_result, check_why
from domain.actions.views import ActionFiche
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Status
from domain.contributions.life import closes_by
from domain.errors import Reason, RuleViolationError
from storage.actions.repository import Actions, LockedAction
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork


def start(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Begin an action, go on with one that was done, or take up again one that was dropped.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_SUCH_MOVE``.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.MOVE)
    dropped = action.state is ActionState.DROPPED
    to = ActionState.TO_DO if dropped else ActionState.IN_PROGRESS
    if action.state is to:
        return fiche_of(unit, turn, actor, action)
    check_move(action, to)
    values: dict[str, Any] = {}
    if action.state is ActionState.DONE:
        values = {
            "done_at": None,
            "check_on": None,
            "value_after": EMPTY,
            "effect": None,
            "checked_at": None,
            "checked_by_id": None,
        }
    moved = moved_to(unit, turn, actor, action, to, **values)
    return fiche_of(unit, turn, actor, moved)


def finish(
    unit: UnitOfWork,
    turn: Turn,
    action_id: int,
    result: Clean,
    check_on: date | None,
    *,
    close: bool,
) -> ActionFiche:
    """Say that an action is done and what changed; who had said it is told, each once.

    With *close*, a quality lead has what it answers done with that result as the answer.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_RESULT``, ``NO_DAY``, ``LINE_TOO_LONG``, and
            what ``check_move`` says.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.MOVE)
    said = check_result(result)
    if check_on is not None and check_on != action.check_on:
        check_day(check_on, today_of(unit, turn, actor))
    if action.state is ActionState.DONE:
        done = _said_again(unit, turn, actor, action, said, check_on)
    else:
        check_move(action, ActionState.DONE)
        values = {"done_at": turn.now, "result": said, "check_on": check_on}
        to = ActionState.DONE
        done = moved_to(unit, turn, actor, action, to, comment=said, **values)
        action_news.tell_done(unit, turn, actor, done)
    if close:
        close_causes(unit, turn, actor, done)
    return fiche_of(unit, turn, actor, done)


def _said_again(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    action: LockedAction,
    said: Clean,
    check_on: date | None,
) -> LockedAction:
    """Correct the result of what is done; nobody is told twice."""
    if (said, check_on) == (action.result, action.check_on):
        return action
    note_change(unit, turn, actor, action, "edited", fields=["check_on", "result"])
    return unit.of(Actions).change(
        action,
        ActionChange.EDITED,
        turn.now,
        actor.id,
        comment=said,
        result=said,
        check_on=check_on,
    )


def drop(unit: UnitOfWork, turn: Turn, action_id: int, why: Clean) -> ActionFiche:
    """Give an action up, with a reason.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_REASON``, ``NO_SUCH_MOVE``.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.MOVE)
    said = check_why(why)
    if action.state is not ActionState.DROPPED:
        check_move(action, ActionState.DROPPED)
        action = moved_to(unit, turn, actor, action, ActionState.DROPPED, comment=said)
    return fiche_of(unit, turn, actor, action)


def moved_to(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    action: LockedAction,
    to: ActionState,
    *,
    comment: Clean = EMPTY,
    **values: Any,
) -> LockedAction:
    """Put an action in another state, and tell it in its story."""
    facts = {"from": action.state, "to": to}
    note_change(unit, turn, actor, action, "moved", **facts)
    return unit.of(Actions).change(
        action,
        ActionChange.MOVED,
        turn.now,
        actor.id,
        facts=facts,
        comment=comment,
        state=to,
        **values,
    )


def close(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Close what an action answers, with its result as the answer.

    Raises:
        RuleViolationError: ``NOT_DONE``, ``NOT_QUALITY_LEAD``.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.COMMENT)
    if action.state is not ActionState.DONE:
        raise RuleViolationError(Reason.NOT_DONE)
    if not actor.person.leads_quality:
        raise RuleViolationError(Reason.NOT_QUALITY_LEAD)
    close_causes(unit, turn, actor, action)
    return fiche_of(unit, turn, actor, action)


def close_causes(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> None:
    """Move what it answers to done, without news: its authors hear of the action itself."""
    wanted = [each.id for each in to_close(unit, actor, action)]
    for each in unit.of(Contributions).for_change(action.organisation_id, wanted).values():
        moved = each
        for to in closes_by(each):
            answer = Clean(action.result) if to is Status.DONE else EMPTY
            moved = moves.move_quietly(unit, turn, actor, moved, to, answer)
