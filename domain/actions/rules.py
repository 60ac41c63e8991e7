"""Who may do what with an action, and what each step needs."""

from datetime import date

from domain.actions.action import (
    LONGEST,
    MOST_LINE,
    MOST_TEXT,
    MOST_TITLE,
    MOVES,
    WHO,
    Action,
    ActionState,
    Doing,
    Party,
    Plan,
    S,
    TrialChoice,
    TrialDecision,
)
from domain.confidentiality import Clean
from domain.contributions.life import check_reason
from domain.errors import Reason, RuleViolationError
from domain.people import Person, Role

_NO = {Doing.STEER: Reason.NOT_STEERING, Doing.DECIDE: Reason.NOT_DECIDING}


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
