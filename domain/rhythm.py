"""When an organisation's rituals fall: a week, a month or a day of work at a time.

The rituals of a week are asked in it and told in the next one. A day off moves them, a week off
drops them. Hours are those on the wall of the organisation; moments are aware and in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from domain.calendar import WORKWEEK, ZONES, Calendar
from domain.deadlines import USUAL_DEADLINES, Deadlines
from domain.engagements import ENGAGEMENTS
from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week
from domain.records import record

DAY_BEGINS = time(8)
"""Local time before which nobody is written to unasked: people have a life outside work, and the
right to disconnect (Code du travail, art. L2242-17)."""

DAY_ENDS = time(18)
"""Local time from which nobody is written to unasked, for the same reason."""

CATCH_UP = timedelta(hours=3)
"""How late a job may still be done, after the machine was off: a Friday's question still makes
sense on that afternoon, not on the next day. Later than that it is skipped."""

TOLD_WITHIN = timedelta(days=3)
"""How long a skipped job is worth telling the quality lead: over a weekend. Older ones are
history, and a bot that comes back after a month must not tell it all."""

MOST_ASKED = 5
"""The highest ceiling that can be set: one for each day of work."""

_LOOK_BACK = timedelta(weeks=12)
"""Longer than a ritual can be moved: 60 days from the end of the next week."""

_LOOK_AHEAD = 60
"""Weeks among which the next occurrence is looked for; longer than any closure."""

_YEAR = 366


@record
class When:
    """Whether, on which weekday (0 for Monday) and at what local time something is done."""

    on: bool
    weekday: int
    at: time


Setting = Literal["prompt", "reminder", "flash", "nudge"]
SETTINGS: tuple[Setting, ...] = get_args(Setting)
"""The rituals that an organisation sets, by the names of their fields in ``Rhythm``."""


class Cadence(Enum):
    """How often a job falls."""

    WEEKLY = auto()
    MONTHLY = auto()
    """In the first week of a month, whatever is closed: nobody waits for its hour, and it must not
    be left out."""
    DAILY = auto()
    """On every day of work; it moves nowhere: the next one is near."""


@record
class Job:
    """What the bot does by itself, and all that says when."""

    name: str
    """How the table of runs and the command line name it."""
    when: When | Setting
    """When it falls: the same everywhere, or as the organisation sets it under that name."""
    cadence: Cadence = Cadence.WEEKLY
    in_its_week: bool = False
    """True for what falls in the week that it speaks of and is moved within it only; everything
    else falls in the week after."""
    follows: "Job | None" = None
    """What it comes after, however far that is moved."""
    is_personal: bool = False
    """True where somebody's own days off give them a moment of their own."""
    is_made_up_for: bool = False
    """True where the next one tells what one that was missed would have told."""


_A_WEEK = 7


@record
class Rhythm:
    """An organisation's habits; all but the prompt fall in the week after the prompt's.

    ``zone`` is an IANA name, ``department`` a code or empty, ``ceiling`` the number of times that
    one person may be written to unasked in a week.
    """

    prompt: When = When(on=True, weekday=4, at=time(14))
    reminder: When = When(on=True, weekday=0, at=time(8, 30))
    flash: When = When(on=True, weekday=0, at=time(9))
    nudge: When = When(on=True, weekday=1, at=time(9))
    zone: str = ZONES[0]
    department: str = ""
    ceiling: int = 2
    deadlines: Deadlines = USUAL_DEADLINES
    engagements: tuple[int, ...] = tuple(ENGAGEMENTS)
    """Those of the nine that the organisation works with."""

    def of(self, job: Job) -> When:
        """Return when *job* falls."""
        return job.when if isinstance(job.when, When) else self.set_as(job.when)

    def set_as(self, name: Setting) -> When:
        """Return what the organisation has set under *name*."""
        when: When = getattr(self, name)
        return when

    @property
    def tz(self) -> ZoneInfo:
        """The clock on the wall; raises what ``ZoneInfo`` does when ``zone`` is not one."""
        return ZoneInfo(self.zone)


@record
class Occurrence:
    """One time that a job is due: at ``moment``, in UTC, on ``day`` of the local calendar.

    ``week`` is the week that it speaks of. ``planned`` is the day before any move. When ``closed``
    nothing is to be done: the week was not worked, or no day was found; it stays as planned.
    """

    job: Job
    week: Week
    moment: datetime
    planned: date
    day: date
    closed: bool = False

    @property
    def moved(self) -> bool:
        """True when a day off put it on another day."""
        return self.day != self.planned

    @property
    def slot(self) -> str:
        """What makes it one with its job: the week, as ``2026-W48``, or the day of a daily one."""
        is_daily = self.job.cadence is Cadence.DAILY
        return self.day.isoformat() if is_daily else str(self.week)


def check_rhythm(rhythm: Rhythm) -> Rhythm:
    """Return *rhythm* if it can be kept.

    Raises:
        RuleViolationError: ``BAD_RHYTHM``: a ritual, on or not, is set on a weekend or out of the
            hours ``DAY_BEGINS`` to ``DAY_ENDS``; the reminder does not come before the flash while
            both are on; the ceiling is not 0 to ``MOST_ASKED``; or the zone is not one.
    """
    good = (
        all(_is_polite(rhythm.set_as(name)) for name in SETTINGS)
        and _is_in_order(rhythm.reminder, rhythm.flash)
        and 0 <= rhythm.ceiling <= MOST_ASKED
        and _is_zone(rhythm.zone)
    )
    if not good:
        raise RuleViolationError(Reason.BAD_RHYTHM)
    return rhythm


def occurrence(rhythm: Rhythm, calendar: Calendar, job: Job, week: Week) -> Occurrence | None:
    """Return when *job* is due for *week*, or None when its ritual is switched off.

    On a day off, what falls in its own week moves to the working day before it in that week, else
    to the next one in it; everything else moves to the next working day, up to 60 days later. A
    flash that would then not come after its reminder follows it on the next working day. With a
    person's calendar it is that person's occurrence, closed when they work no day of *week*; their
    reminder may then fall after the organisation's flash. Of a daily job it is that of Monday, if
    that is worked.
    """
    ritual = rhythm.of(job)
    if not ritual.on:
        return None
    planned = _planned(rhythm, job, week)
    if job.cadence is Cadence.DAILY:
        return next(_daily(rhythm, calendar, job, week), None)
    if job.cadence is Cadence.MONTHLY:
        moment = moment_at(planned, ritual.at, rhythm.tz)
        return Occurrence(job, week, moment, planned, planned) if planned.day <= _A_WEEK else None
    day = None if calendar.is_closed(week) else _worked(rhythm, calendar, job, week)
    moment = moment_at(day or planned, ritual.at, rhythm.tz)
    return Occurrence(job, week, moment, planned, day or planned, closed=day is None)


def due_between(
    rhythm: Rhythm, calendar: Calendar, job: Job, after: datetime, until: datetime
) -> list[Occurrence]:
    """Return what is due later than *after* and not later than *until*, by moment, then week.

    Closed ones are there too, at the moment that was planned. Both moments are aware.
    """
    back = timedelta() if job.cadence is Cadence.DAILY else _LOOK_BACK
    first, last = _week(after - back, rhythm), _week(until, rhythm)
    weeks = (last.monday - first.monday).days // 7 + 1
    found = _occurrences(rhythm, calendar, job, first, weeks)
    due = [one for one in found if after < one.moment <= until]
    return sorted(due, key=lambda one: (one.moment, one.week))


def last_due(rhythm: Rhythm, calendar: Calendar, job: Job, now: datetime) -> Occurrence | None:
    """Return the latest occurrence not after *now*, closed or not; None when switched off.

    Of several at one moment, as after a closure, it is one that is not closed if there is any, and
    then that of the latest week.
    """
    due = due_between(rhythm, calendar, job, now - _LOOK_BACK, now)
    return max(due, key=lambda one: (one.moment, not one.closed, one.week), default=None)


def next_due(rhythm: Rhythm, calendar: Calendar, job: Job, now: datetime) -> Occurrence | None:
    """Return the first occurrence after *now* that is not closed.

    None when the ritual is switched off or nothing is worked for more than a year.
    """
    first = _week(now if job.cadence is Cadence.DAILY else now - _LOOK_BACK, rhythm)
    weeks = _LOOK_BACK // timedelta(weeks=1) + _LOOK_AHEAD
    found = _occurrences(rhythm, calendar, job, first, weeks)
    return next((one for one in found if one.moment > now and not one.closed), None)


def in_hours(moment: datetime, rhythm: Rhythm, calendar: Calendar) -> bool:
    """Tell whether people may be written to unasked at *moment* (aware)."""
    local = moment.astimezone(rhythm.tz)
    return not calendar.is_off(local.date()) and DAY_BEGINS <= local.time() < DAY_ENDS


def next_allowed(moment: datetime, rhythm: Rhythm, calendar: Calendar) -> datetime:
    """Return *moment* (aware) if it is in hours, else when the next working day begins, in UTC.

    Who works on no day of the next year gets the morning after that year: nothing is sent before.
    """
    if in_hours(moment, rhythm, calendar):
        return moment
    local = moment.astimezone(rhythm.tz)
    day = local.date() if local.time() < DAY_BEGINS else local.date() + timedelta(days=1)
    worked = calendar.next_working_day(day, within=_YEAR) or day + timedelta(days=_YEAR)
    return moment_at(worked, DAY_BEGINS, rhythm.tz)


def hours_end(moment: datetime, rhythm: Rhythm) -> datetime:
    """Return when the hours of the local day of *moment* (aware) end, in UTC."""
    return moment_at(moment.astimezone(rhythm.tz).date(), DAY_ENDS, rhythm.tz)


def moment_at(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, when the clocks of *zone* show *wall* on *day*.

    Shown twice, in autumn, it is the first time; never shown, in spring, it is later by the gap
    (PEP 495, ``fold=0``).
    """
    return datetime.combine(day, wall.replace(fold=0), zone).astimezone(UTC)


def _is_polite(ritual: When) -> bool:
    return ritual.weekday in WORKWEEK and DAY_BEGINS <= ritual.at < DAY_ENDS


def _is_in_order(reminder: When, flash: When) -> bool:
    both = reminder.on and flash.on
    return not both or (reminder.weekday, reminder.at) < (flash.weekday, flash.at)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; a path; a folder of zones, as « Europe »
        return False
    return True


def _planned(rhythm: Rhythm, job: Job, week: Week) -> date:
    held = week if job.in_its_week else week.plus(1)
    return held.day(rhythm.of(job).weekday)


def _worked(rhythm: Rhythm, calendar: Calendar, job: Job, week: Week) -> date | None:
    planned = _planned(rhythm, job, week)
    if job.in_its_week:
        before = calendar.last_working_day(week.monday, planned)
        return before or calendar.next_working_day(planned, (week.sunday - planned).days)
    day = calendar.next_working_day(planned)
    return day and _after(rhythm, calendar, job, week, day)


def _after(rhythm: Rhythm, calendar: Calendar, job: Job, week: Week, day: date) -> date | None:
    """Return *day*, or a later one when what *job* follows, having moved, would come after it."""
    if job.follows is None or not rhythm.of(job.follows).on:
        return day
    first = _worked(rhythm, calendar, job.follows, week)
    if first is None or (first, rhythm.of(job.follows).at) < (day, rhythm.of(job).at):
        return day
    return calendar.next_working_day(first + timedelta(days=1))


def _week(moment: datetime, rhythm: Rhythm) -> Week:
    return Week.of(moment.astimezone(rhythm.tz).date())


def _occurrences(
    rhythm: Rhythm, calendar: Calendar, job: Job, first: Week, weeks: int
) -> Iterator[Occurrence]:
    for step in range(weeks):
        week = first.plus(step)
        if job.cadence is Cadence.DAILY:
            yield from _daily(rhythm, calendar, job, week)
        elif found := occurrence(rhythm, calendar, job, week):
            yield found


def _daily(rhythm: Rhythm, calendar: Calendar, job: Job, week: Week) -> Iterator[Occurrence]:
    """Yield the occurrence of each day of *week* that is worked."""
    ritual = rhythm.of(job)
    for weekday in WORKWEEK:
        day = week.day(weekday)
        if ritual.on and not calendar.is_off(day):
            yield Occurrence(job, week, moment_at(day, ritual.at, rhythm.tz), day, day)
