"""What crosses between the Playground, its page and the bot, as the page itself hears it."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from playwright.async_api import Locator, Page, Request, WebSocket

from tests.machine import LONG_ENOUGH

_SERVER, _BOT = "Microsoft 365 Agents Playground", "User Application"
Act = Callable[[], Awaitable[None]]
Said = TypeVar("Said")

_CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class BotMessage:
    """A bot's message exactly as the page received it; *updates* counts its later versions."""

    id: str
    conversation: str
    text: str
    attachments: list[dict[str, Any]]
    updates: int = 0

    @property
    def card(self) -> dict[str, Any] | None:
        """The JSON of its first adaptive card."""
        cards = [a["content"] for a in self.attachments if a.get("contentType") == _CARD]
        return cards[0] if cards else None


@dataclass
class Wire:
    """Everything heard since the page was opened."""

    page: Page
    statuses: list[int] = field(default_factory=list)
    """HTTP statuses with which the bot answered what it was sent."""
    activities: list[str] = field(default_factory=list)
    """Names of the activities seen, as the page's log panel has them."""
    bot_messages: list[BotMessage] = field(default_factory=list)
    requests: int = 0
    """How often the page asked the Playground to do something."""
    page_errors: list[str] = field(default_factory=list)
    last_sent: str = ""
    """Conversation of one's own last message; a channel post's ends in `;messageid=…`."""

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.page_errors.append(str(error)))
        self.page.on("websocket", self._hear_socket)
        self.page.on("request", self._hear_request)

    async def act(self, go: Act, *, within: float = LONG_ENOUGH) -> int | None:
        """Do *go*; return the status of the bot's answer, None when it was sent nothing."""
        heard = len(self.statuses)
        await go()
        return await self._answer(heard, within)

    async def press(self, button: Locator) -> int | None:
        """Press a card's button; None when the page refuses, as for an empty required field."""
        heard, asked = len(self.statuses), self.requests
        await button.click()
        await self.page.wait_for_timeout(400)
        return None if self.requests == asked else await self._answer(heard, LONG_ENOUGH)

    async def install(self, go: Act) -> None:
        """Do *go*, which makes the Playground install the bot, and wait until the bot was told."""
        told = self.activities.count("conversationUpdate")
        await go()

        async def installed() -> bool:
            return self.activities.count("conversationUpdate") > told

        if not await self.until(installed, LONG_ENOUGH):
            raise AssertionError("the Playground did not tell the bot of its installation")
        await self.page.wait_for_timeout(300)  # what comes with it: the page redraws

    async def _answer(self, heard: int, within: float) -> int | None:
        async def answered() -> bool:
            return len(self.statuses) > heard

        if not await self.until(answered, within):
            return None
        await self.page.wait_for_timeout(250)  # the page draws what the bot sent in its turn
        return self.statuses[-1]

    async def until(self, ask: Callable[[], Awaitable[Said]], within: float) -> Said:
        """Return what *ask* says once that is true, or when the time is over."""
        deadline = time.monotonic() + within
        while not (said := await ask()) and time.monotonic() < deadline:
            await self.page.wait_for_timeout(50)
        return said

    def _hear_socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear_frame)

    def _hear_request(self, request: Request) -> None:
        self.requests += request.method == "POST"

    def _hear_frame(self, data: str | bytes) -> None:
        frame = json.loads(data)
        if frame.get("logAction") == "appendLog":
            self._hear_log(frame["log"])
        elif isinstance(frame.get("message"), dict):
            self._hear_message(frame["message"], frame.get("actionConversationId", ""))

    def _hear_log(self, log: dict[str, Any]) -> None:
        if not log.get("activityName"):
            return
        self.activities.append(log["activityName"])
        if (log.get("from"), log.get("to")) == (_SERVER, _BOT):
            self.statuses.append(log.get("response", {}).get("statusCode"))

    def _hear_message(self, message: dict[str, Any], conversation: str) -> None:
        text, attachments = message.get("text", ""), message.get("attachments", [])
        for known in self.bot_messages:
            if known.id == message["messageId"]:
                known.text, known.attachments = text, attachments
                known.updates += 1
                return
        new = BotMessage(message["messageId"], conversation, text, attachments)
        self.bot_messages.append(new)
