"""An action of the plan (PDCA): what is done about what was said, and what it changed.

Its life and who may do what are two tables; the rest says what a step needs.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.confidentiality import EMPTY, Clean
from domain.numbers import YearlyNumber
from domain.records import record

USUAL_DAYS = 30
"""Within how many days an action is due that was made in one press."""

CHECK_AFTER = 90
"""Days after an action is done on which its effect is proposed to be checked: a quarter."""

LONGEST = timedelta(days=2 * 366)

MOST_TITLE, MOST_LINE, MOST_TEXT = 200, 200, 600
"""Characters of a title, of a value or place, and of words that are read in a chat."""

_ASKED = re.compile(
    r"(?:(?:ou en est|statut(?: de)?|etat de|voir) )?(?:l )?action (?:n |no )?(\d+)"
)


class ActionState(StrEnum):
    """Where an action stands."""

    TO_DO = "todo"
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


S = ActionState

MOVES: Mapping[ActionState, tuple[ActionState, ...]] = {
    S.TO_DO: (S.IN_PROGRESS, S.DONE, S.DROPPED),
    S.IN_PROGRESS: (S.DONE, S.DROPPED),
    S.DONE: (S.IN_PROGRESS,),
    S.DROPPED: (S.TO_DO,),
}
"""What may follow each state: what is done goes on where its effect is not what was hoped for,
what was given up is taken up again."""

OPEN = frozenset({S.TO_DO, S.IN_PROGRESS})


class Doing(StrEnum):
    """What may be done with an action."""

    MOVE = "move"
    COMMENT = "comment"
    HAND_OVER = "hand_over"
    CHECK = "check"
    STEER = "steer"
    """Create it, say what and why and until when, and what is tried first."""
    DECIDE = "decide"
    """Decide about its experiment."""


class Party(StrEnum):
    """What somebody is to an action."""

    OWNER = "owner"
    STEERING = "steering"
    """Leads quality, or is management."""
    DECIDING = "deciding"
    """Is management; leads quality where the organisation has no management."""


WHO: Mapping[Doing, frozenset[Party]] = {
    Doing.MOVE: frozenset({Party.OWNER, Party.STEERING}),
    Doing.COMMENT: frozenset({Party.OWNER, Party.STEERING}),
    Doing.HAND_OVER: frozenset({Party.OWNER, Party.STEERING}),
    Doing.CHECK: frozenset({Party.OWNER, Party.STEERING}),
    Doing.STEER: frozenset({Party.STEERING}),
    Doing.DECIDE: frozenset({Party.DECIDING}),
}
"""Who may do what; everybody of the organisation may read."""


class ActionNumber(YearlyNumber):
    """What people call an action: ``PA-2026-0007``, per organisation and year."""

    __slots__ = ()
    letters = "PA"
    named = re.compile(r"\bPA-(\d{4})-(\d{4,9})\b", re.IGNORECASE)


def asked_serial(said: str) -> int | None:
    """Return 7 for « où en est l'action 7 ? », which is folded and bare of marks; else None."""
    found = _ASKED.fullmatch(said)
    return int(found[1]) if found and len(found[1]) < 10 else None  # noqa: PLR2004 -- a serial has nine digits at most


@record
class Trial:
    """What is tried before an action is spread: an experiment, and what was decided of it."""

    hypothesis: str
    place: str = ""
    until: date | None = None
    measure: str = ""
    decision: TrialDecision | None = None
    reason: str = ""
    decided_at: datetime | None = None
    decided_by_name: str = ""

    @property
    def is_open(self) -> bool:
        """True while nobody has decided to spread or to stop it."""
        return self.decision in (None, TrialDecision.ADJUST)


@record
class Action:
    """What is known of an action; ``owner_id`` is None where nobody has it any more."""

    id: int
    organisation_id: int
    number: ActionNumber
    title: str
    state: ActionState
    created_at: datetime
    due_on: date | None = None
    aim: str = ""
    engagement: int | None = None
    owner_id: int | None = None
    owner_name: str = ""
    owner_left: bool = False
    """True when the owner is no longer of the team."""
    done_at: datetime | None = None
    result: str = ""
    indicator: str = ""
    value_before: str = ""
    check_on: date | None = None
    value_after: str = ""
    effect: Effect | None = None
    checked_at: datetime | None = None
    checked_by_name: str = ""
    trial: Trial | None = None

    @property
    def is_open(self) -> bool:
        """True while there is something to do."""
        return self.state in OPEN

    @property
    def has_owner(self) -> bool:
        """True when somebody of the team has it."""
        return self.owner_id is not None and not self.owner_left

    @property
    def waits_for_check(self) -> bool:
        """True when it is done, is to be checked on a day, and nobody has."""
        return self.state is S.DONE and self.check_on is not None and self.effect is None

    @property
    def waits_for_decision(self) -> bool:
        """True while its experiment runs."""
        return self.is_open and self.trial is not None and self.trial.is_open

    def is_late(self, today: date) -> bool:
        """Tell whether it should have been done before *today*."""
        return self.is_open and self.due_on is not None and self.due_on < today


@record
class Plan:
    """What an action is to be: the form of who steers."""

    title: Clean
    owner_id: int | None
    due_on: date | None
    aim: Clean = EMPTY
    engagement: int | None = None
    indicator: Clean = EMPTY
    value_before: Clean = EMPTY
    hypothesis: Clean = EMPTY
    place: Clean = EMPTY
    until: date | None = None
    measure: Clean = EMPTY


@record
class TrialChoice:
    """What is decided about an experiment; ``until`` and ``measure`` are those of a new try."""

    decision: TrialDecision | None
    why: Clean
    until: date | None = None
    measure: Clean = EMPTY
