"""The bot as it stands on the Internet: with an app id, so that nobody is heard without proof."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from bot.teams.sending.tokens import Tokens
from tests.attack.key_server import BadKeyServer
from tests.world import STRANGER, TENANT, World, world

APP_ID = "11111111-1111-1111-1111-111111111111"


@dataclass(frozen=True)
class Guarded:
    """A Mission Locale whose bot asks for tokens, and the server with the keys to them."""

    ml: World
    keys: BadKeyServer

    def prove(self, **claims: Any) -> str:
        """Return the header with which Teams would speak for this installation."""
        return f"Bearer {self.keys.sign(self.ml.teams.service_url, **claims)}"


@pytest.fixture
async def guarded(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Guarded]:
    """Run the bot with an app id; the people of the world speak with a token that Teams made."""
    token = {"access_token": "of the bot", "expires_in": 3600}
    monkeypatch.setattr("bot.app.Tokens", partial(Tokens, build=lambda _: lambda: token))
    async with (
        BadKeyServer(APP_ID) as keys,
        world(
            sqlite_url,
            app_id=APP_ID,
            app_password="s3cret",
            app_tenant_id=TENANT,
            allowed_tenants=(TENANT, STRANGER.tenant),
            openid_url=keys.openid_url,
            service_hosts=("127.0.0.1", "smba.trafficmanager.net"),
        ) as ml,
    ):
        made = Guarded(ml, keys)
        ml.http.headers["Authorization"] = made.prove()
        yield made
