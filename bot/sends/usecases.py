"""« Diffusion »: what became of the prompts and flashes, and sending again what did not arrive."""

from datetime import datetime

from bot.usecases import listening
from bot.usecases.owing import habits
from bot.usecases.turn import Policy, Turn, enter
from bot.week.usecases.prompt_view import said_in_week
from domain.errors import Reason, RuleViolationError
from domain.listening import Heard
from domain.people import check_leads_quality
from domain.records import record
from domain.rhythm import Job, hours_end, next_allowed
from domain.sending import MISSED, RunView, SendState, SendView, tally
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER
from storage.runs import Run
from storage.sends import Send
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts

PAGE = 5


@record
class Runs:
    """A page of the runs of an organisation, newest first."""

    runs: tuple[RunView, ...]
    more: bool
    heard: tuple[Heard, ...] = ()


@record
class Delivered:
    """A run, and its messages that did not surely arrive, or not yet."""

    run: RunView
    missed: tuple[SendView, ...]
    retried: int = 0
    due_at: datetime | None = None
    """When what is sent again goes, where that is not now."""


def look(unit: UnitOfWork, turn: Turn, page: int) -> Runs:
    """Return a page of the runs.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    found = unit.runs.latest(actor.organisation_id, PAGE + 1, page * PAGE)
    shown = tuple(_view(unit, turn.policy, run)[0] for run in found[:PAGE])
    kept = habits(unit, turn.policy, actor.organisation_id)
    heard = () if page else listening.look(unit, turn.policy, kept, turn.now)
    return Runs(shown, len(found) > PAGE, heard)


def open_run(unit: UnitOfWork, turn: Turn, run_id: int) -> Delivered:
    """Return what became of one run.

    Raises:
        RuleViolationError: ``UNKNOWN``, ``NOT_QUALITY_LEAD``.
    """
    run, sends = _view(unit, turn.policy, _run(unit, turn, run_id))
    return Delivered(run, tuple(each for each in sends if each.state is not SendState.SENT))


def retry(unit: UnitOfWork, turn: Turn, run_id: int, send_id: int | None) -> Delivered:
    """Send again one message, or all that surely did not arrive; in working hours.

    One that is ambiguous is sent again only by itself: a person decides that it may come twice.
    """
    run = _run(unit, turn, run_id)
    sends = unit.sends.of_runs([run.id])
    chosen = [each for each in sends if (each.id == send_id if send_id else each.state in MISSED)]
    kept = habits(unit, turn.policy, run.organisation_id)
    at = next_allowed(turn.now, kept.rhythm, kept.calendar)
    done = unit.sends.try_again(
        run.organisation_id, [each.id for each in chosen], at, hours_end(at, kept.rhythm)
    )
    for each in chosen:
        if each.person_id is not None:
            unit.people.reachable_again(run.organisation_id, each.person_id)
    shown = open_run(unit, turn, run_id)
    return Delivered(shown.run, shown.missed, done, at if at != turn.now else None)


def of_run(unit: UnitOfWork, policy: Policy, organisation_id: int, run_id: int) -> RunView | None:
    """Return a run for whoever is told about it, or None."""
    run = unit.runs.get(organisation_id, run_id)
    return _view(unit, policy, run)[0] if run else None


def states(unit: UnitOfWork, job: Job, moment: datetime) -> list[Send]:
    """Return each message of *job* as it was last due at *moment*, of every organisation."""
    return unit.sends.of_runs([run.id for run in unit.runs.at(job, moment)])


def _run(unit: UnitOfWork, turn: Turn, run_id: int) -> Run:
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    run = unit.runs.get(actor.organisation_id, run_id)
    if run is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return run


def _view(unit: UnitOfWork, policy: Policy, run: Run) -> tuple[RunView, list[SendView]]:
    sends = unit.sends.of_runs([run.id])
    shown = [
        SendView(
            each.id,
            each.person_name or each.upn if each.person_id else policy.channel,
            each.state,
            each.reason,
        )
        for each in sends
    ]
    return (
        RunView(
            run.id,
            policy.title_of(run.job),
            run.week,
            run.moment,
            run.state,
            run.reason,
            tally(shown),
            _answered(unit, policy, run, sends),
        ),
        shown,
    )


def _answered(unit: UnitOfWork, policy: Policy, run: Run, sends: list[Send]) -> int | None:
    """Count who has answered, by whatever door; a figure, never names."""
    if run.job not in (FRIDAY_PROMPT.name, FRIDAY_REMINDER.name):
        return None
    asked = [each.person_id for each in sends if each.person_id is not None]
    people = unit.people.known(run.organisation_id, asked)
    said = said_in_week(unit, policy, run.organisation_id, run.week, people)
    settled = {
        each.person_id
        for each in unit.of(Prompts).of_week(run.organisation_id, run.week)
        if each.settled
    }
    return sum(1 for person_id, told in said.items() if told or person_id in settled)
