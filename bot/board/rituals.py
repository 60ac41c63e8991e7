"""The board has one ritual: its page goes to management."""

from bot.board.usecases.report import send
from bot.usecases.owing import Times
from bot.usecases.rituals import Due, Ritual
from bot.usecases.turn import Policy
from cards.board import texts
from domain.board.jobs import BOARD_REPORT
from storage.runs import Run
from storage.unit_of_work import UnitOfWork


def _send(unit: UnitOfWork, policy: Policy, _: Due, run: Run, times: Times) -> None:
    send(unit, policy, run, times)


RITUALS = (Ritual(BOARD_REPORT, texts.JOB, _send, order=70),)
