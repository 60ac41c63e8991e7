"""What a press shows, and the table of all buttons: which function does what each one says."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.teams.desk import Desk
from bot.usecases.turn import Turn
from cards import verbs
from cards.confidentiality.masked import note, with_note
from domain.confidentiality import Mask
from domain.contributions.contribution import Contribution


@dataclass(frozen=True, slots=True)
class Shown:
    """What a press shows: a card in place of the card, or a sentence."""

    card: dict[str, Any] | None = None
    said: str = ""
    follows: Contribution | None = None
    """The message shows this from now on, for everyone who sees it."""
    stays: bool = False
    """The message has become this card for good (and not only for who pressed)."""
    is_private_form: bool = False


def noted(shown: Shown, masks: Sequence[Mask]) -> Shown:
    """Return the same with a word on what was masked, for who wrote it and alone reads it."""
    if not masks:
        return shown
    if shown.card is None:
        return replace(shown, said=f"{shown.said}\n\n{note(masks)}")
    return replace(shown, card=with_note(shown.card, masks))


D = TypeVar("D", bound=verbs.Data)
Button = Callable[[Desk, Turn, Any], Awaitable[Shown]]

BUTTONS: dict[type[verbs.Data], Button] = {}
"""Filled by the modules that ``bot.teams.pressing`` imports."""


def does(data: type[D]) -> Callable[[Callable[[Desk, Turn, D], Awaitable[Shown]]], Button]:
    """Say that the decorated function does what the button with this data says."""

    def register(button: Callable[[Desk, Turn, D], Awaitable[Shown]]) -> Button:
        BUTTONS[data] = button
        return button

    return register
