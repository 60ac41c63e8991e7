"""What every turn needs at hand, what a press shows, and the table of all buttons."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import Any, TypeVar

from bot.clock import Clock
from bot.erasures import Erasures
from bot.teams.hearing.screens import Screens
from bot.teams.sending.connector import Connector
from bot.teams.sending.delivery import Delivery
from bot.teams.sending.showing import activity
from bot.usecases.links import Links
from bot.usecases.rows import Row
from bot.usecases.turn import Policy, Turn
from cards.confidentiality.masked import note, with_note
from cards.verbs import Data
from domain.confidentiality import Mask
from domain.contributions.view import View
from domain.records import record
from domain.understanding import Classifier
from storage.outbox import Destination
from storage.store import Store
from storage.themes.similar import RecentIrritants

D = TypeVar("D", bound=Data)
Pressed = Callable[["Desk", Turn, D], Awaitable["Shown"]]
"""The function of a button: does what it says, and returns what is shown then."""

Button = Callable[["Desk", Turn, Any], Awaitable["Shown"]]
"""The function of any button; it is handed the data of its own."""


@record
class Shown:
    """What a press shows: a card in place of the card, or a sentence."""

    card: dict[str, Any] | None = None
    said: str = ""
    follows: View | None = None
    """The message shows this from now on, for everyone who sees it."""
    stays: bool = False
    """The message has become this card for good (and not only for whoever pressed)."""
    is_private_form: bool = False
    """Only whoever pressed sees the card, in place of theirs; the message stays what it was."""


def noted(shown: Shown, masks: Sequence[Mask]) -> Shown:
    """Return the same with a word on what was masked, for whoever wrote it and alone reads it."""
    if not masks:
        return shown
    if shown.card is None:
        return replace(shown, said=f"{shown.said}\n\n{note(masks)}")
    return replace(shown, card=with_note(shown.card, masks))


class Buttons(Mapping[type[Data], Button]):
    """The function of each button, by the data that it carries; each verb has one."""

    def __init__(self, *parts: "Buttons") -> None:
        self._does: dict[type[Data], Button] = {}
        self._verbs: dict[str, type[Data]] = {}
        for part in parts:
            for data, button in part.items():
                self._add(data, button)

    def does(self, data: type[D]) -> Callable[[Pressed[D]], Pressed[D]]:
        """Give the button that carries *data* the decorated function."""

        def add(button: Pressed[D]) -> Pressed[D]:
            self._add(data, button)
            return button

        return add

    @property
    def verbs(self) -> Mapping[str, type[Data]]:
        """What each button carries, by its verb."""
        return self._verbs

    def of(self, verb: str) -> type[Data] | None:
        """Return what the button with that verb carries, or None for a verb that no card has."""
        return self._verbs.get(verb)

    def __getitem__(self, data: type[Data]) -> Button:
        return self._does[data]

    def __iter__(self) -> Iterator[type[Data]]:
        return iter(self._does)

    def __len__(self) -> int:
        return len(self._does)

    def _add(self, data: type[Data], button: Button) -> None:
        if data.verb in self._verbs:
            raise ValueError(f"two buttons with the verb {data.verb}")
        self._verbs[data.verb] = data
        self._does[data] = button


@record
class Desk:
    """The parts that a turn works with; put together in ``bot.app``."""

    store: Store
    connector: Connector
    delivery: Delivery
    policy: Policy
    clock: Clock
    classifier: Classifier
    links: Links
    erasures: Erasures
    screens: Screens
    irritants: RecentIrritants
    """What is remembered of what was said of late: where the same problem is looked for."""
    buttons: Buttons
    rows: tuple[Row[Any], ...]
    """What « Réglages » shows."""
    kept: "Kept"
    """What is done with contributions that were just kept, before their cards are shown."""
    known: set[tuple[str, str]] = field(default_factory=set)
    """People whose user principal name was asked for, by tenant and Entra object id."""

    async def press(self, turn: Turn, data: Data) -> Shown:
        """Do what another button says, and return what it shows."""
        return await self.buttons[type(data)](self, turn, data)

    def card(self, subject: StrEnum, shows: Any) -> dict[str, Any]:
        """Return the card that the messages of a subject show."""
        return self.delivery.messages.card(subject, shows, self.policy)

    async def say_under(self, to: Destination, said: dict[str, Any] | str) -> None:
        """Say a card or a sentence in a conversation, under a message where *to* names one."""
        await self.delivery.say(
            self.connector.send(to.service_url, to.conversation_id, activity(said), to.reply_to)
        )


Asked = Mapping[int, Any]
"""What is asked of contributions, by their ids: their messages show it instead of them."""

Kept = Callable[[Desk, Turn, list[View]], Awaitable[Asked]]
