"""What the tea plugs into the bot."""

from datetime import time

from bot.plug import Plug
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.outbox import Message, itself
from bot.usecases.owing import Times
from bot.usecases.rituals import Due, Ritual
from bot.usecases.turn import Policy, Turn
from domain.rhythm import Job, When
from storage.holdings import Holding, delete
from storage.runs import Run
from storage.unit_of_work import UnitOfWork
from tests.plugs.tea import cards, usecases
from tests.plugs.tea.tables import GUEST

THURSDAY_TEA = Job("thursday-tea", When(on=True, weekday=3, at=time(16)), in_its_week=True)
BUTTONS = Buttons()


@BUTTONS.does(cards.Come)
async def _come(desk: Desk, turn: Turn, _: cards.Come) -> Shown:
    return Shown(said=cards.COUNTED.format(count=await desk.store.write(usecases.come, turn)))


async def _count(desk: Desk, turn: Turn, _: str) -> Shown:
    return Shown(said=cards.COUNTED.format(count=await desk.store.write(usecases.count, turn)))


def _ask(unit: UnitOfWork, policy: Policy, _: Due, run: Run, times: Times) -> None:
    usecases.ask(unit, policy, run, times)


PLUG = Plug(
    name="tea",
    buttons=BUTTONS,
    words={"le the": _count},
    messages=(
        Message((usecases.TeaSubject.INVITATION,), itself, lambda _, __, ___: cards.invitation()),
    ),
    rituals=(Ritual(THURSDAY_TEA, cards.JOB, _ask),),
    holds=(Holding("tea", (GUEST.c.person_id,), delete),),
    sheets=cards.SHEETS,
)
