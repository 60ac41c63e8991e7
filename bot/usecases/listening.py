"""Whether the bot hears its channel, for whoever can do something about it."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.usecases.owing import Habits
from bot.usecases.turn import Policy
from domain.calendar import Calendar
from domain.listening import Ear, Heard, Hearing, judge
from domain.names import same_name
from storage.unit_of_work import UnitOfWork

_MOST = 2_000
"""Channels that are looked at: several for each Mission Locale of the country."""


def look(unit: UnitOfWork, policy: Policy, kept: Habits, now: datetime) -> tuple[Heard, ...]:
    """Return what may be said of an organisation's channel: of each that has its name, or none."""
    ears = [ear for _, ear in unit.teams.ears(_MOST, kept.organisation_id)]
    return tuple(_heard(ears, policy, kept.calendar, kept.day(now)))


def everywhere(unit: UnitOfWork, policy: Policy, now: datetime) -> list[Heard]:
    """Return what may be said of the channel of each organisation, by ordinary working days."""
    habits_of = unit.rhythms.everyone(policy.default_zone.key)
    of_each: dict[int, list[Ear]] = {each.id: [] for each in unit.organisations.living()}

    def today(organisation_id: int) -> date:
        return now.astimezone(habits_of.of(organisation_id)[0].tz).date()

    for organisation_id, ear in unit.teams.ears(_MOST):
        of_each.setdefault(organisation_id, []).append(ear)
    return [
        heard
        for organisation_id, ears in of_each.items()
        for heard in _heard(ears, policy, Calendar(), today(organisation_id))
    ]


def _heard(ears: Iterable[Ear], policy: Policy, calendar: Calendar, today: date) -> list[Heard]:
    listened = [ear for ear in ears if same_name(ear.channel, policy.channel)]
    if not listened:
        return [Heard(Ear(policy.channel), Hearing.NO_CHANNEL, today)]
    return [judge(ear, calendar, today) for ear in listened]
