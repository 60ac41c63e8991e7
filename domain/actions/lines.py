"""Actions as lines of a file, and as days of a calendar."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.actions.action import CHECK_AFTER, Action
from domain.records import record


class PlanForm(StrEnum):
    """The kinds of file in which the plan is taken out."""

    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"
    """A calendar (RFC 5545)."""


class PlanColumn(StrEnum):
    """The columns of the plan, in their order."""

    NUMBER = "number"
    TITLE = "title"
    STATE = "state"
    OWNER = "owner"
    DUE_ON = "due_on"
    LATE_DAYS = "late_days"
    AIM = "aim"
    ENGAGEMENT = "engagement"
    THEMES = "themes"
    CONTRIBUTIONS = "contributions"
    CREATED_AT = "created_at"
    DONE_AT = "done_at"
    RESULT = "result"
    INDICATOR = "indicator"
    VALUE_BEFORE = "value_before"
    CHECK_ON = "check_on"
    VALUE_AFTER = "value_after"
    EFFECT = "effect"
    HYPOTHESIS = "hypothesis"
    TRIAL_PLACE = "trial_place"
    TRIAL_UNTIL = "trial_until"
    TRIAL_MEASURE = "trial_measure"
    DECISION = "decision"
    DECISION_REASON = "decision_reason"


@record
class PlanLine:
    """An action with what it answers to, as far as who takes it out may see."""

    action: Action
    themes: tuple[str, ...] = ()
    contributions: tuple[str, ...] = ()
    """Numbers."""


class Moment(StrEnum):
    """What a day of the calendar is for."""

    DUE = "due"
    TRIAL = "trial"
    CHECK = "check"


def values_of(line: PlanLine, today: date) -> dict[PlanColumn, Any]:
    """Return what a line says, by column: code names, numbers, days and moments; None for nothing.

    ``late_days`` counts the days by which an open action is late *today*.
    """
    action, trial = line.action, line.action.trial
    late = (today - action.due_on).days if action.due_on and action.is_late(today) else None
    told: tuple[Any, ...] = (
        str(action.number),
        action.title,
        action.state,
        action.owner_name,
        action.due_on,
        late,
        action.aim,
        action.engagement,
        "; ".join(line.themes),
        "; ".join(line.contributions),
        action.created_at,
        action.done_at,
        action.result,
        action.indicator,
        action.value_before,
        action.check_on,
        action.value_after,
        action.effect,
        *(
            (
                trial.hypothesis,
                trial.place,
                trial.until,
                trial.measure,
                trial.decision,
                trial.reason,
            )
            if trial
            else (None,) * 6
        ),
    )
    return dict(zip(PlanColumn, told, strict=True))


@record
class PlanDay:
    """A day of an action in the calendar."""

    moment: Moment
    day: date
    is_awaited: bool
    """False once it was done, given up, decided or checked."""


def days_of(action: Action, today: date) -> Iterator[PlanDay]:
    """Yield the days that an action waits for, and those of a quarter ago or later that it did.

    The latter stand in calendars that were taken out before; what is older bothers nobody.
    """
    trial = action.trial
    for moment, day, is_awaited in (
        (Moment.DUE, action.due_on, action.is_open),
        (Moment.TRIAL, trial.until if trial else None, action.waits_for_decision),
        (Moment.CHECK, action.check_on, action.waits_for_check),
    ):
        if day is not None and (is_awaited or day >= today - timedelta(days=CHECK_AFTER)):
            yield PlanDay(moment, day, is_awaited)


def local(value: Any, zone: Any) -> Any:
    """Return a moment as the clocks of *zone* show it; anything else as it is."""
    return value.astimezone(zone) if isinstance(value, datetime) else value
