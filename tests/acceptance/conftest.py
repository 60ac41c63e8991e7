"""The bot and Microsoft's Playground beside it, once per module, and what goes wrong kept."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.acceptance.bot_process import running_bot
from tests.acceptance.browser import playground_page
from tests.acceptance.days import begin_in_one_month_and_week
from tests.acceptance.playground import TeamsPage
from tests.machine import leave_out, missing_for_browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def playground(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TeamsPage]:
    """The Playground's page, a new bot with an empty SQLite database behind it.

    Tests that use it are marked `browser` and `asyncio(loop_scope="module")`.
    """
    if missing := missing_for_browser():
        leave_out(missing)
    await begin_in_one_month_and_week()
    folder = tmp_path_factory.mktemp("playground")
    async with (
        running_bot(folder) as bot,
        playground_page(bot, folder) as page,
    ):
        yield page
