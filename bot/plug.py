"""What a capability plugs into the bot: said in its ``plug.py``, listed in ``capabilities.py``."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import typer
from aiohttp import web

from bot.clock import Clock
from bot.metrics import Metrics
from bot.teams.desk import Asked, Buttons, Desk, Shown
from bot.usecases.links import Links
from bot.usecases.messages import Message as ChannelMessage
from bot.usecases.outbox import Message, Messages
from bot.usecases.rituals import Ritual
from bot.usecases.rows import Row
from bot.usecases.turn import Policy, Turn
from bot.usecases.understand import Heard
from cards.sheets import SheetWords
from cards.verbs import Data
from domain.contributions.view import View
from domain.records import record
from storage.holdings import Holding
from storage.store import Store

Word = Callable[[Desk, Turn, str], Awaitable[Shown]]
"""What answers a word of the personal chat; it is handed the text as it was typed."""

Reading = Callable[[str, str], Word | None]
"""Returns the word that a text asks for by its form, « fiche AC-2026-0042 »; it is handed the text
as it was typed, and folded."""

Invoke = Callable[[Desk, Turn, dict[str, Any]], Awaitable[dict[str, Any]]]
"""What answers an invoke of Teams, a dialog or a search: the body of the answer to its value."""


@record
class Spoken:
    """What somebody writes: as it was typed, folded, as it may be kept, and as understood."""

    text: str
    folded: str
    message: ChannelMessage
    heard: Heard


Answer = Callable[[Desk, Turn, Spoken], Awaitable[Shown | None]]
"""What answers free text, or returns None and leaves it to the next."""


@record
class Ears:
    """What is done with all that is said, edited, deleted and restored in the channel.

    All but ``deleted`` and ``noticed`` may raise ``UnknownChannelError``: Teams is asked for the
    channel then, and they are called once more.
    """

    heard: Callable[[Desk, Turn, Spoken], Awaitable[bool]]
    """Returns whether something was answered."""
    edited: Callable[[Desk, Turn, Spoken, datetime], Awaitable[None]]
    deleted: Callable[[Desk, Turn, ChannelMessage], Awaitable[None]]
    restored: Callable[[Desk, Turn, Spoken], Awaitable[None]]
    noticed: Callable[[Desk, Turn, ChannelMessage], Awaitable[None]]
    """A message of the channel was answered, and is not kept."""


@record
class Site:
    """What pages and timers work with."""

    store: Store
    links: Links
    policy: Policy
    clock: Clock
    metrics: Metrics
    sheets: Mapping[str, SheetWords]
    """What the sheets of « mes données » are called."""


@record
class Timer:
    """What is done beside the rituals: every day at *hour* of the machine's clock."""

    hour: int
    run: Callable[[Site], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plug:
    """All that the bot knows of a capability."""

    name: str
    buttons: Buttons = field(default_factory=Buttons)
    words: Mapping[str, Word] = field(default_factory=dict)
    """By what people type, folded: no case, accents or punctuation."""
    readings: tuple[Reading, ...] = ()
    answers: tuple[Answer, ...] = ()
    """Of free text in the personal chat."""
    mentions: tuple[Answer, ...] = ()
    """Of what is said to the bot in a channel, with what all may read."""
    ears: Ears | None = None
    kept: Callable[[Desk, Turn, list[View]], Awaitable[Asked]] | None = None
    """What is asked of contributions that were just kept."""
    masked: Callable[[Desk, Turn, Data], Awaitable[None]] | None = None
    """What is done where words typed on a card that others read were masked."""
    invokes: Mapping[str, Invoke] = field(default_factory=dict)
    messages: tuple[Message[Any], ...] = ()
    routes: Callable[[Site], list[web.RouteDef]] | None = None
    rituals: tuple[Ritual, ...] = ()
    rows: tuple[Row[Any], ...] = ()
    commands: Mapping[str, Callable[..., None] | typer.Typer] = field(default_factory=dict)
    """By what is typed after ``python -m bot``: « plan », « analyse kind »."""
    timers: tuple[Timer, ...] = ()
    holds: tuple[Holding, ...] = ()
    """What its tables hold of people: told to them, erased, and forgotten in time."""
    sheets: Mapping[str, SheetWords] = field(default_factory=dict)
    """What that is called in « mes données », by the names of its sheets."""


class PluggedTwiceError(ValueError):
    """Two capabilities say that the same thing is theirs."""


class Plugs:
    """All capabilities together: what each button, word, invoke and message does.

    Raises:
        PluggedTwiceError: two of them say that the same thing is theirs.
    """

    def __init__(self, plugs: Iterable[Plug]) -> None:
        self.all = tuple(plugs)
        _check_unique("the name", (each.name for each in self.all))
        _check_unique("the verb", (data.verb for each in self.all for data in each.buttons))
        self.buttons = Buttons(*(each.buttons for each in self.all))
        self.words: dict[str, Word] = _joined("the word", (each.words for each in self.all))
        self.invokes: dict[str, Invoke] = _joined(
            "the invoke", (each.invokes for each in self.all)
        )
        messages = [each for plug in self.all for each in plug.messages]
        _check_unique("the subject", (subject for each in messages for subject in each.subjects))
        self.messages = Messages(messages)
        self.answers = [answer for each in self.all for answer in each.answers]
        self.mentions = [answer for each in self.all for answer in each.mentions]
        rituals = [ritual for each in self.all for ritual in each.rituals]
        _check_unique("the job", (ritual.job.name for ritual in rituals))
        self.rituals = tuple(sorted(rituals, key=lambda ritual: ritual.order))
        rows = [row for each in self.all for row in each.rows]
        _check_unique("the row", (row.edit for row in rows))
        self.rows = tuple(sorted(rows, key=lambda row: row.order))
        _check_unique("the command", (name for each in self.all for name in each.commands))
        self.holds = tuple(held for each in self.all for held in each.holds)
        columns = (column for held in self.holds for column in held.people)
        _check_unique("the column", (str(column) for column in columns))
        self.sheets = _joined("the sheet", (each.sheets for each in self.all))
        self.ears = [each.ears for each in self.all if each.ears is not None]
        self._readings = [reading for each in self.all for reading in each.readings]

    def word(self, text: str, folded: str) -> Word | None:
        """Return what answers a word of ours, or what is asked for by its form."""
        word = self.words.get(folded) or self.words.get(folded.replace("-", " "))
        if word is not None:
            return word
        found = (reading(text, folded) for reading in self._readings)
        return next((each for each in found if each is not None), None)

    async def kept(self, desk: Desk, turn: Turn, made: list[View]) -> Asked:
        """Return what is asked of contributions that were just kept, by their ids."""
        asked: dict[int, Any] = {}
        for each in self.all:
            if each.kept is not None:
                asked |= await each.kept(desk, turn, made)
        return asked

    async def masked(self, desk: Desk, turn: Turn, data: Data) -> None:
        """Do what is done where words that others read were masked."""
        for each in self.all:
            if each.masked is not None:
                await each.masked(desk, turn, data)

    def routes(self, site: Site) -> list[web.RouteDef]:
        """Return the routes of all pages; raises ``PluggedTwiceError`` like the rest."""
        routes = [route for each in self.all if each.routes for route in each.routes(site)]
        _check_unique("the route", (f"{each.method} {each.path}" for each in routes))
        return routes


async def first_of(answers: Iterable[Answer], desk: Desk, turn: Turn, spoken: Spoken) -> Shown:
    """Return what the first of *answers* that wants it says of free text, or nothing."""
    for each in answers:
        shown = await each(desk, turn, spoken)
        if shown is not None:
            return shown
    return Shown()


def button(data: type[Data], **carried: Any) -> Word:
    """Return the word that does what a button does."""

    async def word(desk: Desk, turn: Turn, _: str) -> Shown:
        return await desk.press(turn, data.model_validate(carried))

    return word


def words(word: Word, *said: str) -> dict[str, Word]:
    """Return a word under all that people type for it."""
    return dict.fromkeys(said, word)


def _check_unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise PluggedTwiceError(f"{what} {name} is plugged in twice")
        seen.add(name)


def _joined(what: str, parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    known = list(parts)
    _check_unique(what, (name for part in known for name in part))
    return {name: value for part in known for name, value in part.items()}
