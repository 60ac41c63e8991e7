"""The bot's door with a bot of little sense behind it, and what is posted at it."""

import asyncio
import json

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from botbuilder.core import ActivityHandler, InvokeResponse, MessageFactory

from bot.metrics import Metrics
from bot.observe import NotKept
from bot.teams.door.adapter import TeamsAdapter
from bot.teams.door.auth import InboundAuth
from bot.teams.door.endpoint import messages_endpoint
from bot.teams.door.keys import SigningKeys
from bot.teams.door.telling import Sayings
from bot.teams.sending.connector import Connector
from bot.teams.sending.tokens import Tokens
from tests.fakes import FakeClock

SECRET = "le mot de passe de Léa"


class Bot(ActivityHandler):
    """Does what the text of a message, or the verb of a button, asks for."""

    def __init__(self):
        self.activities = []
        self.go_on = asyncio.Event()

    async def on_turn(self, turn_context):
        self.activities.append(turn_context.activity)
        await super().on_turn(turn_context)

    async def on_message_activity(self, turn_context):
        text = turn_context.activity.text or ""
        if text.startswith("fail"):
            self._fail(text)
        elif text == "slow":
            await self.go_on.wait()
        elif text == "later":
            raise NotKept("the database is away")
        elif text == "change":
            sent = await turn_context.send_activity("first")
            changed = MessageFactory.text("second")
            changed.id = sent.id
            await turn_context.update_activity(changed)
            await turn_context.delete_activity(sent.id)
        else:
            await turn_context.send_activity(f"echo {text}")

    def _fail(self, text):
        try:
            int(f"parameters: {text}")
        except ValueError as error:
            raise RuntimeError(text) from error

    async def on_invoke_activity(self, turn_context):
        activity = turn_context.activity
        verb = ((activity.value or {}).get("action") or {}).get("verb")
        if verb == "fail" or activity.name == "task/submit":
            self._fail(SECRET)
        if verb == "unserialisable":
            return InvokeResponse(status=200, body={"value": object()})
        if verb == "show":
            return InvokeResponse(status=200, body={"statusCode": 200, "value": {"é": [1]}})
        if verb == "nothing":
            return InvokeResponse(status=200)
        return await super().on_invoke_activity(turn_context)


async def client_of(bot, settings, session, openid_url="http://127.0.0.1:1/"):
    connector = Connector(session, Tokens(settings, FakeClock(), fake_entra), settings)
    auth = InboundAuth(settings, SigningKeys(session, openid_url, settings.cloud.issuer))
    app = web.Application(client_max_size=1024 * 1024)
    handler = messages_endpoint(
        TeamsAdapter(connector),
        auth,
        bot,
        Sayings(lambda number: f"Désolé, incident {number}.", "Réessayez dans une minute."),
        Metrics(),
    )
    app.router.add_route("*", "/api/messages", handler)
    return TestClient(TestServer(app, host="127.0.0.1"))


def fake_entra(_):
    return lambda: {"access_token": "token", "expires_in": 3600}


def invoke(activity, verb, **changes):
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": {}}, "trigger": "manual"}
    return activity(
        **{"type": "invoke", "name": "adaptiveCard/action", "value": value, "text": ...} | changes
    )


def post(client, body, **headers):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(
        "/api/messages", data=data, headers={"Content-Type": "application/json", **headers}
    )


async def error_of(response):
    return (await response.json())["error"]


def nested(depth):
    return b'{"a":' * depth + b"1" + b"}" * depth
