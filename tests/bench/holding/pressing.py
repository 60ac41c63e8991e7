"""Every button pressed once: as a card shows it, its fields full; one that no card showed, forged.

Begun with what the words of the chat answer, and gone on with the cards that buttons answer, so
that a new button of a card is found by itself.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.app import PLUGS
from domain.board.page import Figure
from storage.unit_of_work import UnitOfWork
from tests.attack.forging import forged
from tests.bench.holding.colleagues import BOSS
from tests.bench.holding.heavy import filled
from tests.world import TENANT, Somebody, World, card_of, inputs_of, walk

LAST = ("rights.erase",)
"""Pressed after all others, for who pressed it is nobody afterwards."""

Drive = Callable[[str, Callable[[], Awaitable[Any]]], Awaitable[Any]]
"""Measures what it is given to do under a name, and returns what that returns."""


@dataclass
class Presser:
    """What was seen on cards so far, and what was pressed."""

    ml: World
    drive: Drive
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the button of each verb carries, its fields filled."""
    links: dict[str, str] = field(default_factory=dict)
    """An address of ours by its first part."""
    opened: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)

    def look(self, part: Any) -> None:
        """Remember the buttons and links of a card that are seen for the first time."""
        fields = {str(each["id"]): each for each in inputs_of(part) if each.get("id")}
        for each in walk(part):
            if each.get("type") == "Action.Execute" and each.get("verb") in PLUGS.buttons.verbs:
                verb, data = str(each["verb"]), dict(each.get("data") or {})
                taken = PLUGS.buttons.verbs[verb].model_fields
                typed = {name: filled(one) for name, one in fields.items() if name in taken}
                # The one with more fields is the form; a first sight may have been its list.
                if verb not in self.shown or len(self.shown[verb]) < len(data | typed):
                    self.shown[verb] = data | typed
            if each.get("type") == "Action.OpenUrl":
                path = urlsplit(str(each["url"])).path
                if str(each["url"]).startswith(self.ml.settings.pages_url):
                    self.links.setdefault(path.split("/")[1], path)

    async def look_at_sent(self, since: int, who: Somebody = BOSS) -> None:
        """Look at the cards that somebody or a channel was sent since there were so many."""
        for sent in self.ml.teams.sent[since:]:
            is_theirs = not sent.conversation_id.startswith("a:chat-")
            if sent.activity.get("attachments") and (
                is_theirs or sent.conversation_id == who.chat
            ):
                self.look(card_of(sent.activity))
        await self._open_links()

    async def _open_links(self) -> None:
        """Open each page, and take each file, to which a link was seen for the first time."""
        while new := next((each for each in self.links if each not in self.opened), None):
            self.opened.add(new)
            path = self.links[new]
            await self.drive(f"page /{new}", partial(self._read, "GET", path))
            if new == "tableau":
                for part in ("pdf", *Figure):
                    name = f"page /{new}/{part}"
                    await self.drive(name, partial(self._read, "GET", f"{path}/{part}"))
            else:
                await self.drive(f"file /{new}", partial(self._read, "POST", path))

    async def _read(self, method: str, path: str) -> tuple[int, str]:
        async with self.ml.http.request(method, f"{self.ml.url}{path}") as response:
            async for _ in response.content.iter_chunked(64 * 1024):
                pass
            return response.status, "" if response.status == 200 else str(response.status)

    async def say(self, word: str) -> None:
        """Say a word in the chat, and look at what is answered."""
        since = len(self.ml.teams.sent)
        await self.drive(f"mot « {word} »", partial(self.ml.say, BOSS, word))
        await self.look_at_sent(since)

    async def press_all(self) -> None:
        """Press every verb: those on cards while there are new ones, then the others."""
        while verb := next(self._waiting(), None):
            await self._press(verb, self.shown[verb])
        known = await self.ml.store.read(_newest)
        for verb in PLUGS.buttons.verbs:
            if verb not in self.pressed and verb not in LAST:
                await self._press(verb, next(forged(verb, known)), "on no card, forged")
                while seen := next(self._waiting(), None):
                    await self._press(seen, self.shown[seen])
        for verb in LAST:
            await self._press(verb, self.shown.get(verb, {}))
        self.left |= {
            verb: "nobody pressed it" for verb in PLUGS.buttons.verbs if verb not in self.pressed
        }

    def _waiting(self) -> Iterator[str]:
        return (each for each in self.shown if each not in self.pressed and each not in LAST)

    async def _press(self, verb: str, data: dict[str, Any], said: str = "") -> None:
        self.pressed.add(verb)
        since = len(self.ml.teams.sent)

        async def press() -> tuple[Any, str]:
            status, body = await self.ml.execute(BOSS, verb, data)
            return body, said if status == 200 else f"{status}"

        body = (await self.drive(f"bouton {verb}", press))[0]
        if isinstance(body, dict) and isinstance(body.get("value"), dict):
            self.look(body["value"])
        await self.look_at_sent(since)


def _newest(unit: UnitOfWork) -> dict[str, list[int]]:
    """Return the last id of each table in which our organisation has any."""
    connection, ours = unit.people._connection, unit.organisations.find(TENANT)
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c and "organisation_id" in table.c:
            last = sa.select(sa.func.max(table.c.id)).where(table.c.organisation_id == ours)
            if isinstance(newest := connection.scalar(last), int):
                found[table.name] = [newest]
    return found
