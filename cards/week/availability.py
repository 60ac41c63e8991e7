"""« Mon rythme »: absence, part time, and opting out of being asked."""

from typing import Any

from cards import kit, texts
from cards.fields import day_field
from cards.parts import done_line, heading, press, problem_line, sentence, submit, titled
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
    body: list[kit.Element] = [
        heading(week_texts.ASKING_TITLE),
        *problem_line(problem),
        *done_line(said),
    ]
    if availability.opted_out:
        body.append(kit.TextBlock(text=week_texts.ASKING_STOPPED))
        actions = [press(week_texts.RESUME, week_verbs.ResumeAsking())]
    else:
        body += [
            kit.TextBlock(text=usual, isSubtle=True),
            *_absence(availability),
            *_days(availability),
        ]
        actions = [press(week_texts.STOP, week_verbs.StopAsking())]
    title = week_texts.ASKING_TITLE
    return titled(title, body, actions)


def stopped_card() -> dict[str, Any]:
    """Return what stands after « Ne plus me solliciter »."""
    return sentence(week_texts.STOPPED_SAID, press(week_texts.RESUME, week_verbs.ResumeAsking()))


def absent_card(said: str) -> dict[str, Any]:
    """Return until when nothing is sent, and the way back."""
    return sentence(said, press(week_texts.BACK_AT_WORK, week_verbs.ResumeAsking()))


def _absence(availability: Availability) -> list[kit.Element]:
    until = availability.absent_until
    actions: list[kit.Action] = [
        submit(week_texts.ABSENCE_SAVE, week_verbs.SetAbsence(), style=None)
    ]
    if until:
        actions.append(press(week_texts.BACK_AT_WORK, week_verbs.ResumeAsking()))
    return [
        *(
            [kit.TextBlock(text=week_texts.ASKING_AWAY.format(until=texts.dated(until)))]
            if until
            else []
        ),
        day_field("until", week_texts.ABSENCE_FIELD, until),
        kit.ActionSet(actions=actions),
    ]


def _days(availability: Availability) -> list[kit.Element]:
    return [
        kit.InputChoiceSet(
            id="days",
            label=week_texts.ASKING_DAYS,
            choices=[(texts.DAY_NAMES[day], str(day)) for day in WORKWEEK],
            value=",".join(str(day) for day in sorted(availability.days_off)) or None,
            style="expanded",
            isMultiSelect=True,
        ),
        kit.ActionSet(actions=[submit(texts.SAVE, week_verbs.SetDaysOff(), style=None)]),
    ]
