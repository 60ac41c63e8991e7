"""The rights of people have one ritual: what is no longer to be kept is removed."""

from bot.rights.usecases import purge, purge_part
from bot.usecases.owing import Times
from bot.usecases.rituals import Due, Ritual
from bot.usecases.turn import Policy
from cards.rights import texts
from domain.rights.jobs import MONTHLY_PURGE
from storage.runs import Run
from storage.unit_of_work import UnitOfWork


def _purge(unit: UnitOfWork, policy: Policy, _: Due, run: Run, times: Times) -> None:
    purge(unit, policy, run, times)


RITUALS = (Ritual(MONTHLY_PURGE, texts.JOB, _purge, part=purge_part, order=50),)
