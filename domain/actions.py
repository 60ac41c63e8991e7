"""An action of the plan (PDCA): what is done about what was said, and what it changed."""

from enum import StrEnum


class ActionState(StrEnum):
    """Where an action stands."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"
    """Given up, or an experiment that was decided to stop; it is in no figure of the plan."""


class Effect(StrEnum):
    """What the check of an action found, after it was done."""

    EFFECTIVE = "effective"
    TO_ADJUST = "to_adjust"
    NONE = "none"


class TrialDecision(StrEnum):
    """What management decides after an experiment."""

    DEPLOY = "deploy"
    ADJUST = "adjust"
    STOP = "stop"


class ActionChange(StrEnum):
    """What happened to an action, as its history tells it."""

    CREATED = "created"
    EDITED = "edited"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    CHECKED = "checked"
    DECIDED = "decided"
    COMMENTED = "commented"
