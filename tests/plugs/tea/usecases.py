"""Asking to tea, and coming."""

from enum import StrEnum

from bot.usecases.owing import Times, habits, tell
from bot.usecases.turn import Policy, Turn, enter
from storage.runs import Run
from storage.unit_of_work import UnitOfWork
from tests.plugs.tea.repository import Guests


class TeaSubject(StrEnum):
    """What a message shows of the tea, as the outbox keeps it."""

    INVITATION = "tea"


def ask(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> None:
    """Owe everybody who may be asked the question, within their ceiling."""
    kept = habits(unit, policy, run.organisation_id)
    staff = unit.people.staff(run.organisation_id)
    cause = f"{TeaSubject.INVITATION}:{run.id}"
    tell(unit, kept, times, run, staff, cause, (cause, (TeaSubject.INVITATION, run.id)))


def come(unit: UnitOfWork, turn: Turn) -> int:
    """Keep that the actor comes this week; return how many do."""
    actor = enter(unit, turn)
    unit.of(Guests).add(actor.person, turn.week)
    return unit.of(Guests).count(actor.organisation_id, turn.week)


def count(unit: UnitOfWork, turn: Turn) -> int:
    """Return how many come this week."""
    return unit.of(Guests).count(enter(unit, turn).organisation_id, turn.week)
