"""A Mission Locale whose team has the app, on either database, or on SQLite alone."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.world import World, world


@pytest.fixture
async def ml(ml: World) -> World:
    await ml.install_in_team()
    return ml


@pytest.fixture
async def lite(migrated_file: Path, tmp_path: Path) -> AsyncIterator[World]:
    """The same where the database plays no part: on SQLite alone, in half the time."""
    file = tmp_path / "flash.db"
    shutil.copyfile(migrated_file, file)
    async with world(f"sqlite+aiosqlite:///{file}") as running:
        await running.install_in_team()
        yield running
