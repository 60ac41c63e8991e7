"""``python -m bot recount``: the counts of the board's page, compared with what they count."""

import asyncio

import typer

from bot.config import Settings, load_settings
from bot.terminal import HALFWAY, give_up, opened, progress
from cards.board.texts import RECOUNT_STOPPED
from storage.contributions.tallies import Page, Tallies
from storage.database import DatabaseUnavailableError
from storage.unit_of_work import UnitOfWork


def recount() -> None:
    """Compare the counts of the board's page with what they count, and make them again if need be.

    It reads every contribution, a month of an organisation at a time, and holds nobody up but
    where a month is made again.
    """
    wrong = asyncio.run(_recount(load_settings()))
    typer.echo(
        f"{wrong} counts were wrong and were made again" if wrong else "all counts are right"
    )


async def _recount(settings: Settings) -> int:
    wrong = done = 0
    async with opened(settings) as store:
        pages = await store.read(lambda unit: unit.of(Tallies).pages())
        with progress("recount") as tell:
            try:
                for done, page in enumerate(pages):
                    tell(done, len(pages))
                    if await store.read(_wrong, page):
                        wrong += await store.write(_made_again, page)
            except DatabaseUnavailableError:
                give_up(RECOUNT_STOPPED.format(done=done, all=len(pages)), HALFWAY)
            tell(len(pages), len(pages))
    return wrong


def _wrong(unit: UnitOfWork, page: Page) -> int:
    return unit.of(Tallies).wrong(page)


def _made_again(unit: UnitOfWork, page: Page) -> int:
    return unit.of(Tallies).recount(page)
