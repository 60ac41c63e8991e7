"""Fridays on which the questions are asked, of whom Teams does not reach all."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.app import Parts
from bot.sends import usecases as sends
from domain.sending import SendState
from domain.week.jobs import FRIDAY_PROMPT
from storage.sends import Send
from tests.fakes import FakeTeams
from tests.world import CLAIRE, NADIA, Somebody, World, card_of, words_of

FRIDAY, NEXT_FRIDAY, THIRD_FRIDAY = (
    datetime.fromisoformat(f"{day}T14:00+01:00")
    for day in ("2026-11-27", "2026-12-04", "2026-12-11")
)

Fault = Callable[[FakeTeams], None]
"""What Teams does to a call."""


def fails(status: int, code: str = "", *, on: str, **more: Any) -> Fault:
    return lambda teams: teams.fail(status, code, on=on, **more)


def hangs_up(*, after_reading: bool, on: str) -> Fault:
    return lambda teams: teams.drop(after_reading=after_reading, on=on)


def falls_silent(*, done: bool, on: str) -> Fault:
    return lambda teams: teams.fall_silent(done=done, on=on)


async def ask(ml: World, friday: datetime = FRIDAY) -> None:
    """Have the questions of a Friday prepared; the server's courier sends while time passes."""
    async with Parts(ml.settings, ml.clock).working() as work:
        assert await work.rituals.run(FRIDAY_PROMPT, friday) == 1
    await ml.until_calm()


async def meet_and_wait_a_week(ml: World) -> None:
    ml.teams.members = [NADIA.member]
    await ask(ml)
    ml.clock.advance(days=7)


async def sends_of(ml: World, friday: datetime = FRIDAY) -> list[Send]:
    """Return what « Diffusion » and `sends` are made of."""
    return await ml.store.read(sends.states, FRIDAY_PROMPT, friday)


async def states_of(ml: World, friday: datetime = FRIDAY) -> Counter[SendState]:
    return Counter(told.state for told in await sends_of(ml, friday))


async def open_diffusion(ml: World) -> dict[str, Any]:
    """Return the card in which the quality lead sees whom the questions did not reach."""
    ml.teams.members = [CLAIRE.member]
    answer = await ml.say(CLAIRE, "diffusion")
    opened = await ml.press(CLAIRE, card_of(answer), "Détail")
    detail: dict[str, Any] = opened["value"]
    return detail


def created(ml: World) -> list[Any]:
    """Return the chats opened with people, not the threads of channels."""
    return [each for each in ml.teams.created if "members" in each.parameters]


def is_prompt(card: dict[str, Any]) -> bool:
    return "Mon irritant de la semaine" in words_of(card)


def colleagues(count: int) -> list[Somebody]:
    return [
        replace(NADIA, name=f"P{n:02} Martin", aad=f"00000000-0000-4000-8000-{n:012}")
        for n in range(100, 100 + count)
    ]
