"""A Mission Locale whose team has the app, on either database, or on SQLite alone."""

from collections.abc import AsyncIterator

import pytest

from tests.world import World, world


@pytest.fixture
async def ml(ml: World) -> World:
    await ml.install_in_team()
    return ml


@pytest.fixture
async def lite(sqlite_url: str) -> AsyncIterator[World]:
    """The same where the database plays no part: on SQLite alone, in half the time."""
    async with world(sqlite_url) as running:
        await running.install_in_team()
        yield running
