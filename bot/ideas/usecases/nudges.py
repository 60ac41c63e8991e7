"""The weekly nudge: what waits for an answer, to whoever can give it."""

from datetime import timedelta

from bot.contributions.usecases.readers import everybody
from bot.usecases.owing import Habits, Times, habits, is_lead, tell
from bot.usecases.turn import Policy
from domain.contributions.view import view_for
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import NudgeView, Waiting
from domain.people import Role
from storage.contributions.pending import Pending
from storage.people import Colleague
from storage.runs import Run
from storage.unit_of_work import UnitOfWork

SHOWN = 8
"""Contributions named in one message; the others are counted."""


def nudge(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> None:
    """Owe the quality leads what waits, and management what is late; nothing where nothing is."""
    kept = habits(unit, policy, run.organisation_id)
    told = view(unit, policy, run.organisation_id, run.id)
    if told is None or not (told.unanswered.total or told.late.total):
        return
    staff = unit.people.staff(run.organisation_id)
    leads = [each for each in staff if is_lead(each.person, policy)]
    _owe(unit, kept, times, run, leads, IdeaSubject.NUDGE)
    if told.late.total:
        heads = [each for each in staff if each.person.role is Role.MANAGEMENT]
        _owe(
            unit,
            kept,
            times,
            run,
            [each for each in heads if each not in leads],
            IdeaSubject.LATE_NUDGE,
        )


def _owe(
    unit: UnitOfWork,
    kept: Habits,
    times: Times,
    run: Run,
    people: list[Colleague],
    subject: IdeaSubject,
) -> None:
    cause = f"{IdeaSubject.NUDGE}:{run.id}"
    tell(unit, kept, times, run, people, cause, (f"{subject}:{run.id}", (subject, run.id)))


def view(unit: UnitOfWork, policy: Policy, organisation_id: int, run_id: int) -> NudgeView | None:
    """Return what waited at the moment of a run and still does; None for a run of nobody."""
    run = unit.runs.get(organisation_id, run_id)
    if run is None:
        return None
    kept = habits(unit, policy, organisation_id)
    days = kept.rhythm.deadlines
    today = kept.day(run.moment)
    late_from = run.moment - timedelta(days=days.late)
    unanswered = unit.of(Pending).waiting(
        organisation_id, late_from, run.moment - timedelta(days=days.nudge), SHOWN
    )
    late = unit.of(Pending).late(organisation_id, late_from, today, SHOWN)
    who = everybody(unit, organisation_id)
    waiting = (
        Waiting(tuple(view_for(each, who) for each in found), total)
        for found, total in (unanswered, late)
    )
    return NudgeView(run.id, today, kept.rhythm.tz, days.nudge, days.late, *waiting)
