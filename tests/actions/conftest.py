"""The Mission Locale of these tests, on either database, with somebody of management in it."""

from collections.abc import AsyncIterator

import pytest

from tests.world import World, world


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    async with world(database_url) as one:
        await one.install_in_team()
        yield one
