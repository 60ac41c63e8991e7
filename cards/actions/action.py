"""The action plan in Teams: its pages, and an action with its story."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import kit, texts
from cards.actions import texts as action_texts
from cards.actions.plan import NAME, owner_said
from cards.actions.verbs import (
    ChooseCheck,
    ChooseDecision,
    ChooseDrop,
    ChooseFinish,
    ChooseHand,
    CloseCauses,
    EditAction,
    FollowUp,
    ShowPlan,
    StartAction,
    WriteActionComment,
)
from cards.parts import done_line, press, small, three_visible
from cards.plain import short, spoken, words
from domain.actions.action import Action, ActionChange, ActionState, Doing, Effect, TrialDecision
from domain.actions.views import ActionEntry, ActionFiche

_TITLE = 160
_TEXT = 400
_CAUSES = 5
_COMMENTS = 3
_HISTORY = 10


# --- an action --------------------------------------------------------------------------------


def action_card(fiche: ActionFiche, zone: ZoneInfo, *, said: str = "") -> dict[str, Any]:
    """Return an action with its why, its experiment, its effect and its story."""
    action, today = fiche.action, fiche.today
    state = f"{action_texts.STATE_ICON[action.state]} {action_texts.STATE[action.state]}"
    body: list[kit.Element] = [
        *done_line(said),
        kit.TextBlock(text=f"{action.number} · **{state}**", size="Small"),
        kit.RichTextBlock(
            inlines=[
                kit.TextRun(text=short(action.title, _TITLE), weight="Bolder", size="Medium")
            ],
            spacing="None",
        ),
        *_basics(action, today),
        *_answers(fiche),
        *_trial(action, today),
        *_result(action),
        *_effect(action, today),
        *_story(fiche, zone),
    ]
    told = f"{action.number}, {action_texts.STATE[action.state].lower()}"
    speak = f"{told}\u00a0: {spoken(short(action.title, _TITLE))}"
    return kit.to_dict(
        kit.Card(body=body, actions=_buttons(fiche), speak=speak, fallbackText=told)
    )


def _basics(action: Action, today: date) -> list[kit.Element]:
    lines = [
        fact(action_texts.OWNER, owner_said(action)),
        fact(
            action_texts.DUE,
            action_texts.due(action.due_on, today, is_open=action.is_open),
            color="Attention" if action.is_late(today) else None,
        ),
    ]
    if action.engagement:
        told = f"{action.engagement}. {texts.ENGAGEMENTS[action.engagement]}"
        lines.append(fact(action_texts.ENGAGEMENT, told))
    if action.aim:
        lines.append(fact(action_texts.WHY, short(action.aim, _TEXT)))
    return lines


def fact(label: str, value: str, *, color: Any = None) -> kit.Element:
    """Return « Responsable : Awa Diallo » as a small line."""
    return kit.RichTextBlock(
        spacing="None",
        inlines=[
            kit.TextRun(text=f"{label}\u00a0: ", size="Small", weight="Bolder"),
            kit.TextRun(text=value or "–", size="Small", color=color),
        ],
    )


def _answers(fiche: ActionFiche) -> list[kit.Element]:
    """Return what it answers to: themes by name, contributions that the reader may see."""
    told = [short(each.name, 110) for each in fiche.themes]
    told += [
        f"{texts.ICON[each.kind]} {each.number} {short(each.text, 80)}"
        for each in fiche.contributions
    ]
    if not told:
        return []
    shown = told[:_CAUSES]
    lines: list[kit.Element] = [
        kit.TextBlock(text=action_texts.ANSWERS, size="Small", weight="Bolder"),
        *(small(each) for each in shown),
    ]
    if len(told) > len(shown):
        lines.append(small(f"+ {len(told) - len(shown)}"))
    return lines


def _trial(action: Action, today: date) -> list[kit.Element]:
    trial = action.trial
    if trial is None:
        return []
    items: list[kit.Element] = [
        kit.TextBlock(text=action_texts.TRIAL, size="Small", weight="Bolder"),
        *words(short(trial.hypothesis, _TEXT), size="Small", max_bytes=1200),
    ]
    if trial.place:
        items.append(fact(action_texts.TRIAL_PLACE, short(trial.place, 110)))
    if trial.until:
        items.append(fact(action_texts.TRIAL_UNTIL, texts.dated(trial.until, today)))
    if trial.measure:
        items.append(fact(action_texts.TRIAL_MEASURE, short(trial.measure, 110)))
    if trial.decision is not None:
        items.append(_decided(action))
    if action.waits_for_decision:
        items.append(small(action_texts.TRIAL_WAITS))
    return [kit.Container(style="emphasis", items=items, spacing="Small")]


def _decided(action: Action) -> kit.Element:
    trial = action.trial
    assert trial is not None  # noqa: S101 -- whoever calls has looked
    assert trial.decision is not None  # noqa: S101 -- as above
    told = f"{action_texts.DECISION[trial.decision].lower()} · {short(trial.reason, 160)}"
    by = f" ({short(trial.decided_by_name, NAME)})" if trial.decided_by_name else ""
    return fact(action_texts.TRIAL_DECIDED, told + by)


def _result(action: Action) -> list[kit.Element]:
    if not action.result or action.state is not ActionState.DONE:
        return []
    return [
        kit.TextBlock(text=action_texts.RESULT, size="Small", weight="Bolder"),
        *words(short(action.result, _TEXT), max_bytes=1200),
    ]


def _effect(action: Action, today: date) -> list[kit.Element]:
    lines: list[kit.Element] = []
    if action.indicator:
        lines.append(fact(action_texts.INDICATOR, short(action.indicator, 160)))
    if action.value_before:
        lines.append(fact(action_texts.BEFORE, short(action.value_before, 110)))
    if action.value_after:
        lines.append(fact(action_texts.AFTER, short(action.value_after, 110)))
    if action.effect is not None:
        icon, name = action_texts.EFFECT_ICON[action.effect], action_texts.EFFECT[action.effect]
        by = f" ({short(action.checked_by_name, NAME)})" if action.checked_by_name else ""
        lines.append(fact(action_texts.EFFECT_IS, f"{icon} {name}{by}"))
    elif action.check_on is not None:
        lines.append(fact(action_texts.CHECK_ON, texts.dated(action.check_on, today)))
    return lines


# --- its story --------------------------------------------------------------------------------


def _story(fiche: ActionFiche, zone: ZoneInfo) -> list[kit.Element]:
    said = [each for each in fiche.history if each.change is ActionChange.COMMENTED]
    lines: list[kit.Element] = []
    if said:
        lines.append(kit.TextBlock(text=action_texts.COMMENTS, size="Small", weight="Bolder"))
    lines += [
        fact(short(each.actor_name, NAME) or texts.ANONYMOUS, short(each.comment, 200))
        for each in said[-_COMMENTS:]
    ]
    if fiche.followed_by is not None:
        lines.append(small(action_texts.FOLLOWED.format(number=fiche.followed_by)))
    if not fiche.history:
        return lines
    told: list[kit.Element] = [
        small(_entry(each, fiche.today, zone)) for each in fiche.history[-_HISTORY:]
    ]
    return [*lines, kit.Container(id="history", isVisible=False, items=told)]


def _entry(entry: ActionEntry, today: date, zone: ZoneInfo) -> str:
    """Return « 12/11 à 9 h 05 · en cours · Claire Moreau : les affiches sont prêtes »."""
    at = entry.at.astimezone(zone)
    when = f"{texts.short_day(at.date(), today)} à {texts.hour(at.time())}"
    parts = [when, _what(entry)]
    if entry.actor_name:
        parts.append(short(entry.actor_name, NAME))
    said = " · ".join(parts)
    return f"{said}\u00a0: {short(entry.comment, 120)}" if entry.comment else said


def _what(entry: ActionEntry) -> str:
    match entry.change:
        case ActionChange.MOVED if "to" in entry.facts:
            return action_texts.STATE[ActionState(entry.facts["to"])].lower()
        case ActionChange.CHECKED if "effect" in entry.facts:
            return action_texts.EFFECT[Effect(entry.facts["effect"])].lower()
        case ActionChange.DECIDED if "decision" in entry.facts:
            decision = TrialDecision(entry.facts["decision"])
            return f"{action_texts.TRIAL}\u00a0: {action_texts.DECISION[decision].lower()}"
        case ActionChange.HANDED_OVER if entry.owner_name:
            return f"{action_texts.CHANGE[entry.change]} à {short(entry.owner_name, NAME)}"
        case _:
            return action_texts.CHANGE[entry.change]


# --- what its reader may do -------------------------------------------------------------------


def _buttons(fiche: ActionFiche) -> list[kit.Action]:
    """Return at most three buttons, what is to be done next first, and the rest behind « ⋯ »."""
    action, this = fiche.action, {"action": fiche.action.id}
    buttons = [*_next_steps(fiche), *_going_on(fiche)]
    if Doing.COMMENT in fiche.may:
        buttons.append(press(action_texts.COMMENT, WriteActionComment(**this)))
    if Doing.STEER in fiche.may and action.state is not ActionState.TO_DO:
        buttons.append(press(action_texts.EDIT, EditAction(**this)))
    if action.is_open and Doing.HAND_OVER in fiche.may:
        buttons.append(press(action_texts.HAND, ChooseHand(**this)))
    if action.is_open and Doing.MOVE in fiche.may:
        buttons.append(press(action_texts.DROP, ChooseDrop(**this)))
    if fiche.history:
        said = action_texts.HISTORY
        buttons.append(kit.ActionToggleVisibility(title=said, targetElements=["history"]))
    buttons.append(press(action_texts.SEE_PLAN, ShowPlan()))
    return three_visible(buttons)


def _next_steps(fiche: ActionFiche) -> list[kit.Action]:
    """Return the moves of who may move it, and the decision about its experiment."""
    action, this = fiche.action, {"action": fiche.action.id}
    buttons: list[kit.Action] = []
    if action.waits_for_decision and Doing.DECIDE in fiche.may:
        buttons.append(press(action_texts.DECIDE, ChooseDecision(**this)))
    if Doing.MOVE not in fiche.may:
        return buttons
    if action.state is ActionState.TO_DO:
        buttons.append(press(action_texts.START, StartAction(**this)))
        if Doing.STEER in fiche.may:  # made in one press, it is written down in the next one
            buttons.append(press(action_texts.EDIT, EditAction(**this)))
    if action.is_open and not action.waits_for_decision:
        buttons.append(press(action_texts.FINISH, ChooseFinish(**this)))
    if action.state is ActionState.DROPPED:
        buttons.append(press(action_texts.TAKE_UP, StartAction(**this)))
    return buttons


def _going_on(fiche: ActionFiche) -> list[kit.Action]:
    """Return what may follow when it is done: its effect, then going on where it was too small."""
    action, this = fiche.action, {"action": fiche.action.id}
    if action.state is not ActionState.DONE:
        return []
    buttons: list[kit.Action] = []
    fell_short = action.effect in (Effect.TO_ADJUST, Effect.NONE)
    if fell_short and Doing.MOVE in fiche.may:
        buttons.append(press(action_texts.GO_ON, StartAction(**this)))
    if fell_short and Doing.STEER in fiche.may and fiche.followed_by is None:
        buttons.append(press(action_texts.FOLLOW_UP, FollowUp(**this)))
    if Doing.CHECK in fiche.may:
        buttons.append(press(action_texts.CHECK, ChooseCheck(**this)))
    if fiche.to_close:
        buttons.append(press(action_texts.CLOSE, CloseCauses(**this)))
    return buttons
