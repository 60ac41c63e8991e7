"""The bare echo bot of Microsoft's 365 Agents SDK, which follows botbuilder.

It runs in the echoes' virtual environment, so it imports nothing of this project.
"""

import sys

from aiohttp.web import Application, Request, Response, run_app
from microsoft_agents.hosting.aiohttp import CloudAdapter
from microsoft_agents.hosting.core import (
    ActivityHandler,
    RestChannelServiceClientFactory,
    TurnContext,
)


class EchoBot(ActivityHandler):
    """Says what it hears; without the state that an `AgentApplication` would load each turn."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Send the text back."""
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


# Nobody signs in here, so no connection is asked for a token.
ADAPTER = CloudAdapter(channel_service_client_factory=RestChannelServiceClientFactory(None))
BOT = EchoBot()


async def messages(request: Request) -> Response:
    """Serve POST /api/messages."""
    answer: Response = await ADAPTER.process(request, BOT)
    return answer


if __name__ == "__main__":
    app = Application()
    app.router.add_post("/api/messages", messages)
    run_app(app, host="127.0.0.1", port=int(sys.argv[1]))
