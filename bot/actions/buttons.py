"""What the buttons of the action plan do: a use case, and the card that follows."""

from collections.abc import Awaitable
from typing import Any
from uuid import uuid4

from bot.actions.usecases import checks, making, moves, reading
from bot.teams.desk import Buttons, Desk, Shown
from bot.teams.forms import Again, done_or_again
from bot.teams.hearing.people import know_staff
from bot.usecases.turn import Turn
from cards.actions import verbs
from cards.actions.action import action_card
from cards.actions.forms import (
    check_form,
    comment_form,
    decide_form,
    drop_form,
    edit_form,
    filled_in,
    finish_form,
    hand_form,
    new_form,
)
from cards.actions.plan import plan_card, plan_links_card
from domain.actions.action import Action, ActionState, Doing, Plan, TrialChoice
from domain.actions.rules import check_move
from domain.actions.views import ActionFiche
from domain.errors import Reason, RuleViolationError
from domain.people import Person

BUTTONS = Buttons()


FORMS = ("xlsx", "csv", "ics")


def shown_action(turn: Turn, fiche: ActionFiche, *, stays: bool = False) -> Shown:
    """Return an action as its reader sees it."""
    return Shown(action_card(fiche, turn.zone), stays=stays)


async def _done(turn: Turn, doing: Awaitable[ActionFiche], again: Again) -> Shown:
    async def done() -> Shown:
        return shown_action(turn, await doing, stays=True)

    return await done_or_again(done(), again)


async def _asked(desk: Desk, turn: Turn, action_id: int, doing: Doing) -> ActionFiche:
    """Return an action whose form was asked for, if who asks may use it."""
    fiche = await desk.store.look(reading.open_fiche, turn, action_id)
    if doing not in fiche.may:
        no = {Doing.STEER: Reason.NOT_STEERING, Doing.DECIDE: Reason.NOT_DECIDING}
        raise RuleViolationError(no.get(doing, Reason.NOT_YOUR_ACTION))
    return fiche


# --- the plan ---------------------------------------------------------------------------------


@BUTTONS.does(verbs.ShowPlan)
async def _plan(desk: Desk, turn: Turn, data: verbs.ShowPlan) -> Shown:
    which = data.picked or data.which
    page = await desk.store.look(reading.plan, turn, data.page, which, mine=data.mine)
    return Shown(plan_card(page))


@BUTTONS.does(verbs.OpenAction)
async def _open(desk: Desk, turn: Turn, data: verbs.OpenAction) -> Shown:
    return shown_action(turn, await desk.store.look(reading.open_fiche, turn, data.action))


@BUTTONS.does(verbs.ExportPlan)
async def _export(desk: Desk, turn: Turn, data: verbs.ExportPlan) -> Shown:
    await desk.store.look(reading.team, turn)  # whom the links are for is known afterwards
    urls = [desk.links.plan(turn, form, mine=data.mine) for form in FORMS]
    return Shown(plan_links_card(urls), is_private_form=True)


# --- make and change --------------------------------------------------------------------------


@BUTTONS.does(verbs.NewAction)
async def _new(desk: Desk, turn: Turn, data: verbs.NewAction) -> Shown:
    made = await desk.store.write(making.make, turn, data.theme, data.contribution)
    if isinstance(made, ActionFiche):
        return shown_action(turn, made, stays=True)
    filled = filled_in(uuid4().hex, made, data.theme, data.contribution)
    people, engagements = await _choices(desk, turn)
    private = data.contribution is not None
    return Shown(new_form(filled, people, engagements, is_private=private), is_private_form=True)


async def _choices(desk: Desk, turn: Turn) -> tuple[list[Person], tuple[int, ...]]:
    await know_staff(desk, turn)
    return await desk.store.look(making.new_plan, turn)


@BUTTONS.does(verbs.AddAction)
async def _add(desk: Desk, turn: Turn, data: verbs.AddAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        people, engagements = await _choices(desk, turn)
        return new_form(data, people, engagements, problem=problem)

    causes = (data.theme, data.contribution)
    doing = desk.store.write(making.add, turn, data.form, _planned(data), causes)
    return await _done(turn, doing, again)


def _planned(data: verbs.AddAction | verbs.SaveAction) -> Plan:
    """Return what a form says an action is to be."""
    return Plan(
        data.what,
        data.person,
        data.due,
        data.aim,
        data.engagement,
        data.indicator,
        data.before,
        data.hypothesis,
        data.place,
        data.until,
        data.measure,
    )


@BUTTONS.does(verbs.EditAction)
async def _edit(desk: Desk, turn: Turn, data: verbs.EditAction) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.STEER)
    people, engagements = await _choices(desk, turn)
    return Shown(edit_form(fiche.action, people, engagements), is_private_form=True)


@BUTTONS.does(verbs.SaveAction)
async def _save(desk: Desk, turn: Turn, data: verbs.SaveAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        action = await _action(desk, turn, data.action)
        people, engagements = await _choices(desk, turn)
        return edit_form(action, people, engagements, typed=data, problem=problem)

    return await _done(
        turn, desk.store.write(making.save, turn, data.action, _planned(data)), again
    )


async def _action(desk: Desk, turn: Turn, action_id: int) -> Action:
    return (await desk.store.look(reading.open_fiche, turn, action_id)).action


# --- its life ---------------------------------------------------------------------------------


@BUTTONS.does(verbs.StartAction)
async def _start(desk: Desk, turn: Turn, data: verbs.StartAction) -> Shown:
    fiche = await desk.store.write(moves.start, turn, data.action)
    return shown_action(turn, fiche, stays=True)


@BUTTONS.does(verbs.ChooseFinish)
async def _choose_finish(desk: Desk, turn: Turn, data: verbs.ChooseFinish) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.MOVE)
    if fiche.action.state is not ActionState.DONE:
        check_move(fiche.action, ActionState.DONE)
    to_close = await desk.store.look(reading.count_closable, turn, data.action)
    return Shown(finish_form(fiche.action, fiche.today, to_close), is_private_form=True)


@BUTTONS.does(verbs.FinishAction)
async def _finish(desk: Desk, turn: Turn, data: verbs.FinishAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        fiche = await desk.store.look(reading.open_fiche, turn, data.action)
        to_close = await desk.store.look(reading.count_closable, turn, data.action)
        return finish_form(fiche.action, fiche.today, to_close, typed=data, problem=problem)

    doing = desk.store.write(
        moves.finish, turn, data.action, data.result, data.check_on, close=data.close
    )
    return await _done(turn, doing, again)


@BUTTONS.does(verbs.CloseCauses)
async def _close(desk: Desk, turn: Turn, data: verbs.CloseCauses) -> Shown:
    fiche = await desk.store.write(moves.close, turn, data.action)
    return shown_action(turn, fiche, stays=True)


@BUTTONS.does(verbs.ChooseDrop)
async def _choose_drop(desk: Desk, turn: Turn, data: verbs.ChooseDrop) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.MOVE)
    return Shown(drop_form(fiche.action), is_private_form=True)


@BUTTONS.does(verbs.DropAction)
async def _drop(desk: Desk, turn: Turn, data: verbs.DropAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        action = await _action(desk, turn, data.action)
        return drop_form(action, typed=data.why, problem=problem)

    return await _done(turn, desk.store.write(moves.drop, turn, data.action, data.why), again)


@BUTTONS.does(verbs.ChooseHand)
async def _choose_hand(desk: Desk, turn: Turn, data: verbs.ChooseHand) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.HAND_OVER)
    people = await _people(desk, turn)
    return Shown(hand_form(fiche.action, people), is_private_form=True)


async def _people(desk: Desk, turn: Turn) -> list[Person]:
    await know_staff(desk, turn)
    return await desk.store.look(reading.team, turn)


@BUTTONS.does(verbs.HandAction)
async def _hand(desk: Desk, turn: Turn, data: verbs.HandAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        action = await _action(desk, turn, data.action)
        return hand_form(action, await _people(desk, turn), typed=data, problem=problem)

    doing = desk.store.write(making.hand_over, turn, data.action, data.person, data.word)
    return await _done(turn, doing, again)


@BUTTONS.does(verbs.WriteActionComment)
async def _write_comment(desk: Desk, turn: Turn, data: verbs.WriteActionComment) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.COMMENT)
    return Shown(comment_form(fiche.action), is_private_form=True)


@BUTTONS.does(verbs.CommentAction)
async def _comment(desk: Desk, turn: Turn, data: verbs.CommentAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        action = await _action(desk, turn, data.action)
        return comment_form(action, typed=data.word, problem=problem)

    doing = desk.store.write(making.comment, turn, data.action, data.word)
    return await _done(turn, doing, again)


# --- its effect, and its experiment -----------------------------------------------------------


@BUTTONS.does(verbs.ChooseCheck)
async def _choose_check(desk: Desk, turn: Turn, data: verbs.ChooseCheck) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.CHECK)
    if fiche.action.state is not ActionState.DONE:
        raise RuleViolationError(Reason.NOT_DONE)
    return Shown(check_form(fiche.action), is_private_form=True)


@BUTTONS.does(verbs.CheckAction)
async def _check(desk: Desk, turn: Turn, data: verbs.CheckAction) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        action = await _action(desk, turn, data.action)
        return check_form(action, typed=data, problem=problem)

    doing = desk.store.write(
        checks.check, turn, data.action, data.indicator, data.after, data.effect
    )
    return await _done(turn, doing, again)


@BUTTONS.does(verbs.FollowUp)
async def _follow_up(desk: Desk, turn: Turn, data: verbs.FollowUp) -> Shown:
    fiche = await desk.store.write(checks.follow_up, turn, data.action)
    return shown_action(turn, fiche, stays=True)


@BUTTONS.does(verbs.ChooseDecision)
async def _choose_decision(desk: Desk, turn: Turn, data: verbs.ChooseDecision) -> Shown:
    fiche = await _asked(desk, turn, data.action, Doing.DECIDE)
    if not fiche.action.waits_for_decision:
        raise RuleViolationError(Reason.NO_SUCH_MOVE)
    return Shown(decide_form(fiche.action), is_private_form=True)


@BUTTONS.does(verbs.DecideTrial)
async def _decide(desk: Desk, turn: Turn, data: verbs.DecideTrial) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        action = await _action(desk, turn, data.action)
        return decide_form(action, typed=data, problem=problem)

    choice = TrialChoice(data.decision, data.why, data.until, data.measure)
    return await _done(turn, desk.store.write(checks.decide, turn, data.action, choice), again)
