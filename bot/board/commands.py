"""``python -m bot recount``: the counts of the board's page, compared with what they count."""

import asyncio

import typer

from bot.config import Settings, load_settings
from bot.terminal import opened
from storage.contributions.tallies import Tallies


def recount() -> None:
    """Compare the counts of the board's page with what they count, and make them again if need be.

    It reads every contribution, and PostgreSQL holds those that come meanwhile.
    """
    wrong = asyncio.run(_recount(load_settings()))
    typer.echo(
        f"{wrong} counts were wrong and were made again" if wrong else "all counts are right"
    )


async def _recount(settings: Settings) -> int:
    async with opened(settings) as store:
        return await store.write(lambda unit: unit.of(Tallies).recount())
