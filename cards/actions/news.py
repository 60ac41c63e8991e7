"""What people are told of actions: given one, reminded of theirs, told what one has changed."""

from typing import Any

from cards import texts
from cards.actions import texts as action_texts
from cards.actions.action import fact
from cards.actions.plan import action_line
from cards.actions.verbs import ChooseFinish, OpenAction, ShowPlan, StartAction
from cards.kit import Action as Button
from cards.kit import Card, Element, RichTextBlock, TextBlock, TextRun, to_dict
from cards.parts import heading, press, small, subheading, three_visible, titled
from cards.plain import short, spoken, words
from cards.texts import dated
from domain.actions.action import Action, ActionState, TrialDecision
from domain.actions.views import ActionDecidedView, ActionDueView, ActionHandedView, ActionToldView

_SHOWN = 4
"""Actions of a kind named in one reminder; the others are counted."""


def action_handed_card(handed: ActionHandedView) -> dict[str, Any]:
    """Return what somebody reads who was given an action."""
    action = handed.action
    body: list[Element] = [
        TextBlock(text=action_texts.HANDED, weight="Bolder"),
        *_named(action),
    ]
    if action.due_on:
        body.append(fact(action_texts.DUE, dated(action.due_on)))
    if action.aim:
        body.append(fact(action_texts.WHY, short(action.aim, 300)))
    body.append(small(action_texts.HANDED_WHAT))
    this = {"action": action.id}
    buttons: list[Button] = []
    if action.state is ActionState.TO_DO:
        buttons.append(press(action_texts.START, StartAction(**this)))
    if action.is_open and not action.waits_for_decision:
        buttons.append(press(action_texts.FINISH, ChooseFinish(**this)))
    buttons.append(press(action_texts.SEE, OpenAction(**this)))
    return _card(action_texts.HANDED, action, body, three_visible(buttons))


def action_decided_card(decided: ActionDecidedView) -> dict[str, Any]:
    """Return what an owner reads of the decision about their experiment."""
    action, trial = decided.action, decided.action.trial
    decision = trial.decision if trial else None
    said = action_texts.DECIDED[decision or TrialDecision.ADJUST]
    body: list[Element] = [
        TextBlock(text=f"{action_texts.DECIDED_TITLE}\u00a0: {said}", weight="Bolder"),
        *_named(action),
    ]
    if trial:
        body += words(short(trial.reason, 400), max_bytes=1200)
    if trial and trial.decision is TrialDecision.ADJUST and trial.until:
        body.append(fact(action_texts.TRIAL_UNTIL, dated(trial.until)))
    buttons = [press(action_texts.SEE, OpenAction(action=action.id))]
    return _card(action_texts.DECIDED_TITLE, action, body, buttons)


def action_told_card(told: ActionToldView) -> dict[str, Any]:
    """Return what an action has changed, for whoever had said or supported what it answers."""
    action = told.action
    body: list[Element] = [
        TextBlock(text=action_texts.TOLD_TITLE, weight="Bolder"),
        small(action_texts.TOLD_WHAT),
        *_named(action),
        *words(short(action.result, 600), max_bytes=2000),
        small(action_texts.TOLD_THANKS),
    ]
    buttons = [press(action_texts.SEE, OpenAction(action=action.id))]
    return _card(action_texts.TOLD_TITLE, action, body, buttons)


def action_due_card(due: ActionDueView) -> dict[str, Any]:
    """Return all that somebody has to do about actions: late, soon, to check, to decide."""
    groups = (
        (action_texts.DUE_LATE, due.late, _due_day),
        (action_texts.DUE_SOON, due.soon, _due_day),
        (action_texts.DUE_DECIDE, due.to_decide, _trial_day),
        (action_texts.DUE_CHECK, due.to_check, _check_day),
    )
    title = action_texts.DUE_TITLE
    body: list[Element] = [heading(title)]
    told = []
    for counted, actions, about in groups:
        if not actions:
            continue
        said = texts.several(len(actions), counted)
        told.append(said)
        body.append(subheading(said))
        body += [
            action_line(each, due.today, is_mine=True, about=about(each, due))
            for each in actions[:_SHOWN]
        ]
        if len(actions) > _SHOWN:
            others = action_texts.DUE_OTHERS.format(
                count=action_texts.actions(len(actions) - _SHOWN)
            )
            body.append(small(others))
    spoken_title = f"{title}\u00a0: {', '.join(told)}"
    actions_button = [press(action_texts.SEE_MINE, ShowPlan(mine=True))]
    return titled(spoken_title, body, actions_button)


def _due_day(action: Action, due: ActionDueView) -> str:
    return action_texts.due(action.due_on, due.today)


def _check_day(action: Action, due: ActionDueView) -> str:
    assert action.check_on is not None  # noqa: S101 -- chosen by it
    day = texts.short_day(action.check_on, due.today)
    return action_texts.DUE_CHECK_DAY.format(day=day)


def _trial_day(action: Action, due: ActionDueView) -> str:
    assert action.trial is not None  # noqa: S101 -- chosen by it
    assert action.trial.until is not None  # noqa: S101 -- as above
    day = texts.short_day(action.trial.until, due.today)
    return action_texts.DUE_TRIAL_DAY.format(day=day)


def _named(action: Action) -> list[Element]:
    runs = [
        TextRun(text=f"{action.number} ", size="Small", weight="Bolder"),
        TextRun(text=short(action.title, 160)),
    ]
    return [RichTextBlock(inlines=runs, spacing="Small")]


def _card(
    title: str, action: Action, body: list[Element], buttons: list[Button]
) -> dict[str, Any]:
    said = f"{title}\u00a0: {action.number}"
    speak = f"{said}, {spoken(short(action.title, 160))}"
    return to_dict(Card(body=body, actions=buttons, speak=speak, fallbackText=said))
