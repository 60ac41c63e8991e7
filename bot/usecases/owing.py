"""Whom the bot may write to unasked, and owing them a message."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.usecases.turn import Policy, as_actor
from domain.calendar import Calendar
from domain.isoweek import Week
from domain.people import Person
from domain.records import record
from domain.rhythm import CATCH_UP, DAY_BEGINS, Rhythm, hours_end, moment_at, next_allowed
from storage.outbox import Destination, Owed
from storage.people import Colleague
from storage.runs import Run
from storage.teams import Team
from storage.unit_of_work import UnitOfWork

Told = tuple[str, tuple[StrEnum, int]]
"""The key of a message, and what it shows."""


@record
class Times:
    """The moment that decides, and the real one: they differ when ``--at`` is given."""

    at: datetime
    real: datetime

    def in_reality(self, moment: datetime) -> datetime:
        """Return when *moment* will really be, if the decision is taken now."""
        return self.real + (moment - self.at)


@record
class Habits:
    """An organisation's rhythm and its days off."""

    organisation_id: int
    rhythm: Rhythm
    calendar: Calendar

    def day(self, moment: datetime) -> date:
        """Return the local day of *moment*."""
        return moment.astimezone(self.rhythm.tz).date()

    def week(self, moment: datetime) -> str:
        """Return the ISO week of *moment* on the organisation's clock."""
        return str(Week.of(self.day(moment)))

    def of_person(self, days_off: Iterable[int]) -> Calendar:
        """Return the days off of somebody who does not work on those weekdays."""
        return replace(self.calendar, days_off=frozenset(days_off))


def habits(unit: UnitOfWork, policy: Policy, organisation_id: int) -> Habits:
    """Return the habits of an organisation."""
    rhythm = unit.rhythms.of(organisation_id, policy.default_zone.key)
    return Habits(
        organisation_id, rhythm, unit.rhythms.calendar(organisation_id, rhythm.department)
    )


def solicit(
    unit: UnitOfWork,
    kept: Habits,
    at: datetime,
    people: Sequence[Colleague],
    cause: str,
    spare: int = 0,
) -> list[Colleague]:
    """Return who of *people* gets one more unasked message on the day of *at*.

    It is counted, once per *cause*, for each whom the bot can reach; *spare* of the ceiling are
    left for later.
    """
    counts = unit.solicitations.counts(kept.organisation_id, kept.week(at))
    day = kept.day(at)
    chosen = [
        each
        for each in people
        if each.availability.may_be_asked(day)
        and counts[each.person.id] + spare < kept.rhythm.ceiling
    ]
    reached = [each.person.id for each in chosen if not each.person.unreachable]
    unit.solicitations.add(kept.organisation_id, kept.week(at), cause, reached)
    return chosen


def tell(  # noqa: PLR0913, PLR0917 -- whom, when, and of what
    unit: UnitOfWork,
    kept: Habits,
    times: Times,
    run: Run | None,
    people: Sequence[Colleague],
    cause: str,
    told: Told,
) -> None:
    """Owe people a message of a run within their ceiling, one each for a *cause*.

    *told* is what their keys begin with, and the subject.
    """
    key, subject = told
    chosen = solicit(unit, kept, times.at, people, cause)
    owe(unit, kept, times, run, [(each, f"{key}:{each.person.id}", subject) for each in chosen])


def owe(
    unit: UnitOfWork,
    kept: Habits,
    times: Times,
    run: Run | None,
    people: Sequence[tuple[Colleague, str, tuple[StrEnum, int]]],
) -> None:
    """Owe each person a message (key, subject), to be sent in working hours of the day of *at*."""
    team = unit.teams.first(kept.organisation_id)
    messages = [owed_to(each, team, key, subject) for each, key, subject in people]
    owe_all(unit, kept, times, run, messages)


def owe_when_there(
    unit: UnitOfWork, kept: Habits, now: datetime, colleague: Colleague, owed: Told
) -> None:
    """Owe somebody a message (key, subject) for when they are there; it does not expire."""
    owe_at(unit, kept, now, when_there(kept, colleague, now), [(colleague, *owed)])


def owe_at(
    unit: UnitOfWork,
    kept: Habits,
    now: datetime,
    at: datetime,
    people: Sequence[tuple[Colleague, str, tuple[StrEnum, int]]],
) -> None:
    """Owe each person a message (key, subject) for *at*; it does not expire."""
    team = unit.teams.first(kept.organisation_id)
    messages = [owed_to(each, team, key, subject) for each, key, subject in people]
    unit.outbox.owe(kept.organisation_id, messages, now, due_at=at)


def owe_all(
    unit: UnitOfWork, kept: Habits, times: Times, run: Run | None, messages: Sequence[Owed]
) -> None:
    """Owe messages, to be sent in working hours of the day of *at*, and not hours too late."""
    at = next_allowed(times.at, kept.rhythm, kept.calendar)
    expires = min(hours_end(at, kept.rhythm), at + CATCH_UP)
    unit.outbox.owe(
        kept.organisation_id,
        messages,
        times.real,
        run_id=run.id if run else None,
        due_at=times.in_reality(at),
        expires_at=times.in_reality(expires),
    )


def owed_to(
    colleague: Colleague, team: Team | None, key: str, subject: tuple[StrEnum, int]
) -> Owed:
    """Return a message to a colleague, once per *key*."""
    person = colleague.person
    return Owed(key, subject, destination(colleague, team), person.id, person.unreachable)


def destination(colleague: Colleague | None, team: Team | None) -> Destination:
    """Return where a person is written to; without a chat one is made in the team's service."""
    reference = colleague.reference if colleague else None
    if reference is not None:
        return Destination(reference.service_url, reference.conversation_id)
    return Destination(team.service_url if team else "", "")


def tell_leads(
    unit: UnitOfWork, policy: Policy, kept: Habits, times: Times, run: Run, subject: StrEnum
) -> None:
    """Tell the quality leads about *run*, within their ceiling, when they work."""
    leads = [
        each for each in unit.people.staff(kept.organisation_id) if is_lead(each.person, policy)
    ]
    allowed = next_allowed(times.at, kept.rhythm, kept.calendar)
    cause = f"{subject}:{run.id}"
    chosen = solicit(unit, kept, allowed, leads, cause)
    told = [(each, f"{cause}:{each.person.id}", (subject, run.id)) for each in chosen]
    owe(unit, kept, times, None, told)


def is_lead(person: Person, policy: Policy) -> bool:
    """Tell whether *person* leads quality, by role or by the settings."""
    return as_actor(person, policy).person.leads_quality


def when_there(kept: Habits, author: Colleague, now: datetime) -> datetime:
    """Return when somebody may be told: in hours, on a day of theirs, back from leave."""
    if author.availability.is_away(kept.day(now)):
        back = author.availability.back_on(kept.day(now))
        now = moment_at(back, DAY_BEGINS, kept.rhythm.tz)
    return next_allowed(now, kept.rhythm, kept.of_person(author.availability.days_off))


def digest_moment(kept: Habits, now: datetime) -> datetime:
    """Return when the digest that takes up what happens now is sent."""
    day = kept.day(now)
    at = moment_at(day, DIGEST_AT, kept.rhythm.tz)
    if now >= at or kept.calendar.is_off(day):
        ahead = kept.calendar.next_working_day(day + timedelta(days=1)) or day
        at = moment_at(ahead, DIGEST_AT, kept.rhythm.tz)
    return at


DIGEST_AT = time(16, 30)
"""When the day's digest goes: after the day's answers, within everybody's hours."""
