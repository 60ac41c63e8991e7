"""What several cards are made of: a press, a small line, a contribution in a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from cards import kit, texts, verbs
from cards.kit import Action, Element, RichTextBlock, TextBlock, TextRun
from cards.plain import escape_markdown, short, unmarked
from domain.contributions.view import View
from domain.people import Site

VISIBLE = 3
"""Buttons that a phone shows before « ⋯ »."""

LINE = 110
"""Characters of a contribution in a list: about two lines on a phone."""


MOST_SITES = 40
"""Sites to choose from, so that a form with a long text stays a card; a region has some ten."""


def site_choices(sites: Iterable[Site]) -> list[tuple[str, str]]:
    """Return the sites as choices, by name and id."""
    return [(unmarked(short(site.name, 40)), str(site.id)) for site in list(sites)[:MOST_SITES]]


def titled(
    title: str, body: Sequence[Element], actions: Sequence[Action] | None = None
) -> dict[str, Any]:
    """Return a card; its *title* is what a screen reader says of it, and an old client shows."""
    return kit.to_dict(kit.Card(body=body, actions=actions, speak=title, fallbackText=title))


def sentence(said: str, *actions: Action) -> dict[str, Any]:
    """Return one sentence as a card, with the steps that follow where there are any."""
    return titled(said, [TextBlock(text=said)], actions or None)


def form(
    title: str, fields: Iterable[Element], problem: str, actions: Sequence[Action]
) -> dict[str, Any]:
    """Return a form: its title, what is wrong with what was typed, and the fields with it."""
    return titled(title, [heading(title), *problem_line(problem), *fields], actions)


def press(
    title: str,
    data: verbs.Data,
    *,
    style: kit.ActionStyle | None = None,
    secondary: bool = False,
    tooltip: str | None = None,
) -> Action:
    """Return a button that sends what it carries and no input of the card."""
    return kit.button(
        title,
        data.verb,
        verbs.carried(data),
        style=style,
        secondary=secondary,
        inputs=False,
        tooltip=tooltip,
    )


def submit(
    title: str,
    data: verbs.Data,
    *,
    style: kit.ActionStyle | None = "positive",
    tooltip: str | None = None,
) -> kit.ActionExecute:
    """Return the button of a form: it sends the fields of the card with what it carries."""
    return kit.button(title, data.verb, verbs.carried(data), style=style, tooltip=tooltip)


def secondary(action: Action) -> Action:
    """Return a button that stands behind « ⋯ »."""
    action.mode = "secondary"
    if action.fallback is not None:
        action.fallback.mode = "secondary"
    return action


def previous(
    listing: verbs.Paged, number: int, *, title: str = texts.PAGE_PREVIOUS
) -> list[Action]:
    """Return the button to the page before page *number* of a list, where there is one."""
    return [press(title, _turned(listing, number - 1))] if number else []


def following(
    listing: verbs.Paged, number: int, last: int, *, title: str = texts.PAGE_NEXT
) -> list[Action]:
    """Return the button to the page after page *number* of a list, where there is one."""
    return [press(title, _turned(listing, number + 1))] if number < last else []


def _turned(listing: verbs.Paged, number: int) -> verbs.Paged:
    return listing.model_copy(update={"page": number})


def three_visible(buttons: Iterable[Action]) -> list[Action]:
    """Return buttons of which a phone shows three, the others behind « ⋯ »."""
    return [each if place < VISIBLE else secondary(each) for place, each in enumerate(buttons)]


def links(titles: Iterable[str], urls: Iterable[str]) -> list[Action]:
    """Return a link to each file, by its title."""
    return [kit.ActionOpenUrl(title=each, url=url) for each, url in zip(titles, urls, strict=True)]


def folded(title: str, fields: Sequence[Element], *, shown: bool, name: str) -> list[Element]:
    """Return *fields* behind a button that shows and hides them; *name* is theirs in the card."""
    showing = kit.ActionToggleVisibility(title=title, targetElements=[name])
    return [
        kit.ActionSet(actions=[showing]),
        kit.Container(id=name, isVisible=shown, items=fields),
    ]


def heading(title: str) -> TextBlock:
    """Return the title of a card."""
    return TextBlock(text=title, style="heading", weight="Bolder", size="Medium")


def subheading(title: str) -> TextBlock:
    """Return the title of a part of a card, under a line."""
    return TextBlock(text=title, weight="Bolder", separator=True)


def below(text: str) -> TextBlock:
    """Return what stands right below a title: how many, which page."""
    return TextBlock(text=text, isSubtle=True, size="Small", spacing="None")


def hint(text: str) -> TextBlock:
    """Return a subtle line of our own words, in which markdown is read."""
    return TextBlock(text=text, isSubtle=True, size="Small")


def recalled(text: str) -> Element:
    """Return the words that a form or a news is about, in two subtle lines."""
    return RichTextBlock(inlines=[TextRun(text=short(text, 160), isSubtle=True)], spacing="Small")


def small(text: str) -> Element:
    """Return a subtle line, in which no markdown is read."""
    run = TextRun(text=short(text, 400) or "–", size="Small", isSubtle=True)
    return RichTextBlock(inlines=[run], spacing="Small")


def done_line(said: str) -> list[Element]:
    """Return what was just done, as a card's first line; nothing when nothing was."""
    return [TextBlock(text=f"✔ {said}", color="Good")] if said else []


def row(items: Sequence[Element], *actions: Action, **more: Any) -> kit.ColumnSet:
    """Return *items*, and to their right the buttons, where there are any."""
    columns = [kit.Column(width="stretch", items=items)]
    if actions:
        buttons = kit.ActionSet(actions=list(actions))
        columns.append(
            kit.Column(width="auto", verticalContentAlignment="Center", items=[buttons])
        )
    return kit.ColumnSet(columns=columns, **more)


def listed(
    contribution: View,
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
