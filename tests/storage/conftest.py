"""Two open stores on one database: what two processes of the bot are."""

from collections.abc import AsyncIterator

import pytest

from storage.store import Store


@pytest.fixture
async def other(database_url: str, store: Store) -> AsyncIterator[Store]:  # noqa: ARG001 -- first
    opened = Store(database_url)
    opened.open()
    yield opened
    await opened.close()
