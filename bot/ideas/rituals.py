"""Ideas have one ritual: whoever can answer is told what waits."""

from bot.ideas.usecases.nudges import nudge
from bot.usecases.owing import Times
from bot.usecases.rituals import Due, Ritual
from bot.usecases.turn import Policy
from cards.ideas import texts
from domain.ideas.jobs import IDEA_NUDGE
from storage.runs import Run
from storage.unit_of_work import UnitOfWork


def _nudge(unit: UnitOfWork, policy: Policy, _: Due, run: Run, times: Times) -> None:
    nudge(unit, policy, run, times)


RITUALS = (Ritual(IDEA_NUDGE, texts.JOB, _nudge, order=40),)
