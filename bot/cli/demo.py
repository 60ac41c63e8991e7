"""``python -m bot demo``: fills an empty database with an invented organisation."""

import asyncio

import typer

from bot.app import policy_of
from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.demo.filling import Demo
from bot.terminal import give_up, opened
from cards.demo import texts as demo_texts


def demo() -> None:
    """Fill an empty database with two years of an invented Mission Locale."""
    made = asyncio.run(_fill(load_settings()))
    if made is None:
        give_up(demo_texts.NOT_EMPTY)
    typer.echo(demo_texts.FILLED.format(contributions=made))


async def _fill(settings: Settings) -> int | None:
    """Return how many contributions were made; None where somebody's database is not empty."""
    async with opened(settings) as store:
        if await store.read(lambda unit: unit.organisations.tenants()):
            return None
        return await Demo(store, policy_of(settings), system_clock()).fill()
