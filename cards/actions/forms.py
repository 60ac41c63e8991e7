"""The forms of the action plan: three fields in sight at most, the rest behind a button."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from cards import kit, texts, verbs
from cards.actions import texts as action_texts
from cards.actions.verbs import (
    AddAction,
    CheckAction,
    CommentAction,
    DecideTrial,
    DropAction,
    FinishAction,
    HandAction,
    OpenAction,
    SaveAction,
    ShowPlan,
)
from cards.fields import choice_field, day_field, engagement_field, toggle
from cards.parts import folded, form, press, recalled, small, submit
from cards.plain import fit, short, unmarked
from cards.texts import several
from domain.actions.action import (
    CHECK_AFTER,
    MOST_LINE,
    MOST_TEXT,
    MOST_TITLE,
    Action,
    Plan,
)
from domain.confidentiality import EMPTY, Clean
from domain.engagements import ENGAGEMENTS
from domain.people import Person

_PEOPLE = 100
_MORE, _TRIAL = "more", "trial"
_LINE_BYTES = 2 * MOST_LINE
_TEXT_BYTES = 2 * MOST_TEXT


def new_form(
    filled: AddAction,
    people: Sequence[Person],
    engagements: Sequence[int] = tuple(ENGAGEMENTS),
    *,
    problem: str = "",
    is_private: bool = False,
) -> dict[str, Any]:
    """Return the form of a new action with what is filled in; sent twice, it makes one."""
    sending = AddAction(form=filled.form, theme=filled.theme, contribution=filled.contribution)
    notes = [small(action_texts.FORM_PRIVATE)] if is_private else []
    fields = [*notes, *_fields(filled, people, engagements)]
    return _form(
        action_texts.FORM_TITLE, fields, sending, action_texts.ADD, problem, back=ShowPlan()
    )


def edit_form(
    action: Action,
    people: Sequence[Person],
    engagements: Sequence[int] = tuple(ENGAGEMENTS),
    *,
    typed: SaveAction | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return the form of an action, with what stands or what was typed."""
    title = action_texts.EDIT_TITLE.format(number=action.number)
    fields = _fields(typed or _standing(action), people, engagements)
    return _form(title, fields, SaveAction(action=action.id), texts.SAVE, problem)


def _standing(action: Action) -> SaveAction:
    """Return what stands of an action as its form would send it."""
    trial = action.trial
    return SaveAction(
        action=action.id,
        what=Clean(action.title),
        person=action.owner_id,
        due=action.due_on,
        aim=Clean(action.aim),
        engagement=action.engagement,
        indicator=Clean(action.indicator),
        before=Clean(action.value_before),
        hypothesis=Clean(trial.hypothesis) if trial else EMPTY,
        place=Clean(trial.place) if trial else EMPTY,
        until=trial.until if trial else None,
        measure=Clean(trial.measure) if trial else EMPTY,
    )


def filled_in(form: str, plan: Plan, theme: int | None, contribution: int | None) -> AddAction:
    """Return what is known of an action that is to be made, as its form would send it."""
    return AddAction(
        form=form,
        theme=theme,
        contribution=contribution,
        what=plan.title,
        person=plan.owner_id,
        due=plan.due_on,
        engagement=plan.engagement,
    )


def _fields(
    filled: AddAction | SaveAction, people: Sequence[Person], engagements: Sequence[int]
) -> list[kit.Element]:
    more = bool(filled.aim or filled.indicator or filled.before)
    tried = bool(filled.hypothesis or filled.place or filled.measure)
    return [
        _text(
            "what",
            action_texts.FIELD_TITLE,
            filled.what,
            most=MOST_TITLE,
            hint=action_texts.FIELD_TITLE_HINT,
        ),
        _people_field(people, filled.person),
        day_field("due", action_texts.FIELD_DUE, filled.due),
        kit.ActionSet(
            actions=[
                kit.ActionToggleVisibility(title=action_texts.MORE, targetElements=[_MORE]),
                kit.ActionToggleVisibility(title=action_texts.MORE_TRIAL, targetElements=[_TRIAL]),
            ]
        ),
        kit.Container(id=_MORE, isVisible=more, items=_details(filled, engagements)),
        kit.Container(id=_TRIAL, isVisible=tried, items=_trial(filled)),
    ]


def _details(filled: AddAction | SaveAction, engagements: Sequence[int]) -> list[kit.Element]:
    return [
        _text("aim", action_texts.FIELD_WHY, filled.aim, most=MOST_TEXT),
        engagement_field(filled.engagement, engagements),
        _text(
            "indicator",
            action_texts.FIELD_INDICATOR,
            filled.indicator,
            hint=action_texts.FIELD_INDICATOR_HINT,
        ),
        _text(
            "before", action_texts.FIELD_BEFORE, filled.before, hint=action_texts.FIELD_BEFORE_HINT
        ),
    ]


def _trial(filled: AddAction | SaveAction) -> list[kit.Element]:
    label = action_texts.FIELD_HYPOTHESIS
    return [
        _text(
            "hypothesis",
            label,
            filled.hypothesis,
            most=MOST_TEXT,
            hint=action_texts.FIELD_HYPOTHESIS_HINT,
        ),
        _text("place", action_texts.FIELD_PLACE, filled.place),
        day_field("until", action_texts.FIELD_UNTIL, filled.until or filled.due),
        _text("measure", action_texts.FIELD_MEASURE, filled.measure),
    ]


# --- the steps of its life --------------------------------------------------------------------


def finish_form(
    action: Action,
    today: date,
    to_close: int,
    *,
    typed: FinishAction | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return what is asked when an action is done, and what will happen then."""
    usual = action.check_on or today + timedelta(days=CHECK_AFTER)
    day = usual if typed is None else typed.check_on
    result = action.result if typed is None else typed.result
    fields: list[kit.Element] = [
        _text(
            "result",
            action_texts.FIELD_RESULT,
            result,
            most=MOST_TEXT,
            hint=action_texts.FIELD_RESULT_HINT,
        ),
        small(action_texts.RESULT_READ),
        day_field("check_on", action_texts.FIELD_CHECK, day),
    ]
    if to_close:
        closing = typed is None or typed.close
        fields.append(
            toggle(
                "close",
                action_texts.FIELD_CLOSE,
                several(to_close, action_texts.CLOSE_WHAT),
                on=closing,
            )
        )
    title = action_texts.FINISH_TITLE.format(number=action.number)
    sending = FinishAction(action=action.id)
    return _form(title, fields, sending, action_texts.CONFIRM, problem, about=action)


def drop_form(action: Action, *, typed: str = "", problem: str = "") -> dict[str, Any]:
    """Return why an action is given up, to be said."""
    label = action_texts.FIELD_DROP
    fields: list[kit.Element] = [
        _text("why", label, typed, most=MOST_TEXT, hint=action_texts.FIELD_DROP_HINT)
    ]
    title = action_texts.DROP_TITLE.format(number=action.number)
    sending = DropAction(action=action.id)
    return _form(title, fields, sending, action_texts.CONFIRM, problem, about=action)


def hand_form(
    action: Action,
    people: Sequence[Person],
    *,
    typed: HandAction | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return to whom an action may be given, with a word."""
    chosen = typed.person if typed else None
    word = typed.word if typed else ""
    fields: list[kit.Element] = [
        _people_field(people, chosen, label=action_texts.FIELD_HAND),
        _text("word", action_texts.FIELD_WORD, word, most=MOST_TEXT),
    ]
    title = action_texts.HAND_TITLE.format(number=action.number)
    sending = HandAction(action=action.id)
    return _form(title, fields, sending, action_texts.HAND_DO, problem, about=action)


def comment_form(action: Action, *, typed: str = "", problem: str = "") -> dict[str, Any]:
    """Return the form of a comment."""
    fields: list[kit.Element] = [_text("word", action_texts.FIELD_COMMENT, typed, most=MOST_TEXT)]
    title = action_texts.COMMENT_TITLE.format(number=action.number)
    sending = CommentAction(action=action.id)
    return _form(title, fields, sending, texts.SEND, problem, about=action)


def check_form(
    action: Action, *, typed: CheckAction | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return what was looked at before, and what is found now."""
    after = action.value_after if typed is None else typed.after
    effect = action.effect if typed is None else typed.effect
    fields: list[kit.Element] = []
    if action.indicator:
        fields.append(small(f"{action_texts.INDICATOR}\u00a0: {short(action.indicator, 160)}"))
    else:
        seen = typed.indicator if typed else ""
        fields.append(
            _text(
                "indicator", action_texts.FIELD_SEEN, seen, hint=action_texts.FIELD_INDICATOR_HINT
            )
        )
    if action.value_before:
        fields.append(
            small(action_texts.CHECK_BEFORE.format(value=short(action.value_before, 110)))
        )
    fields += [
        _text("after", action_texts.FIELD_AFTER, after, hint=action_texts.FIELD_AFTER_HINT),
        choice_field("effect", action_texts.FIELD_EFFECT, action_texts.EFFECT_HINT, effect),
    ]
    title = action_texts.CHECK_TITLE.format(number=action.number)
    sending = CheckAction(action=action.id)
    return _form(title, fields, sending, texts.SAVE, problem, about=action)


def decide_form(
    action: Action, *, typed: DecideTrial | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return what may be decided about an experiment."""
    decision = typed.decision if typed else None
    measure = typed.measure if typed else ""
    measured = _text("measure", action_texts.FIELD_NEW_MEASURE, measure)
    fields: list[kit.Element] = [
        choice_field(
            "decision", action_texts.FIELD_DECISION, action_texts.DECISION_HINT, decision
        ),
        _text(
            "why",
            action_texts.FIELD_REASON,
            typed.why if typed else "",
            most=MOST_TEXT,
            hint=action_texts.FIELD_REASON_HINT,
        ),
        day_field("until", action_texts.FIELD_NEW_UNTIL, typed.until if typed else None),
        *folded(action_texts.MORE, [measured], shown=bool(measure), name=_MORE),
    ]
    title = action_texts.DECIDE_TITLE.format(number=action.number)
    sending = DecideTrial(action=action.id)
    return _form(title, fields, sending, action_texts.CONFIRM, problem, about=action)


# --- what they are made of --------------------------------------------------------------------


def _text(
    name: str, label: str, value: str, *, most: int = MOST_LINE, hint: str = ""
) -> kit.InputText:
    """Return a field for words; of several lines where a text may be long."""
    is_text = most == MOST_TEXT
    return kit.InputText(
        id=name,
        label=label,
        value=fit(value[:most], _TEXT_BYTES if is_text else _LINE_BYTES) or None,
        maxLength=most,
        isMultiline=is_text or None,
        placeholder=hint or None,
    )


def _people_field(
    people: Sequence[Person], chosen: int | None, *, label: str = action_texts.FIELD_OWNER
) -> kit.InputChoiceSet:
    named = [(unmarked(short(each.name or each.upn, 40)), str(each.id)) for each in people]
    known = {value for _, value in named[:_PEOPLE]}
    return kit.InputChoiceSet(
        id="person",
        label=label,
        choices=named[:_PEOPLE],
        value=str(chosen) if str(chosen) in known else None,
        style="filtered",
    )


def _form(  # noqa: PLR0913 -- what forms differ in
    title: str,
    fields: Sequence[kit.Element],
    data: verbs.Data,
    send: str,
    problem: str,
    *,
    about: Action | None = None,
    back: verbs.Data | None = None,
) -> dict[str, Any]:
    """Return a form, under the title of the action that it is about."""
    said = [] if about is None else [recalled(about.title)]
    back = back or OpenAction(action=getattr(data, "action", 1))
    actions = [
        submit(send, data),
        press(texts.CANCEL if isinstance(back, ShowPlan) else action_texts.BACK, back),
    ]
    return form(title, [*said, *fields], problem, actions)
