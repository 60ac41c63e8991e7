"""What the database tells: whether the channel is heard, and what should have been sent."""

from datetime import datetime, timedelta

from bot.config import Settings
from bot.usecases import listening
from bot.usecases.turn import Policy
from domain.checkup import Finding, Symptom, Verdict
from domain.listening import Heard, Hearing
from storage.outbox import Backlog
from storage.unit_of_work import UnitOfWork

LATE = timedelta(minutes=10)
STUCK = timedelta(hours=1)
"""How late the oldest message may be; the bot itself tries for about an hour."""


def examine_inside(unit: UnitOfWork, settings: Settings, now: datetime) -> list[Finding]:
    """Return how the channel is heard and how late the sends are."""
    # Looking needs no key, and must not make one.
    policy = Policy(default_zone=settings.zone, channel=settings.channel, secret=b"")
    heard = listening.everywhere(unit, policy, now)
    return [_channel(heard), _sends(unit.outbox.backlog(now), now)]


def _channel(heard: list[Heard]) -> Finding:
    """Return one finding: of one channel what is said of it, of many how many are not well."""
    if not heard:
        return Finding(Verdict.LOOK, Symptom.CHANNEL_NO_TEAM)
    unheard = [each for each in heard if each.hearing is not Hearing.WELL]
    if len(heard) > 1 and unheard:
        facts = {"unheard": len(unheard), "all": len(heard)}
        return Finding(Verdict.LOOK, Symptom.CHANNEL_MANY, facts)
    if unheard:
        return Finding(Verdict.LOOK, Symptom.CHANNEL_UNHEARD, {"heard": unheard[0]})
    latest = max(heard, key=lambda each: each.ear.last_on or each.today)
    return Finding(Verdict.OK, Symptom.CHANNEL_HEARD, {"heard": latest, "all": len(heard)})


def _sends(backlog: Backlog, now: datetime) -> Finding:
    late = timedelta(seconds=backlog.age(now))
    facts = {"count": backlog.due, "minutes": round(late.total_seconds() / 60)}
    if late > STUCK:
        return Finding(Verdict.DOWN, Symptom.SENDS_STUCK, facts)
    if late > LATE:
        return Finding(Verdict.LOOK, Symptom.SENDS_LATE, facts)
    return Finding(Verdict.OK, Symptom.SENDS_NONE_LATE, facts)
