"""A Mission Locale, or only a store, on either database."""

from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from tests.world import World, world


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    async with world(database_url) as running:
        await running.install_in_team()
        yield running


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = Store(database_url)
    opened.open()
    yield opened
    await opened.close()
