"""Microsoft's Playground driven as staff would use Teams, by what is read on its page."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page

from deploy.playground import Playground
from tests.acceptance import activities
from tests.acceptance.card import ShownCard
from tests.acceptance.wire import Wire
from tests.machine import LONG_ENOUGH

PERSONAL = "Personal Chat"
CHANNEL = "#amélioration-continue"

_READ = Path(__file__).with_name("read_messages.js").read_text("utf-8")
_PASTE = """(editor, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  editor.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
}"""
_CARD = ".ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)"
_MORE = "Show more information"
SILENCE = 1.5
"""How long the page is watched before one says that it sent the bot nothing, in seconds."""


@dataclass(frozen=True)
class Message:
    """A message as displayed: *text* holds what its cards show; *thread* 0 is the newest post."""

    author: str
    text: str
    thread: int
    cards: int


@dataclass
class TeamsPage:
    """The Playground's page, its person signed in: Claire Moreau."""

    page: Page
    server: Playground
    tenant: dict[str, Any]
    wire: Wire
    folder: Path
    """Where the bot keeps its database."""
    conversation: str = PERSONAL
    visited: set[str] = field(default_factory=lambda: {PERSONAL})

    # --- moving and writing -----------------------------------------------------------------

    async def open(self, conversation: str) -> None:
        """Go to an entry of the left column; the first visit of a place installs the bot there."""
        chats = (PERSONAL, *(chat["name"] for chat in self.tenant["groupChats"]))
        place = conversation if conversation in chats else "team"
        self.conversation = conversation
        entry = self.page.get_by_role("treeitem", name=conversation)
        if place in self.visited:
            await entry.click()
        else:
            self.visited.add(place)
            await self.wire.install(entry.click)

    async def send(self, text: str, *, mention: bool = False) -> int | None:
        """Write in a chat, or make a new post in a channel.

        Returns the status of the bot's answer, or None: in a channel the Playground delivers only
        what mentions the bot.
        """
        heard = mention or self.conversation == PERSONAL
        await self._type(self._boxes.first, text, mention=mention)
        post = self.page.get_by_role("button", name="Post", exact=True)
        go = post.click if await post.count() else self._press_enter
        return await self._write(go, LONG_ENOUGH if heard else SILENCE)

    async def reply(self, text: str, *, thread: int = 0, mention: bool = False) -> int | None:
        """Write under a post of the channel, the newest being 0."""
        await self._type(self._boxes.nth(thread + 1), text, mention=mention)
        return await self._write(self._press_enter, LONG_ENOUGH if mention else SILENCE)

    async def _type(self, box: Locator, text: str, *, mention: bool) -> None:
        await box.click()
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.press("Delete")
        if mention:
            await self.page.keyboard.type("@")
            people = self.page.get_by_role("menuitem")
            await people.filter(has_text=self.tenant["bot"]["name"]).click()
        await self.page.keyboard.insert_text(f" {text}" if mention else text)

    async def _write(self, go: Callable[[], Awaitable[None]], within: float) -> int | None:
        async with self.page.expect_response(re.compile("/messages$")) as answer:
            status = await self.wire.act(go, within=within)
        sent = await answer.value
        said = await sent.json()
        chat = sent.url.partition("/conversations/")[2].removesuffix("/messages")
        self.wire.last_sent = said.get("postConversationId") or chat
        return status

    @property
    def _boxes(self) -> Locator:
        return self.page.locator("[contenteditable=true][role=textbox]")

    async def _press_enter(self) -> None:
        await self.page.keyboard.press("Enter")

    # --- what Teams would deliver and the Playground does not -----------------------------------

    async def send_unmentioned(self, text: str) -> int | None:
        """Post without a mention, delivered as to an app that may read the channel (RSC)."""
        await self.send(text)
        return await self.deliver(self.activity(text=text))

    async def edit(self, text: str, conversation: str = "") -> int | None:
        """Edit one's post (the last one sent): the bot is told, the page shows nothing of it."""
        return await self.deliver(activities.edited(self.activity(conversation, text=text)))

    async def delete(self, conversation: str = "") -> int | None:
        """Delete one's post (the last one sent): the bot is told, the page shows nothing of it."""
        return await self.deliver(activities.deleted(self.activity(conversation)))

    def activity(self, conversation: str = "", person: str = "", **fields: Any) -> dict[str, Any]:
        """Return a message as Teams would deliver it; by default Claire's, in her last post.

        *conversation* must exist in the Playground: the bot's answer to another gets a 404.
        """
        where = conversation or self.wire.last_sent
        return activities.message(self.tenant, self.server.url, where, person) | fields

    async def deliver(self, activity: dict[str, Any]) -> int | None:
        """Hand *activity* to the bot: the way to be somebody else, or to react."""
        await self.page.get_by_text("Mock an Activity").click()
        await self.page.get_by_role("menuitem").filter(has_text="Custom activity").first.click()
        dialog = self.page.get_by_role("dialog")
        await dialog.locator(".monaco-editor .view-lines").first.click()
        await self.page.keyboard.press("Control+A")
        # Typing would let the editor close brackets by itself.
        await dialog.locator(".monaco-editor textarea").first.evaluate(
            _PASTE,
            json.dumps(activity, ensure_ascii=False),
        )
        await self.page.wait_for_timeout(300)
        return await self.wire.act(dialog.get_by_role("button", name="Send activity").click)

    # --- cards and message extension -------------------------------------------------------------

    def card(self, containing: str = "") -> ShownCard:
        """Return the last card on the page, of those that show *containing*."""
        cards = self.page.locator(_CARD)
        return self._card(cards.filter(has_text=containing) if containing else cards)

    def dialog(self) -> ShownCard:
        """Return the card of the open dialog of a message extension."""
        return self._card(self.page.get_by_role("dialog").locator(_CARD))

    def _card(self, cards: Locator) -> ShownCard:
        return ShownCard(cards.last, self.wire)

    async def use_on_message(self, text: str, command: str = "") -> int | None:
        """Choose our action under « … » of the message that shows *text*."""
        # The page offers no other way to a message's menu than from its text upwards.
        holder = f'xpath=ancestor::*[.//button[@aria-label="{_MORE}"]][1]'
        message = self.page.get_by_text(text, exact=True).first.locator(holder)
        await message.get_by_role("button", name=_MORE).first.click()
        await self.page.get_by_role("menuitem", name="Action Command").click()
        await self.page.get_by_placeholder("Input command id or leave blanks").fill(command)
        return await self.wire.act(self.page.get_by_role("button", name="Create").click)

    # --- reading ---------------------------------------------------------------------------------

    async def messages(self) -> list[Message]:
        """Return what is displayed: oldest first in a chat, newest post first in a channel."""
        return [Message(**message) for message in await self.page.evaluate(_READ)]

    async def bot_texts(self) -> list[str]:
        """Return what the bot's displayed messages show."""
        return [m.text for m in await self.messages() if m.author == self.tenant["bot"]["name"]]

    async def wait_for(self, fragment: str) -> str:
        """Return the bot's message that shows *fragment*, once there is one."""

        async def found() -> str:
            return next((text for text in await self.bot_texts() if fragment in text), "")

        if text := await self.wire.until(found, LONG_ENOUGH):
            return text
        raise AssertionError(f"« {fragment} » is not shown; there is {await self.messages()}")

    def exchanges(self) -> list[dict[str, Any]]:
        """Return every HTTP exchange between bot and Playground, with headers and bodies."""
        parts = re.split(r"(?m)^---\s*$", self.server.recording.read_text("utf-8"))
        return [json.loads(part) for part in parts if part.strip()]

    async def screenshot(self, file: Path) -> None:
        """Keep what the page shows now."""
        await self.page.screenshot(path=file)
