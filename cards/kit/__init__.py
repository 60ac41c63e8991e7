"""Adaptive Cards 1.5 over `adaptivecards` 0.4.1, which alone is lax, shallow and has no inputs.

Names are those of Microsoft's reference (https://adaptivecards.io/explorer/), choices those of
Microsoft's Teams card models. A wrong name or type is a TypeError, a wrong choice a ValueError,
None is "not set". Only what `to_dict` returns may leave this folder: the library's `render()` is
shallow, and botbuilder would turn the elements inside it into strings.
"""
# ruff: noqa: N815 - the names of the fields are the names in the card

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar, Literal

import orjson
from adaptivecards import adaptivecard, baseobject, containers, elements

from cards.kit.strict import _SCALARS, Strict

# A Teams message holds about this much, card included: learn.microsoft.com, "Format bot messages".
CARD_LIMIT = 28 * 1024
# Teams refreshes at most so many people: learn.microsoft.com, "User Specific Views".
REFRESH_LIMIT = 60
# The documentation writes "Full", Microsoft's own models write and accept "full" only.
FULL_WIDTH = {"width": "full"}

TextSize = Literal["Small", "Default", "Medium", "Large", "ExtraLarge"]
Weight = Literal["Lighter", "Default", "Bolder"]
Color = Literal["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"]
Spacing = Literal["None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding"]
Alignment = Literal["Left", "Center", "Right"]
BoxStyle = Literal["default", "emphasis", "accent", "good", "attention", "warning"]
ActionStyle = Literal["default", "positive", "destructive"]


class Element(Strict, baseobject.Element):
    """What may stand in the body of a card."""

    id: str | None = None
    spacing: Spacing | None = None
    separator: bool | None = None
    isVisible: bool | None = None


class Action(Strict, baseobject.Element):
    """What a press does."""

    id: str | None = None
    title: str | None = None
    style: ActionStyle | None = None
    mode: Literal["primary", "secondary"] | None = None
    tooltip: str | None = None
    fallback: "Action | None" = None


class _Look(Strict):
    text: str
    size: TextSize | None = None
    weight: Weight | None = None
    color: Color | None = None
    isSubtle: bool | None = None


class TextBlock(Element, _Look, elements.TextBlock):
    """Our own words: markdown is read in it, so a person's words go in a `TextRun`."""

    wrap: bool | None = True
    maxLines: int | None = None
    horizontalAlignment: Alignment | None = None
    style: Literal["default", "heading"] | None = None


class TextRun(_Look, elements.TextRun):
    """Words that are never read as markdown; `cards.plain.words` makes them safe."""

    italic: bool | None = None
    strikethrough: bool | None = None
    highlight: bool | None = None
    selectAction: Action | None = None


class RichTextBlock(Element, elements.RichTextBlock):
    """One paragraph of `TextRun`."""

    inlines: Sequence[TextRun]
    horizontalAlignment: Alignment | None = None


class _Box(Strict):
    style: BoxStyle | None = None
    bleed: bool | None = None
    selectAction: Action | None = None


class Container(Element, _Box, containers.Container):
    """Elements that share a background, a press or a visibility."""

    items: Sequence[Element]
    verticalContentAlignment: Literal["Top", "Center", "Bottom"] | None = None


class Column(_Box, containers.Column):
    """Elements in a `ColumnSet`; *width* is "auto", "stretch", a weight "2" or "50px"."""

    items: Sequence[Element]
    width: str | None = None
    id: str | None = None
    spacing: Spacing | None = None
    separator: bool | None = None
    isVisible: bool | None = None
    verticalContentAlignment: Literal["Top", "Center", "Bottom"] | None = None


class ColumnSet(Element, _Box, containers.ColumnSet):
    """Columns side by side."""

    columns: Sequence[Column]


class Fact(Strict, containers.Fact):
    """A name and its value; markdown is read in both."""

    title: str
    value: str


class FactSet(Element, containers.FactSet):
    """Facts as a small table."""

    facts: Sequence[Fact]


class _Chart(Element):
    """A drawing of Teams' own, which iPhones leave out: *fallback* says the same in words.

    Issue 9120 of microsoft/AdaptiveCards, open since February 2025.
    """

    title: str
    data: Sequence[Mapping[str, Any]]
    fallback: Element


class ChartDonut(_Chart):
    """A ring of (legend, value)."""

    element_type: ClassVar[str] = "Chart.Donut"


class ChartBars(_Chart):
    """Bars of several series side by side."""

    element_type: ClassVar[str] = "Chart.VerticalBar.Grouped"
    showBarValues: bool | None = None


class ActionSet(Element, containers.ActionSet):
    """Buttons inside the body."""

    actions: Sequence[Action]


class _Input(Element):
    id: str
    label: str  # Teams shows it and screen readers say it
    value: str | None = None
    isRequired: bool | None = None
    errorMessage: str | None = None


class InputText(_Input):
    """A field for words."""

    element_type: ClassVar[str] = "Input.Text"
    isMultiline: bool | None = None
    maxLength: int | None = None
    placeholder: str | None = None


class InputDate(_Input):
    """A day, as « 2026-12-31 »."""

    element_type: ClassVar[str] = "Input.Date"
    min: str | None = None
    max: str | None = None


class InputTime(_Input):
    """A time of day, as « 14:00 »."""

    element_type: ClassVar[str] = "Input.Time"
    min: str | None = None
    max: str | None = None


class InputChoiceSet(_Input):
    """A choice among (title, value) pairs; markdown is read in the titles."""

    element_type: ClassVar[str] = "Input.ChoiceSet"
    choices: Sequence[tuple[str, str]]
    style: Literal["compact", "expanded", "filtered"] | None = None
    isMultiSelect: bool | None = None
    wrap: bool | None = None
    placeholder: str | None = None

    def _complete(self) -> None:
        pairs = [{"title": title, "value": value} for title, value in self.choices]
        self.set_data("choices", pairs)


class InputToggle(_Input):
    """A box to tick; markdown is read in its *title*."""

    element_type: ClassVar[str] = "Input.Toggle"
    title: str
    valueOn: str | None = None
    valueOff: str | None = None
    wrap: bool | None = None


class ActionSubmit(Action):
    """Sends the inputs and *data* as a message."""

    element_type: ClassVar[str] = "Action.Submit"
    data: Mapping[str, Any] | None = None
    associatedInputs: Literal["auto", "none"] | None = None


class ActionExecute(Action):
    """Sends the inputs and *data* as an invoke, which a new card or a message answers."""

    element_type: ClassVar[str] = "Action.Execute"
    verb: str
    data: Mapping[str, Any] | None = None
    associatedInputs: Literal["auto", "none"] | None = None


class ActionOpenUrl(Action):
    """Opens a page."""

    element_type: ClassVar[str] = "Action.OpenUrl"
    url: str


class ActionToggleVisibility(Action):
    """Shows what is hidden and hides what is shown, without asking the bot."""

    element_type: ClassVar[str] = "Action.ToggleVisibility"
    targetElements: Sequence[str]


class Refresh(Strict, baseobject.BareObject):
    """Who asks for a newer version of the card when they see it, and how."""

    action: ActionExecute
    userIds: Sequence[str] | None = None

    def _complete(self) -> None:
        if len(self.userIds or ()) > REFRESH_LIMIT:
            raise ValueError(f"userIds holds more than {REFRESH_LIMIT} people")


class Card(Strict, adaptivecard.AdaptiveCard):
    """A whole card; *speak* is what a screen reader says of it."""

    body: Sequence[Element]
    speak: str
    fallbackText: str
    actions: Sequence[Action] | None = None
    version: Literal["1.2", "1.3", "1.4", "1.5"] = "1.5"
    lang: str = "fr"
    refresh: Refresh | None = None
    msteams: Mapping[str, Any] | None = None


def button(  # noqa: PLR0913 - four of them are seldom needed
    title: str,
    verb: str,
    data: Mapping[str, Any],
    *,
    style: ActionStyle | None = None,
    secondary: bool = False,
    inputs: bool = True,
    tooltip: str | None = None,
) -> ActionExecute:
    """An Action.Execute and, where it is unknown, an Action.Submit that sends the same data."""
    same: dict[str, Any] = {
        "title": title,
        "data": {**data, "verb": verb},
        "style": style,
        "mode": "secondary" if secondary else None,
        "associatedInputs": None if inputs else "none",
        "tooltip": tooltip,
    }
    return ActionExecute(verb=verb, fallback=ActionSubmit(**same), **same)


def to_dict(part: Card | Element | Action) -> dict[str, Any]:
    """A plain, deep and independent copy: the only form of a card that may leave this folder."""
    return _plain_fields(part.render())


def _plain_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    # Asked here, too: most are scalars, and a call for each was a quarter of a card's cost.
    return {
        key: value if type(value) in _SCALARS else _plain(value) for key, value in fields.items()
    }


def _plain(value: Any) -> Any:
    if type(value) in _SCALARS:
        return value
    if isinstance(value, str):  # people's words are a ``str`` of their own
        return str(value)
    if isinstance(value, baseobject.BareObject):
        return _plain_fields(value.render())
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Mapping):
        return _plain_fields(value)
    if isinstance(value, Enum):
        return _plain(value.value)
    raise TypeError(f"a card cannot hold a {type(value).__name__}")


def size(card: Mapping[str, Any]) -> int:
    """Bytes of *card* as compact UTF-8 JSON."""
    return len(orjson.dumps(card))
