"""What the commands have in common: a database that is open meanwhile, and giving up kindly."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import typer

from bot.config import Settings
from storage.store import Store


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Give the store of the settings, brought up to date.

    Raises:
        DatabaseUnavailableError: the database cannot be used.
    """
    store = Store(settings.database_url)
    store.open()
    try:
        yield store
    finally:
        await store.close()


def give_up(sentence: str) -> NoReturn:
    """Say on standard error why nothing was done, and exit with 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
