"""A Mission Locale whose team has the app, on either database."""

from collections.abc import AsyncIterator

import pytest

from tests.world import World, world


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    async with world(database_url) as running:
        await running.install_in_team()
        yield running
