"""Whether the bot hears its channel, for who can do something about it."""

from collections.abc import Iterable
from datetime import datetime

from bot.usecases.asking import Habits
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
    today = kept.day(now)
    found = tuple(judge(ear, kept.calendar, today) for ear in _listened(ears, policy))
    return found or (Heard(Ear(policy.channel), Hearing.NO_CHANNEL, today),)


def everywhere(unit: UnitOfWork, policy: Policy, now: datetime) -> list[Heard]:
    """Return what may be said of every channel that is listened to, on ordinary working days."""
    today = now.astimezone(policy.zone).date()
    ears = [ear for _, ear in unit.teams.ears(_MOST)]
    return [judge(ear, Calendar(), today) for ear in _listened(ears, policy)]


def _listened(ears: Iterable[Ear], policy: Policy) -> Iterable[Ear]:
    return (ear for ear in ears if same_name(ear.channel, policy.channel))
