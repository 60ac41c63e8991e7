"""The bot's door and its way out to Teams, each by itself."""

import pytest

from bot.config import Settings
from bot.teams.door.auth import InboundAuth
from bot.teams.door.keys import SigningKeys
from bot.teams.sending.connector import Connector, open_session
from bot.teams.sending.tokens import Tokens
from tests.fakes import FakeClock, FakeTeams
from tests.key_server import ISSUER, FakeKeyServer
from tests.teams.endpoint import Bot, client_of
from tests.teams.entra import FakeEntra
from tests.teams.proof import APP_ID, TENANT, with_app_id


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
async def teams():
    async with FakeTeams() as running:
        yield running


@pytest.fixture
async def key_server():
    async with FakeKeyServer(APP_ID) as running:
        yield running


@pytest.fixture
def entra():
    return FakeEntra()


@pytest.fixture
async def session():
    async with open_session() as opened:
        yield opened


@pytest.fixture
async def keys(session, key_server, clock):
    made = SigningKeys(session, key_server.openid_url, ISSUER, clock.monotonic)
    yield made
    await made.close()


@pytest.fixture
def auth(keys):
    return InboundAuth(with_app_id(), keys)


@pytest.fixture
def connector(session):
    settings = Settings(_env_file=None)
    return Connector(session, Tokens(settings, FakeClock()), settings)


@pytest.fixture
def proving(session, entra):
    """A connector of a bot with an app id."""
    settings = with_app_id(service_hosts="127.0.0.1")
    return Connector(session, Tokens(settings, FakeClock(), entra.build), settings)


@pytest.fixture
def bot():
    return Bot()


@pytest.fixture
async def client(bot, session):
    async with await client_of(bot, Settings(_env_file=None), session) as made:
        yield made


@pytest.fixture
async def guarded(bot, session, key_server):
    settings = with_app_id(service_hosts="127.0.0.1")
    async with await client_of(bot, settings, session, key_server.openid_url) as made:
        yield made


@pytest.fixture
def activity(teams):
    def make(**changes):
        usual = {
            "type": "message",
            "id": "1700000000001",
            "timestamp": "2026-11-27T08:00:00.1234567Z",
            "localTimestamp": "2026-11-27T09:00:00.123+01:00",
            "channelId": "msteams",
            "serviceUrl": teams.service_url,
            "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "aad-anna"},
            "recipient": {"id": "28:bot", "name": "Flash"},
            "conversation": {
                "id": "19:c@thread.tacv2;messageid=17",
                "conversationType": "channel",
                "tenantId": TENANT,
                "isGroup": True,
            },
            "channelData": {"tenant": {"id": TENANT}, "team": {"id": "19:t"}},
            "text": "hello",
        }
        return {key: value for key, value in (usual | changes).items() if value is not ...}

    return make
