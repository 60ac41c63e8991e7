"""What is due by the clock, and what it means: whom to ask, whom to remind, what to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

from bot.actions.usecases import news as action_news
from bot.board.usecases import report as board_report
from bot.ideas.usecases.nudges import nudge
from bot.rights.usecases import purge
from bot.usecases.owing import Habits, Times, habits, owe, owe_all, tell_leads, within_ceiling
from bot.usecases.turn import Policy
from bot.week.usecases.flash import prepare
from bot.week.usecases.prompt_view import said_in_week
from domain.availability import read_days
from domain.calendar import Calendar
from domain.names import same_name
from domain.rhythm import (
    CATCH_UP,
    TOLD_WITHIN,
    Job,
    Occurrence,
    Rhythm,
    due_between,
    in_hours,
    next_due,
    occurrence,
)
from domain.sending import RunState, SendSubject
from domain.week.subjects import WeekSubject
from storage.actions.repository import Actions
from storage.organisations import Organisation
from storage.outbox import Destination, Owed
from storage.people import Colleague, Member
from storage.runs import Run
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts

LATE, CLOSED, NO_CHANNEL, AFTER_FLASH = "late", "closed", "no_channel", "after_flash"
RESTORED = "restored"
"""Why a run was skipped."""

_LOOK_BACK = timedelta(days=10)
"""How far back ended runs are read: longer than the week between two of one job."""


@dataclass(frozen=True, slots=True)
class Due:
    """A job that is due for an organisation, and for the days off of whom."""

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


@dataclass(frozen=True, slots=True)
class Next:
    """When a job will next be due for an organisation."""

    tenant_id: str
    occurrence: Occurrence
    zone: ZoneInfo


def find_due(
    unit: UnitOfWork,
    policy: Policy,
    at: datetime,
    jobs: Sequence[Job] = tuple(Job),
    *,
    since_installed: bool = True,
) -> list[Due]:
    """Return what is due at *at* and neither done nor skipped, in the order in which to do it.

    With *since_installed* nothing that fell before an organisation was met: nobody wants to be
    asked for the Friday during which the app came.
    """
    ended = unit.runs.ended(at - _LOOK_BACK)
    rhythms = unit.rhythms.everyone(policy.zone.key)
    patterns = unit.people.days_off()
    between = cache(due_between)  # most organisations keep the same habits
    found = []
    for organisation in unit.organisations.living():
        rhythm, calendar = rhythms.of(organisation.id)
        for job, days_off in product(jobs, ("", *patterns.get(organisation.id, ()))):
            theirs = _with_days_off(calendar, days_off)
            for one in between(rhythm, theirs, job, at - _LOOK_BACK, at):
                if days_off and not _is_own(rhythm, calendar, one):
                    continue
                late = one.closed or _is_late(rhythm, theirs, one, at)
                due = Due(organisation, one, days_off, late)
                is_new = (organisation.id, job, due.slot) not in ended
                if is_new and not (
                    (since_installed or late) and one.moment <= organisation.created_at
                ):
                    found.append(due)
    return sorted(found, key=lambda due: (due.occurrence.moment, list(Job).index(due.job)))


def find_next(unit: UnitOfWork, policy: Policy, at: datetime) -> list[Next]:
    """Return the next moment of each job for each organisation."""
    rhythms = unit.rhythms.everyone(policy.zone.key)
    found = []
    for organisation in unit.organisations.living():
        rhythm, calendar = rhythms.of(organisation.id)
        for job in Job:
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


def needs_roster(unit: UnitOfWork, due: Due) -> bool:
    """Tell whether Teams is asked who the staff are before a job is done.

    The reminder goes to who was asked on Friday: for that the last roster is good. A day on which
    no action can be due needs none.
    """
    if due.job is Job.ACTION_REMINDER:
        return not due.late and bool(unit.of(Actions).waiting(due.organisation.id))
    return due.late or due.job is not Job.FRIDAY_REMINDER


def perform(
    unit: UnitOfWork,
    policy: Policy,
    due: Due,
    run: Run,
    times: Times,
    members: Sequence[Member] | None,
) -> RunState:
    """Owe the messages of a run that is ours, end it, and return how it ended.

    *members* is the roster as Teams gives it; None where it did not answer, then the last one
    counts.
    """
    if members is not None:
        unit.people.keep_roster(run.organisation_id, members, times.real.date())
    if due.late:
        _skip(unit, policy, run, times, LATE)
    else:
        _perform(unit, policy, due, run, times)
    ended = unit.runs.get(run.organisation_id, run.id)
    return ended.state if ended else run.state


def _perform(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> None:
    match due.job:
        case Job.FRIDAY_PROMPT:
            _ask(unit, policy, due, run, times)
        case Job.FRIDAY_REMINDER:
            _remind(unit, policy, due, run, times)
        case Job.MONDAY_FLASH:
            _tell(unit, policy, due, run, times)
        case Job.IDEA_NUDGE:
            nudge(unit, policy, run, times)
            unit.runs.end(run, RunState.DONE)
        case Job.MONTHLY_PURGE:
            purge(unit, policy, run, times)
            unit.runs.end(run, RunState.DONE)
        case Job.ACTION_REMINDER:
            action_news.remind(unit, policy, run, times)
            unit.runs.end(run, RunState.DONE)
        case Job.BOARD_REPORT:
            board_report.send(unit, policy, run, times)
            unit.runs.end(run, RunState.DONE)


def give_up(unit: UnitOfWork, policy: Policy, due: Due, times: Times, reason: str) -> None:
    """End what is due without doing it, and tell the quality leads why."""
    run = claim(unit, policy, due, times)
    if run is not None:
        _skip(unit, policy, run, times, reason)


def _ask(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> None:
    """Owe everybody who may be asked the three questions of the week."""
    kept = habits(unit, policy, due.organisation.id)
    group = [
        each
        for each in unit.people.staff(due.organisation.id)
        if _moment_of(kept, each, due) == due.occurrence.moment
    ]
    chosen = within_ceiling(unit, kept, times.at, group)
    asked = unit.of(Prompts).ask(
        run.organisation_id, run.week, [each.person.id for each in chosen]
    )
    reachable = [each.person.id for each in chosen if not each.person.unreachable]
    unit.of(Prompts).solicit(
        run.organisation_id, kept.week(times.at), f"{WeekSubject.PROMPT}:{run.week}", reachable
    )
    owed = [
        (
            each,
            f"{WeekSubject.PROMPT}:{asked[each.person.id]}",
            (WeekSubject.PROMPT, asked[each.person.id]),
        )
        for each in chosen
    ]
    owe(unit, kept, times, run, owed)
    unit.runs.end(run, RunState.DONE)


def _remind(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> None:
    """Owe one reminder to who was asked and has neither answered, posted, nor opted out."""
    kept = habits(unit, policy, run.organisation_id)
    flash = occurrence(kept.rhythm, kept.calendar, Job.MONDAY_FLASH, due.occurrence.week)
    if flash is not None and flash.moment <= times.at:
        unit.runs.end(run, RunState.SKIPPED, AFTER_FLASH)
        return
    prompts = {
        each.person_id: each for each in unit.of(Prompts).of_week(run.organisation_id, run.week)
    }
    staff = [each for each in unit.people.staff(run.organisation_id) if each.person.id in prompts]
    said = said_in_week(unit, policy, run.organisation_id, run.week, staff)
    unit.of(Prompts).settle([prompts[each].id for each, told in said.items() if told])
    silent = [
        each
        for each in staff
        if not said[each.person.id]
        and not prompts[each.person.id].settled
        and prompts[each.person.id].later_at is None
        and not each.person.unreachable
    ]
    # One message is left for the questions of the week that begins.
    spare = 1 if kept.rhythm.prompt.on else 0
    chosen = within_ceiling(unit, kept, times.at, silent, spare)
    unit.of(Prompts).solicit(
        run.organisation_id,
        kept.week(times.at),
        f"{WeekSubject.REMINDER}:{run.week}",
        [each.person.id for each in chosen],
    )
    owed = [
        (
            each,
            f"{WeekSubject.REMINDER}:{prompts[each.person.id].id}",
            (WeekSubject.REMINDER, prompts[each.person.id].id),
        )
        for each in chosen
    ]
    owe(unit, kept, times, run, owed)
    unit.runs.end(run, RunState.DONE)


def _tell(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> None:
    """Owe the channel the flash of the week; without a channel, say so to the quality lead."""
    places = [
        Destination(team.service_url, channel.teams_id)
        for team in unit.teams.living(run.organisation_id)
        for channel in unit.teams.channels(team)
        if same_name(channel.name, policy.channel)
    ]
    if not places:
        _skip(unit, policy, run, times, NO_CHANNEL)
        return
    flash = prepare(unit, policy, run.organisation_id, due.occurrence.week, due.occurrence.moment)
    owed = [
        Owed(
            f"{WeekSubject.FLASH}:{run.week}:{place.conversation_id}"[:200],
            (WeekSubject.FLASH, flash.id),
            place,
        )
        for place in places
    ]
    owe_all(unit, habits(unit, policy, run.organisation_id), times, run, owed)
    unit.runs.end(run, RunState.DONE)


def is_wanted_again(unit: UnitOfWork, times: Times) -> bool:
    """Tell whether somebody wanted the questions later, and it is later."""
    return bool(unit.of(Prompts).later_before(times.at))


def ask_again(unit: UnitOfWork, policy: Policy, times: Times) -> int:
    """Owe the questions again to who wanted them later and has not answered; return how many."""
    owed = 0
    for prompt in unit.of(Prompts).later_before(times.at):
        kept = habits(unit, policy, prompt.organisation_id)
        (each,) = unit.people.known(prompt.organisation_id, [prompt.person_id])
        day = kept.day(times.at)
        if not in_hours(times.at, kept.rhythm, kept.of_person(each.availability.days_off)):
            continue  # asked for, all the same not at night
        key = f"again:{prompt.id}:{prompt.later_at:%Y%m%dT%H%M}"
        unit.of(Prompts).change(prompt, later_at=None)
        said = said_in_week(unit, policy, prompt.organisation_id, prompt.week, [each])
        if said[prompt.person_id] or prompt.settled or not each.availability.may_be_asked(day):
            continue
        owe(unit, kept, times, None, [(each, key, (WeekSubject.PROMPT, prompt.id))])
        owed += 1
    return owed


def _skip(unit: UnitOfWork, policy: Policy, run: Run, times: Times, reason: str) -> None:
    unit.runs.end(run, RunState.SKIPPED, reason)
    # A nudge or a reminder of actions that was missed is made up for by the next one.
    if times.at - run.moment <= TOLD_WITHIN and run.job not in MADE_UP_FOR:
        kept = habits(unit, policy, run.organisation_id)
        tell_leads(unit, policy, kept, times, run, SendSubject.SKIPPED)


MADE_UP_FOR = (Job.IDEA_NUDGE, Job.ACTION_REMINDER)
"""What the next one tells, where one was missed."""


def _with_days_off(calendar: Calendar, days_off: str) -> Calendar:
    if not days_off:
        return calendar
    return Calendar(calendar.department, calendar.closures, read_days(days_off))


def _is_own(rhythm: Rhythm, calendar: Calendar, one: Occurrence) -> bool:
    """Tell whether somebody's own days off put their questions on a moment of their own."""
    if one.job is not Job.FRIDAY_PROMPT or one.closed:
        return False
    common = occurrence(rhythm, calendar, one.job, one.week)
    return common is None or common.moment != one.moment


def _is_late(rhythm: Rhythm, calendar: Calendar, one: Occurrence, at: datetime) -> bool:
    if one.job.is_monthly:
        return False
    return at - one.moment > CATCH_UP or not in_hours(at, rhythm, calendar)


def _moment_of(kept: Habits, colleague: Colleague, due: Due) -> datetime | None:
    """Return when a colleague is asked, None for who works on no day of that week."""
    calendar = kept.of_person(colleague.availability.days_off)
    one = occurrence(kept.rhythm, calendar, due.job, due.occurrence.week)
    return None if one is None or one.closed else one.moment
