"""What people do in Teams, as it goes through the wire to the bot."""

from dataclasses import dataclass
from datetime import UTC
from itertools import count
from typing import Any

import aiohttp

from tests.fakes import FakeClock, FakeTeams
from tests.world.people import BOT, CHANNEL, CLAIRE, GENERAL, Somebody
from tests.world.reading import find_button

_IDS = count(1_763_000_000_000)
"""Teams gives no id twice, not even after a restart of the bot."""


@dataclass
class Wire:
    """Every method returns the HTTP status or body of the bot."""

    http: aiohttp.ClientSession
    url: str
    teams: FakeTeams
    clock: FakeClock

    def new_id(self) -> str:
        return str(next(_IDS))

    async def deliver(self, activity: dict[str, Any]) -> tuple[int, Any]:
        """Post an activity as Teams does; return the status and the JSON body, if any."""
        async with self.http.post(f"{self.url}/api/messages", json=activity) as response:
            raw = await response.read()
            return response.status, await response.json() if raw else None

    def channel_activity(
        self, who: Somebody, channel: str = CHANNEL, thread: str = "", **more: Any
    ) -> dict[str, Any]:
        id_ = more.pop("id", None) or self.new_id()
        data = {
            "tenant": {"id": who.tenant},
            "team": {"id": GENERAL},
            "channel": {"id": channel},
        } | more.pop("channelData", {})
        return {
            "type": "message",
            "id": id_,
            "timestamp": self.clock().astimezone(UTC).isoformat(),
            "serviceUrl": self.teams.service_url,
            "channelId": "msteams",
            "from": who.account,
            "recipient": BOT,
            "conversation": {
                "id": f"{channel};messageid={thread or id_}",
                "conversationType": "channel",
                "isGroup": True,
            },
            "channelData": data,
        } | more

    def chat_activity(self, who: Somebody, **more: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "id": self.new_id(),
            "timestamp": self.clock().astimezone(UTC).isoformat(),
            "serviceUrl": self.teams.service_url,
            "channelId": "msteams",
            "from": who.account,
            "recipient": BOT,
            "conversation": {"id": who.chat, "conversationType": "personal"},
            "channelData": {"tenant": {"id": who.tenant}},
        } | more

    async def post(
        self, who: Somebody, text: str, *, mention: bool = False, **more: Any
    ) -> dict[str, Any]:
        """Write in a channel (``#amélioration-continue`` unless told); return the activity."""
        said = {"text": text}
        if mention:
            at = f"<at>{BOT['name']}</at>"
            said = {"text": f"{at} {text}"}
            more["entities"] = [{"type": "mention", "mentioned": BOT, "text": at}]
        activity = self.channel_activity(who, **(said | more))
        status, _ = await self.deliver(activity)
        assert status == 200, status
        return activity

    async def reply(self, who: Somebody, to: dict[str, Any], text: str) -> dict[str, Any]:
        return await self.post(who, text, thread=to["id"])

    async def edit(self, message: dict[str, Any], text: str) -> None:
        self.clock.advance(seconds=1)
        await self._again(message, "messageUpdate", "editMessage", text=text)

    async def delete(self, message: dict[str, Any]) -> None:
        await self._again(message, "messageDelete", "softDeleteMessage", text="")

    async def restore(self, message: dict[str, Any]) -> None:
        await self._again(message, "messageUpdate", "undeleteMessage")

    async def _again(self, message: dict[str, Any], type_: str, event: str, **more: Any) -> None:
        data = message["channelData"] | {"eventType": event}
        now = self.clock().astimezone(UTC).isoformat()
        status, _ = await self.deliver(
            message | {"type": type_, "channelData": data, "timestamp": now} | more
        )
        assert status == 200, status

    async def say(self, who: Somebody, text: str) -> dict[str, Any]:
        """Write to the bot alone; return what it answered last, whatever it sends elsewhere."""
        said = self.chat_activity(who, text=text)
        status, _ = await self.deliver(said)
        assert status == 200, status
        here = said["conversation"]["id"]
        return [each.activity for each in self.teams.sent if each.conversation_id == here][-1]

    async def press(
        self,
        who: Somebody,
        card: dict[str, Any],
        title: str,
        *,
        chat: bool = True,
        reply_to: str = "",
        **inputs: Any,
    ) -> dict[str, Any]:
        """Press a button of *card* by its title (``Action.Execute``); return the invoke's body."""
        action = find_button(card, title)
        where = {"replyToId": reply_to} if reply_to else {}
        status, body = await self.execute(
            who, action["verb"], action.get("data", {}) | inputs, chat=chat, **where
        )
        assert status == 200, status
        return dict(body)

    async def execute(
        self, who: Somebody, verb: str, data: Any, *, chat: bool = True, **more: Any
    ) -> tuple[int, Any]:
        value = {
            "action": {"type": "Action.Execute", "verb": verb, "data": data},
            "trigger": "manual",
        }
        base = self.chat_activity(who) if chat else self.channel_activity(who)
        return await self.deliver(
            base
            | {"type": "invoke", "name": "adaptiveCard/action", "value": value}
            | {"replyToId": self.new_id()}
            | more
        )

    async def submit(
        self,
        who: Somebody,
        card: dict[str, Any],
        title: str,
        *,
        reply_to: str,
        chat: bool,
        **inputs: Any,
    ) -> int:
        """Press a button as a phone that only knows ``Action.Submit``; return the status."""
        fallback = find_button(card, title)["fallback"]
        assert fallback["type"] == "Action.Submit"
        base = self.chat_activity(who) if chat else self.channel_activity(who)
        status, _ = await self.deliver(
            base | {"value": fallback["data"] | inputs, "replyToId": reply_to}
        )
        return status

    async def install_in_team(self, who: Somebody = CLAIRE) -> None:
        """Add the app to the team, as Teams tells it: two activities."""
        base = self.channel_activity(who, channel=GENERAL)
        base["conversation"]["id"] = GENERAL
        data = base["channelData"]
        for more in (
            {"type": "installationUpdate", "action": "add"},
            {
                "type": "conversationUpdate",
                "membersAdded": [BOT],
                "channelData": data | {"eventType": "teamMemberAdded"},
            },
        ):
            status, _ = await self.deliver(base | {"id": self.new_id()} | more)
            assert status == 200, status

    async def team_event(self, event: str, channel: dict[str, Any] | None = None) -> None:
        """Tell the bot that a channel or the team changed."""
        base = self.channel_activity(CLAIRE, channel=GENERAL)
        data = base["channelData"] | {"eventType": event}
        if channel is not None:
            data["channel"] = channel
        status, _ = await self.deliver(base | {"type": "conversationUpdate", "channelData": data})
        assert status == 200, status
