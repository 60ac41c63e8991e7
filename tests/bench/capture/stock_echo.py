"""The stock echo bot, as in Microsoft's sample 02.echo-bot: the measure that ours is held to.

It runs in its own virtual environment, so it imports nothing of this project.
"""

import sys
from dataclasses import dataclass

from aiohttp.web import Application, Request, Response, run_app
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.core.integration import aiohttp_error_middleware
from botbuilder.integration.aiohttp import (
    CloudAdapter,
    ConfigurationBotFrameworkAuthentication,
)


@dataclass(frozen=True)
class Configuration:
    """What the sample reads from the environment; without an app id authentication is off."""

    APP_ID: str = ""
    APP_PASSWORD: str = ""
    APP_TYPE: str = "MultiTenant"
    APP_TENANTID: str = ""


class EchoBot(ActivityHandler):
    """Says what it hears."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Send the text back."""
        await turn_context.send_activity(
            MessageFactory.text(f"Echo: {turn_context.activity.text}")
        )


ADAPTER = CloudAdapter(ConfigurationBotFrameworkAuthentication(Configuration()))
BOT = EchoBot()


async def messages(request: Request) -> Response:
    """Serve POST /api/messages."""
    answer: Response = await ADAPTER.process(request, BOT)
    return answer


if __name__ == "__main__":
    app = Application(middlewares=[aiohttp_error_middleware])
    app.router.add_post("/api/messages", messages)
    run_app(app, host="127.0.0.1", port=int(sys.argv[1]))
