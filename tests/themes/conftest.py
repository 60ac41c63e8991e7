"""The Mission Locale of these tests, on either database."""

from collections.abc import AsyncIterator

import pytest

from tests.world import World, world


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    async with world(database_url) as one:
        yield one
