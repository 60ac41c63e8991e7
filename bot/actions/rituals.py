"""Actions have one ritual: everybody is reminded of theirs."""

from bot.actions.usecases import news
from bot.usecases.owing import Times
from bot.usecases.rituals import Due, Ritual
from bot.usecases.turn import Policy
from cards.actions import texts
from domain.actions.jobs import ACTION_REMINDER
from storage.actions.repository import Actions
from storage.runs import Run
from storage.unit_of_work import UnitOfWork


def needs_roster(unit: UnitOfWork, due: Due) -> bool:
    """Tell whether an action can be due: on a day on which none is, nobody asks Teams."""
    return not due.late and bool(unit.of(Actions).waiting(due.organisation.id))


def _remind(unit: UnitOfWork, policy: Policy, _: Due, run: Run, times: Times) -> None:
    news.remind(unit, policy, run, times)


RITUALS = (Ritual(ACTION_REMINDER, texts.JOB, _remind, needs_roster, order=60),)
