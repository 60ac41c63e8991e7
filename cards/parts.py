"""What several cards are made of: a press, a small line, a contribution in a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from cards import texts, verbs
from cards.kit import (
    Action,
    ActionSet,
    Column,
    ColumnSet,
    Element,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
)
from cards.plain import escape_markdown, short, unmarked
from domain.contributions.contribution import Contribution
from domain.people import Site

LINE = 110
"""Characters of a contribution in a list: about two lines on a phone."""


MOST_SITES = 40
"""Sites to choose from, so that a form with a long text stays a card; a region has some ten."""


def site_choices(sites: Iterable[Site]) -> list[tuple[str, str]]:
    """Return the sites as choices, by name and id."""
    return [(unmarked(short(site.name, 40)), str(site.id)) for site in list(sites)[:MOST_SITES]]


def press(title: str, data: verbs.Data, *, secondary: bool = False) -> Action:
    """Return a button that sends what it carries and no input of the card."""
    return button(title, data.verb, verbs.carried(data), secondary=secondary, inputs=False)


def secondary(action: Action) -> Action:
    """Return a button that stands behind « ⋯ »."""
    action.mode = "secondary"
    if action.fallback is not None:
        action.fallback.mode = "secondary"
    return action


def small(text: str) -> Element:
    """Return a subtle line, in which no markdown is read."""
    run = TextRun(text=short(text, 400) or "–", size="Small", isSubtle=True)
    return RichTextBlock(inlines=[run], spacing="Small")


def done_line(said: str) -> list[Element]:
    """Return what was just done, as a card's first line; nothing when nothing was."""
    return [TextBlock(text=f"✔ {said}", color="Good")] if said else []


def row(items: Sequence[Element], *actions: Action, **more: Any) -> ColumnSet:
    """Return *items*, and to their right the buttons, where there are any."""
    columns = [Column(width="stretch", items=items)]
    if actions:
        buttons = ActionSet(actions=list(actions))
        columns.append(Column(width="auto", verticalContentAlignment="Center", items=[buttons]))
    return ColumnSet(columns=columns, **more)


def listed(
    contribution: Contribution,
    about: Iterable[str],
    opening: verbs.Data,
    *,
    text: str = "",
    length: int = LINE,
    below: Iterable[Element] = (),
) -> Element:
    """Return a contribution in a list: kind, number, words, what is told about it; it opens.

    *text* stands instead of its words; *about* holds words of our own and of people.
    """
    told = " · ".join(part for part in about if part)
    items: list[Element] = [
        TextBlock(
            text=f"{texts.ICON[contribution.kind]} **{texts.KIND[contribution.kind]}** · "
            f"{contribution.number}",
            size="Small",
        ),
        RichTextBlock(
            inlines=[TextRun(text=short(text or contribution.text, length))], spacing="None"
        ),
        TextBlock(text=escape_markdown(told), isSubtle=True, size="Small", spacing="None"),
        *below,
    ]
    return row(items, press(texts.OPEN, opening), separator=True)


def problem_line(problem: str) -> list[Element]:
    """Return what is wrong with a form, as its first line; nothing when all is well."""
    if not problem:
        return []
    return [TextBlock(text=f"⚠️ {problem}", color="Attention", weight="Bolder")]
