"""A bot that is killed while it is busy: what it has acknowledged is kept and shown, once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.breaking.killing import battery
from tests.week.nursery import Nursery, nursery

KILLS = 3

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    async with nursery(tmp_path_factory.mktemp("processes")) as running:
        yield running


async def test_what_was_acknowledged_before_a_kill_is_kept_and_shown_once(
    home: Nursery, database_url: str
) -> None:
    async with battery(home, database_url, seed=1) as bot:
        for _ in range(KILLS):
            await bot.kill_under_load()
        await bot.come_to_rest()

        tally = bot.tally(KILLS)
    print(tally)
    assert tally.kept == tally.acknowledged == tally.sent
    assert (tally.lost, tally.twice) == (0, 0)
