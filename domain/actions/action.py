"""An action of the plan (PDCA): what is done about what was said, and what it changed.

Its life and who may do what are two tables; the rest says what a step needs.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Contribution
from domain.contributions.life import check_reason
from domain.errors import Reason, RuleViolationError
from domain.people import Person, Role

USUAL_DAYS = 30
"""Within how many days an action is due that was made in one press."""

CHECK_AFTER = 90
"""Days after an action is done on which its effect is proposed to be checked: a quarter."""

LONGEST = timedelta(days=2 * 366)
PAGE = 5
"""Actions on one page of the plan: a card that a phone shows whole."""

MOST_TITLE, MOST_LINE, MOST_TEXT = 200, 200, 600
"""Characters of a title, of a value or place, and of words that are read in a chat."""

_NUMBER = re.compile(r"\bPA-(\d{4})-(\d{4,9})\b", re.IGNORECASE)
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

_NO = {Doing.STEER: Reason.NOT_STEERING, Doing.DECIDE: Reason.NOT_DECIDING}


@dataclass(frozen=True, slots=True, order=True)
class ActionNumber:
    """What people call an action: ``PA-2026-0007``, per organisation and year."""

    year: int
    serial: int

    def __str__(self) -> str:
        return f"PA-{self.year}-{self.serial:04}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the first number of an action named in *text*, or None."""
        found = _NUMBER.search(text)
        return cls(int(found[1]), int(found[2])) if found else None


def asked_serial(said: str) -> int | None:
    """Return 7 for « où en est l'action 7 ? », which is folded and bare of marks; else None."""
    found = _ASKED.fullmatch(said)
    return int(found[1]) if found and len(found[1]) < 10 else None  # noqa: PLR2004 -- a serial has nine digits at most


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TrialChoice:
    """What is decided about an experiment; ``until`` and ``measure`` are those of a new try."""

    decision: TrialDecision | None
    why: Clean
    until: date | None = None
    measure: Clean = EMPTY


# --- who may, and what a step needs -----------------------------------------------------------


def parties(action: Action, person: Person, *, has_management: bool) -> frozenset[Party]:
    """Return what *person* is to *action*."""
    decides = person.role is Role.MANAGEMENT or (person.leads_quality and not has_management)
    told = {
        Party.OWNER: action.owner_id == person.id,
        Party.STEERING: person.sees_all,
        Party.DECIDING: decides,
    }
    return frozenset(party for party, holds in told.items() if holds)


def allowed(who: frozenset[Party]) -> frozenset[Doing]:
    """Return all that these may do."""
    return frozenset(doing for doing, parties in WHO.items() if parties & who)


def check_may(doing: Doing, who: frozenset[Party]) -> None:
    """Raise ``NOT_STEERING``, ``NOT_DECIDING`` or ``NOT_YOUR_ACTION`` unless these may."""
    if not WHO[doing] & who:
        raise RuleViolationError(_NO.get(doing, Reason.NOT_YOUR_ACTION))


def check_steers(person: Person) -> None:
    """Raise ``NOT_STEERING`` unless *person* may create actions."""
    if not person.sees_all:
        raise RuleViolationError(Reason.NOT_STEERING)


def check_plan(plan: Plan, today: date, before: Action | None = None) -> Plan:
    """Return what an action is to be, without the spaces around its words.

    Raises:
        RuleViolationError: ``NO_TITLE``; ``NO_DAY``: no due day, or one that is past and was not
            so *before*; ``NO_TRIAL``: an experiment without hypothesis or last day.
            ``LINE_TOO_LONG``.
    """
    title = plan.title.in_one_line()
    if not title:
        raise RuleViolationError(Reason.NO_TITLE)
    is_kept = before is not None and before.due_on is not None and before.due_on == plan.due_on
    if not is_kept:
        check_day(plan.due_on, today)
    _check_trial(plan, today, before)
    return Plan(
        check_line(title, MOST_TITLE),
        plan.owner_id,
        plan.due_on,
        check_line(plan.aim.strip(), MOST_TEXT),
        plan.engagement,
        check_line(plan.indicator.in_one_line()),
        check_line(plan.value_before.in_one_line()),
        check_line(plan.hypothesis.strip(), MOST_TEXT),
        check_line(plan.place.in_one_line()),
        plan.until if plan.hypothesis.strip() else None,
        check_line(plan.measure.in_one_line()),
    )


def _check_trial(plan: Plan, today: date, before: Action | None) -> None:
    """Raise ``NO_TRIAL`` for an experiment of which only a part is said."""
    if not any(each.strip() for each in (plan.hypothesis, plan.place, plan.measure)):
        return  # the day alone says nothing: its form proposes one
    if not plan.hypothesis.strip() or plan.until is None:
        raise RuleViolationError(Reason.NO_TRIAL)
    trial = before.trial if before else None
    if trial is None or trial.until != plan.until:
        check_day(plan.until, today)


def check_day(day: date | None, today: date) -> date:
    """Return a day from *today* within two years; ``NO_DAY`` if it is none."""
    if day is None or not today <= day <= today + LONGEST:
        raise RuleViolationError(Reason.NO_DAY)
    return day


def check_line(text: Clean, most: int = MOST_LINE) -> Clean:
    """Return words that are not too long; ``LINE_TOO_LONG`` if they are."""
    if len(text) > most:
        raise RuleViolationError(Reason.LINE_TOO_LONG)
    return text


def check_move(action: Action, to: ActionState) -> None:
    """Return if *action* may go to *to*.

    Raises:
        RuleViolationError: ``NO_SUCH_MOVE``; ``TRIAL_OPEN``: nothing is done before its
            experiment is decided.
    """
    if to not in MOVES[action.state]:
        raise RuleViolationError(Reason.NO_SUCH_MOVE)
    if to is S.DONE and action.waits_for_decision:
        raise RuleViolationError(Reason.TRIAL_OPEN)


def check_result(text: Clean) -> Clean:
    """Return what changed, as it will be told; ``NO_RESULT`` without a word."""
    said = text.strip()
    if not said:
        raise RuleViolationError(Reason.NO_RESULT)
    return check_line(said, MOST_TEXT)


def check_why(text: Clean) -> Clean:
    """Return a reason of a few words; ``NO_REASON``, ``LINE_TOO_LONG``."""
    check_reason(text)
    return check_line(text.strip(), MOST_TEXT)


def check_effect(action: Action, indicator: Clean, value_after: Clean) -> None:
    """Return if the effect of *action* may be told.

    Raises:
        RuleViolationError: ``NOT_DONE``; ``NO_VALUE``: nothing says what was looked at, or what
            was found.
    """
    if action.state is not S.DONE:
        raise RuleViolationError(Reason.NOT_DONE)
    if not value_after.strip() or not (indicator.strip() or action.indicator):
        raise RuleViolationError(Reason.NO_VALUE)


def check_decision(action: Action, choice: TrialChoice, today: date) -> None:
    """Return if management may decide so; ``NO_TRIAL`` without a running one, ``NO_DAY``."""
    if not action.waits_for_decision:
        raise RuleViolationError(Reason.NO_TRIAL)
    if choice.decision is TrialDecision.ADJUST:
        check_day(choice.until, today)


# --- reminders --------------------------------------------------------------------------------

_WEEK = 7


def is_to_be_said(moment: date | None, after: date, today: date, *, ahead: bool = True) -> bool:
    """Tell whether somebody is to hear of *moment*, who last heard on *after*.

    One hears a week before (if *ahead*), on the day, then every week; what was missed, on a day
    off or because the bot was off, is made up for on the next day.
    """
    if moment is None:
        return False
    weeks = (today - moment).days // _WEEK
    if weeks < (-1 if ahead else 0):
        return False
    return moment + timedelta(days=_WEEK * weeks) > after


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who is reminded: of their own actions, and of what their role waits for."""

    person_id: int
    leads: bool = False
    decides: bool = False
    """True when they decide about experiments."""

    def has(self, action: Action) -> bool:
        """Tell whether it is for them to do: their own, or nobody's where they lead."""
        return action.owner_id == self.person_id or (self.leads and not action.has_owner)

    def checks(self, action: Action) -> bool:
        """Tell whether they are asked what it has changed."""
        return action.waits_for_check and (self.leads or self.has(action))

    def follows_trial(self, action: Action) -> bool:
        """Tell whether they wait for the decision about its experiment, or take it."""
        return action.waits_for_decision and (self.decides or self.has(action))


def is_to_remind(
    who: Watcher,
    actions: Iterable[Action],
    given: Mapping[int, date],
    after: date,
    today: date,
) -> bool:
    """Tell whether somebody, who last heard on *after*, is to hear of their actions *today*.

    *given* is when each action was given to its owner, who then knew its days.
    """
    return any(
        _is_due(who, each, max(after, given.get(each.id, after)), today) for each in actions
    )


def _is_due(who: Watcher, action: Action, after: date, today: date) -> bool:
    own = who.has(action)
    return (
        (action.is_open and own and is_to_be_said(action.due_on, after, today))
        or (who.checks(action) and is_to_be_said(action.check_on, after, today, ahead=own))
        or (
            who.follows_trial(action)
            and action.trial is not None
            and is_to_be_said(action.trial.until, after, today, ahead=own)
        )
    )


def due_for(who: Watcher, actions: Iterable[Action], today: date) -> "ActionDueView":
    """Return all that somebody has to do: late, within a week, to check, to decide."""
    found = list(actions)
    soon = today + timedelta(days=_WEEK)

    def near(action: Action, day: date | None) -> bool:
        return day is not None and day <= (soon if who.has(action) else today)

    mine = [each for each in found if each.is_open and who.has(each) and near(each, each.due_on)]
    return ActionDueView(
        today,
        tuple(each for each in mine if each.is_late(today)),
        tuple(each for each in mine if not each.is_late(today)),
        tuple(each for each in found if who.checks(each) and near(each, each.check_on)),
        tuple(
            each
            for each in found
            if who.follows_trial(each) and each.trial and near(each, each.trial.until)
        ),
    )


# --- what people see --------------------------------------------------------------------------


class PlanFilter(StrEnum):
    """What of the plan is shown."""

    ALL = "all"
    """All but what was dropped."""
    LATE = "late"
    TO_DO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"
    UNOWNED = "unowned"
    """What nobody of the team has."""


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many actions stand where; ``late`` and ``unowned`` are among the open ones."""

    states: Mapping[ActionState, int]
    late: int = 0
    unowned: int = 0

    def of(self, chosen: PlanFilter) -> int:
        """Return how many a filter shows."""
        if chosen is PlanFilter.ALL:
            return sum(count for state, count in self.states.items() if state is not S.DROPPED)
        if chosen is PlanFilter.LATE:
            return self.late
        if chosen is PlanFilter.UNOWNED:
            return self.unowned
        return self.states.get(ActionState(chosen.value), 0)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A page of the plan, or of one's own actions; late ones first."""

    actions: tuple[Action, ...]
    counts: PlanCounts
    number: int
    total: int
    today: date
    chosen: PlanFilter = PlanFilter.ALL
    mine: bool = False
    may_steer: bool = False

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // PAGE)


@dataclass(frozen=True, slots=True)
class ThemeNamed:
    """A theme that an action answers to, by its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """A line of the history; ``owner_name`` is who got it in a hand-over."""

    at: datetime
    actor_name: str
    change: ActionChange
    facts: Mapping[str, Any]
    comment: str = ""
    owner_name: str = ""


@dataclass(frozen=True, slots=True)
class ActionFiche:
    """An action with all that its reader may know and do."""

    action: Action
    today: date
    themes: tuple[ThemeNamed, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    """Those that the reader may see."""
    history: tuple[ActionEntry, ...] = ()
    may: frozenset[Doing] = frozenset()
    to_close: int = 0
    """How many contributions it answers that its reader may move to done."""
    followed_by: ActionNumber | None = None


@dataclass(frozen=True, slots=True)
class ActionDueView:
    """What one person is reminded of on a day."""

    today: date
    late: tuple[Action, ...] = ()
    soon: tuple[Action, ...] = ()
    to_check: tuple[Action, ...] = ()
    to_decide: tuple[Action, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing is due any more."""
        return not (self.late or self.soon or self.to_check or self.to_decide)


@dataclass(frozen=True, slots=True)
class ActionHandedView:
    """An action that was handed to somebody."""

    action: Action


@dataclass(frozen=True, slots=True)
class ActionToldView:
    """What an action has changed, for who had said or supported what it answers."""

    action: Action
    themes: tuple[ThemeNamed, ...]


@dataclass(frozen=True, slots=True)
class ActionDecidedView:
    """What management decided about an experiment, for the owner of its action."""

    action: Action
