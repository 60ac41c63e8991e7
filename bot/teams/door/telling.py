"""What is said outside a turn: that it has failed, or that nothing can be kept for now."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Any

from bot.teams.destinations import ForbiddenDestination
from bot.teams.door.adapter import TeamsAdapter
from bot.teams.sending.connector import ConnectorError
from domain.records import record

TOLD_AGAIN = 60.0
"""Seconds in which a person is told once at most: Teams itself sends again what was not taken."""

_WITHIN = 0.5
"""Seconds that the telling may take: Teams waits for its own answer meanwhile."""

_REMEMBERED = 10_000
_LOGGER = logging.getLogger(__name__)


@record
class Sayings:
    """What a person is told when a turn fails."""

    apology: Callable[[str], str]
    """Makes the sentence from the number of the incident."""
    unavailable: str
    """Nothing can be kept for now."""


class Telling:
    """Says what a person has to know although their turn has failed."""

    def __init__(self, adapter: TeamsAdapter, sayings: Sayings) -> None:
        self._sentence = sayings.unavailable
        self._adapter = adapter
        self._told: OrderedDict[tuple[str, str], float] = OrderedDict()
        """When each person was told in a conversation, the longest ago first."""

    async def tell(self, body: dict[str, Any]) -> None:
        """Answer the message in *body* with the sentence, if it is for the bot and not too soon.

        A message of the channel that names nobody is left to Teams, which sends it again: the bot
        cannot look up whether it reads that channel at all.
        """
        if body["type"] != "message" or not _is_for_the_bot(body) or not self._is_time(body):
            return
        await self.say(body, self._sentence)

    async def apologise(self, body: dict[str, Any], sentence: str) -> None:
        """Answer a message whose turn has failed, if it is not too soon after the last time."""
        if body["type"] == "message" and self._is_time(body):
            await self.say(body, sentence)

    async def say(self, body: dict[str, Any], sentence: str) -> None:
        """Answer the message in *body* outside its turn, if Teams takes it at once."""
        try:
            await asyncio.wait_for(self._adapter.reply(body, sentence), _WITHIN)
        except (ConnectorError, ForbiddenDestination) as error:
            _LOGGER.warning("the sender was not told: %s", error)
        except TimeoutError:
            _LOGGER.warning("the sender was not told in time")

    def _is_time(self, body: dict[str, Any]) -> bool:
        now, who = monotonic(), (body["conversation"]["id"], body["from"]["id"])
        if now - self._told.get(who, -TOLD_AGAIN) < TOLD_AGAIN:
            return False
        self._told[who] = now
        self._told.move_to_end(who)
        if len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        return True


def _is_for_the_bot(body: dict[str, Any]) -> bool:
    if body["conversation"].get("conversationType") == "personal":
        return True
    bot = (body.get("recipient") or {}).get("id")
    mentioned = (each.get("mentioned") or {} for each in body.get("entities") or [])
    return any(each.get("id") == bot for each in mentioned)
