"""What is due by the clock, and doing it once: whose turn it is, and how it ends."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

from bot.usecases.owing import Times, habits, tell_leads
from bot.usecases.turn import Policy
from domain.availability import read_days
from domain.calendar import Calendar
from domain.records import record
from domain.rhythm import (
    CATCH_UP,
    TOLD_WITHIN,
    Cadence,
    Job,
    Occurrence,
    Rhythm,
    due_between,
    in_hours,
    next_due,
    occurrence,
)
from domain.sending import RunState, SendSubject
from storage.organisations import Organisation
from storage.runs import Run
from storage.unit_of_work import UnitOfWork

LATE, CLOSED, RESTORED = "late", "closed", "restored"
"""Why a run of any ritual was skipped."""

_LOOK_BACK = timedelta(days=10)
"""How far back ended runs are read: longer than the week between two of one job."""


@record
class Due:
    """A job that is due for an organisation, or for those in it who have some days off."""

    organisation: Organisation
    occurrence: Occurrence
    days_off: str = ""
    late: bool = False

    @property
    def job(self) -> Job:
        """The job."""
        return self.occurrence.job

    @property
    def slot(self) -> str:
        """What makes it one with its job and organisation."""
        week = self.occurrence.slot
        return f"{week}/{self.days_off}" if self.days_off else week


@record
class Skip:
    """Why a run is not performed: it would be of no use now."""

    reason: str
    is_told: bool = True
    """False where nobody misses it."""


@record
class Besides:
    """What is done besides, whenever the ritual is looked at: people say when, not the clock."""

    is_wanted: Callable[[UnitOfWork, Times], bool]
    """Looking costs no lock, so an idle bot leaves the database in peace."""
    do: Callable[[UnitOfWork, Policy, Times], object]


def _always(_: UnitOfWork, __: Due) -> bool:
    return True


@record
class Ritual:
    """A job, and what is done when it is due."""

    job: Job
    title: str
    """What people call it, in French."""
    perform: Callable[[UnitOfWork, Policy, Due, Run, Times], Skip | None]
    """Owes the messages of a run that is ours, or says why there are none."""
    needs_roster: Callable[[UnitOfWork, Due], bool] = _always
    """Tells whether Teams is asked who the staff are before it is done."""
    needs_staff: bool = False
    """True where it waits, and is tried again, as long as nobody of the staff is known: nobody may
    be left out for that."""
    besides: Besides | None = None
    order: int = 100
    """When several are due, the lowest is done first: people are written to unasked a few times a
    week only, and what comes later may find the ceiling reached."""
    part: Callable[[UnitOfWork, Policy, Run, Times], bool] | None = None
    """Does some of what comes before ``perform``, in a transaction of its own; False when all is.

    Nobody waits for bulk work that is done so, and whoever takes up the run goes on with it.
    """


@record
class Next:
    """When a job will next be due for an organisation."""

    tenant_id: str
    occurrence: Occurrence
    zone: ZoneInfo


def find_due(
    unit: UnitOfWork,
    policy: Policy,
    at: datetime,
    jobs: Iterable[Job],
    *,
    since_installed: bool = True,
) -> list[Due]:
    """Return what of *jobs* is due at *at* and neither done nor skipped, by moment, then by job.

    With *since_installed* nothing that fell before an organisation was met: nobody wants to be
    asked for the Friday during which the app came.
    """
    places = {job: place for place, job in enumerate(jobs)}
    ended = unit.runs.ended(at - _LOOK_BACK)
    rhythms = unit.rhythms.everyone(policy.default_zone.key)
    patterns = unit.people.days_off()
    between = cache(due_between)  # most organisations keep the same habits
    found = []
    for organisation in unit.organisations.living():
        rhythm, calendar = rhythms.of(organisation.id)
        for job, days_off in product(places, ("", *patterns.get(organisation.id, ()))):
            theirs = _with_days_off(calendar, days_off)
            for one in between(rhythm, theirs, job, at - _LOOK_BACK, at):
                if days_off and not _is_own(rhythm, calendar, one):
                    continue
                late = one.closed or _is_late(rhythm, theirs, one, at)
                due = Due(organisation, one, days_off, late)
                is_new = (organisation.id, job.name, due.slot) not in ended
                if is_new and not (
                    (since_installed or late) and one.moment <= organisation.created_at
                ):
                    found.append(due)
    return sorted(found, key=lambda due: (due.occurrence.moment, places[due.job]))


def find_next(unit: UnitOfWork, policy: Policy, at: datetime) -> list[Next]:
    """Return the next moment of each job for each organisation."""
    rhythms = unit.rhythms.everyone(policy.default_zone.key)
    found = []
    for organisation in unit.organisations.living():
        rhythm, calendar = rhythms.of(organisation.id)
        for job in policy.jobs:
            one = next_due(rhythm, calendar, job, at)
            if one is not None:
                found.append(Next(organisation.tenant_id, one, rhythm.tz))
    return found


def claim(unit: UnitOfWork, policy: Policy, due: Due, times: Times) -> Run | None:
    """Return the run if it is ours to perform; in a closed week there is none."""
    run = unit.runs.claim(due.organisation.id, due.occurrence, due.slot, policy.owner, times.real)
    if run is None:
        return None
    if due.occurrence.closed:
        unit.runs.end(run, RunState.SKIPPED, CLOSED)
        return None
    return run


def perform_part(unit: UnitOfWork, policy: Policy, ritual: Ritual, run: Run, times: Times) -> bool:
    """Do a part of what a run of ours is for, and hold the run on; False when no part is left."""
    more = ritual.part is not None and ritual.part(unit, policy, run, times)
    if more:
        unit.runs.hold_on(run, policy.owner, times.real)
    return more


def perform(
    unit: UnitOfWork, policy: Policy, ritual: Ritual, due: Due, run: Run, times: Times
) -> RunState:
    """Do what *ritual* does in a run that is ours, end it, and return how it ended."""
    skip = Skip(LATE) if due.late else ritual.perform(unit, policy, due, run, times)
    if skip is None:
        unit.runs.end(run, RunState.DONE)
        return RunState.DONE
    _skip(unit, policy, due, run, times, skip)
    return RunState.SKIPPED


def give_up(unit: UnitOfWork, policy: Policy, due: Due, times: Times, reason: str) -> None:
    """End what is due without doing it, and tell the quality leads why."""
    run = claim(unit, policy, due, times)
    if run is not None:
        _skip(unit, policy, due, run, times, Skip(reason))


def _skip(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times, skip: Skip) -> None:
    unit.runs.end(run, RunState.SKIPPED, skip.reason)
    is_told = skip.is_told and not due.job.is_made_up_for
    if is_told and times.at - run.moment <= TOLD_WITHIN:
        kept = habits(unit, policy, run.organisation_id)
        tell_leads(unit, policy, kept, times, run, SendSubject.SKIPPED)


def _with_days_off(calendar: Calendar, days_off: str) -> Calendar:
    if not days_off:
        return calendar
    return Calendar(calendar.department, calendar.closures, read_days(days_off))


def _is_own(rhythm: Rhythm, calendar: Calendar, one: Occurrence) -> bool:
    """Tell whether somebody's own days off put their questions on a moment of their own."""
    if not one.job.is_personal or one.closed:
        return False
    common = occurrence(rhythm, calendar, one.job, one.week)
    return common is None or common.moment != one.moment


def _is_late(rhythm: Rhythm, calendar: Calendar, one: Occurrence, at: datetime) -> bool:
    if one.job.cadence is Cadence.MONTHLY:
        return False
    return at - one.moment > CATCH_UP or not in_hours(at, rhythm, calendar)
