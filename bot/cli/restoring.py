"""What a restored backup needs before anybody works with it: time has passed, and people read on.

Between the backup and the failure the bot may have sent what the backup still owed. It is not sent
twice: all of it is held back, and said.
"""

import hmac
from collections.abc import Mapping
from datetime import datetime

from bot.rights import usecases as rights
from bot.usecases import rituals
from bot.usecases.owing import Times
from bot.usecases.turn import Policy
from domain.journal import Event, moment
from domain.records import record
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts


@record
class HeldBack:
    """What is not sent although the backup owed it: messages, and runs that no later one tells."""

    messages: int
    runs: int
    erased: int
    """People whose name was erased again."""


def after_filling(
    unit: UnitOfWork,
    policy: Policy,
    made_at: datetime,
    now: datetime,
    erased: Mapping[str, datetime],
) -> HeldBack:
    """Make a database that was just filled from a backup fit for *now*; return what is not sent.

    Whose name was erased since the backup, as the register *erased* says, is erased again.

    No message that was waiting, no prompt that somebody wanted later, and no run that came due
    since is made up for. What is still ahead takes place. The journals tell of it.
    """
    for organisation_id in unit.organisations.tenants().values():
        told = Event(organisation_id, now, "backup.restored", facts={"made_at": moment(made_at)})
        unit.journal.note(told)
    again = rights.erase_again(unit, policy, erased, made_at)
    while rights.erase_part(unit, policy, now):  # nobody works with this database yet
        pass
    messages = unit.dispatch.give_up_restored(now)
    for prompt in unit.of(Prompts).later_before(now):
        unit.of(Prompts).change(prompt, later_at=None)
    unit.runs.free_all(now)
    due = rituals.find_due(unit, policy, now, policy.jobs)
    for each in due:
        rituals.give_up(unit, policy, each, Times(now, now), rituals.RESTORED)
    missed = [each for each in due if not each.job.is_made_up_for]
    return HeldBack(messages, len(missed), again)


def mark_of(key: bytes | None) -> str:
    """Return what tells a key from another without telling it; empty where there is none.

    A backup carries it: without its key nobody who wrote anonymously is ever told what became of
    it, and that is best said before the bot makes a new key.
    """
    return hmac.digest(key, b"flash-amelioration-backup", "sha256").hex()[:16] if key else ""
