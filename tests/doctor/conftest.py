"""A Mission Locale whose bot runs, and a machine of its own for what lies in ``data``."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.config import Settings
from tests.key_server import FakeKeyServer

APP = "33333333-3333-4333-8333-333333333333"
TENANT = "11111111-1111-4111-8111-111111111111"
SECRET = "s3cret-of-entra"
WHOLE: dict[str, Any] = {"app_id": APP, "app_password": SECRET, "app_tenant_id": TENANT}


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the command is called."""
    folder = tmp_path / "machine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
async def session(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session that waits for as long as a busy machine needs."""
    monkeypatch.setattr("bot.doctor.outside.WITHIN", 60.0)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as opened:
        yield opened


@pytest.fixture
async def key_server() -> AsyncIterator[FakeKeyServer]:
    async with FakeKeyServer(APP) as running:
        yield running
