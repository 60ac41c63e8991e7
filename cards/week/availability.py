"""« Mon rythme »: absence, part time, and opting out of being asked."""

from typing import Any

from cards import texts, verbs
from cards.kit import (
    Action,
    ActionSet,
    Card,
    Element,
    InputChoiceSet,
    InputDate,
    TextBlock,
    button,
    to_dict,
)
from cards.parts import problem_line
from cards.settings import texts as settings_texts
from cards.week import texts as week_texts
from cards.week import verbs as week_verbs
from domain.availability import Availability
from domain.calendar import WORKWEEK


def asking_card(
    availability: Availability, ceiling: int, *, said: str = "", problem: str = ""
) -> dict[str, Any]:
    """Return how a person is asked, with what they may change about it."""
    usual = week_texts.ASKING_USUAL.format(ceiling=settings_texts.unasked(ceiling))
    if not ceiling:
        usual = week_texts.ASKING_NEVER
    body: list[Element] = [
        TextBlock(text=week_texts.ASKING_TITLE, style="heading", weight="Bolder", size="Medium"),
        *problem_line(problem),
        *([TextBlock(text=f"✔ {said}", color="Good")] if said else []),
    ]
    if availability.opted_out:
        body.append(TextBlock(text=week_texts.ASKING_STOPPED))
        actions = [_button(week_texts.RESUME, week_verbs.ResumeAsking())]
    else:
        body += [
            TextBlock(text=usual, isSubtle=True),
            *_absence(availability),
            *_days(availability),
        ]
        actions = [_button(week_texts.STOP, week_verbs.StopAsking())]
    title = week_texts.ASKING_TITLE
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def stopped_card() -> dict[str, Any]:
    """Return what stands after « Ne plus me solliciter »."""
    return _said(week_texts.STOPPED_SAID, _button(week_texts.RESUME, week_verbs.ResumeAsking()))


def absent_card(said: str) -> dict[str, Any]:
    """Return until when nothing is sent, and the way back."""
    return _said(said, _button(week_texts.BACK_AT_WORK, week_verbs.ResumeAsking()))


def _said(said: str, action: Action) -> dict[str, Any]:
    return to_dict(
        Card(body=[TextBlock(text=said)], actions=[action], speak=said, fallbackText=said)
    )


def _absence(availability: Availability) -> list[Element]:
    until = availability.absent_until
    actions: list[Action] = [button(week_texts.ABSENCE_SAVE, week_verbs.SetAbsence.verb, {})]
    if until:
        actions.append(_button(week_texts.BACK_AT_WORK, week_verbs.ResumeAsking()))
    return [
        *(
            [TextBlock(text=week_texts.ASKING_AWAY.format(until=texts.dated(until)))]
            if until
            else []
        ),
        InputDate(
            id="until",
            label=week_texts.ABSENCE_FIELD,
            value=until.isoformat() if until else None,
        ),
        ActionSet(actions=actions),
    ]


def _days(availability: Availability) -> list[Element]:
    return [
        InputChoiceSet(
            id="days",
            label=week_texts.ASKING_DAYS,
            choices=[(texts.DAY_NAMES[day], str(day)) for day in WORKWEEK],
            value=",".join(str(day) for day in sorted(availability.days_off)) or None,
            style="expanded",
            isMultiSelect=True,
        ),
        ActionSet(actions=[button(texts.SAVE, week_verbs.SetDaysOff.verb, {})]),
    ]


def _button(title: str, data: verbs.Data) -> Action:
    return button(title, data.verb, verbs.carried(data), inputs=False)
