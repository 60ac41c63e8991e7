"""A Mission Locale whose team has the app, on either database."""

import pytest

from tests.world import World


@pytest.fixture
async def ml(ml: World) -> World:
    await ml.install_in_team()
    return ml
