"""Two open stores on one database: what two processes of the bot are."""

from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from tests.databases import opened


@pytest.fixture
async def other(database_url: str, store: Store) -> AsyncIterator[Store]:  # noqa: ARG001 -- first
    async with opened(database_url) as another:
        yield another
