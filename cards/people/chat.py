"""The personal chat: greeting, help, and where people work."""

from collections.abc import Sequence
from typing import Any

from cards import texts, verbs
from cards.contributions import verbs as contribution_verbs
from cards.kit import (
    Action,
    ActionSet,
    Card,
    Element,
    InputChoiceSet,
    InputText,
    TextBlock,
    button,
    to_dict,
)
from cards.parts import problem_line, site_choices
from cards.people import texts as people_texts
from cards.people import verbs as people_verbs
from cards.plain import escape_markdown, excerpt, spoken, unmarked
from domain.people import Person, Site, SiteNature

_MOST_PEOPLE = 120
"""As many as a card holds; a Mission Locale has some 31 staff."""


def greeting_card(channel: str) -> dict[str, Any]:
    """Return what a person sees first: what the bot does, and three ways to begin."""
    said = people_texts.GREETING.format(channel=channel)
    body: list[Element] = [
        TextBlock(
            text=people_texts.GREETING_TITLE, style="heading", weight="Bolder", size="Medium"
        ),
        TextBlock(text=escape_markdown(said)),
        TextBlock(text=people_texts.GREETING_PRIVACY, isSubtle=True, size="Small"),
    ]
    actions = [
        _button(texts.NEW, contribution_verbs.NewForm()),
        _button(texts.MINE, contribution_verbs.ListMine()),
        _button(texts.HELP_BUTTON, people_verbs.Help()),
    ]
    return to_dict(
        Card(
            body=body,
            actions=actions,
            speak=f"{people_texts.GREETING_TITLE} {said}",
            fallbackText=said,
        )
    )


def help_card(*, quality_lead: bool) -> dict[str, Any]:
    """Return the words that the bot understands in the personal chat."""
    lines = (*people_texts.HELP, *people_texts.HELP_LEAD) if quality_lead else people_texts.HELP
    body: list[Element] = [
        TextBlock(text=people_texts.HELP_TITLE, style="heading", weight="Bolder", size="Medium"),
        *(TextBlock(text=f"**{word}**\u00a0: {said}", spacing="Small") for word, said in lines),
        TextBlock(text=people_texts.HELP_FREE, isSubtle=True),
        TextBlock(text=people_texts.HELP_MASKED, isSubtle=True, size="Small"),
    ]
    actions = [
        _button(texts.NEW, contribution_verbs.NewForm()),
        _button(texts.MINE, contribution_verbs.ListMine()),
    ]
    return to_dict(
        Card(
            body=body,
            actions=actions,
            speak=people_texts.HELP_TITLE,
            fallbackText=people_texts.HELP_TITLE,
        )
    )


def site_card(sites: Sequence[Site], chosen: int | None = None) -> dict[str, Any]:
    """Return the question of where the person works."""
    body: list[Element] = [
        InputChoiceSet(
            id="site",
            label=people_texts.SITE_TITLE,
            choices=site_choices(sites),
            value=str(chosen) if chosen in {site.id for site in sites} else None,
            style="compact",
        ),
        TextBlock(text=people_texts.SITE_WHY, isSubtle=True, size="Small"),
    ]
    choosing = people_verbs.ChooseSite()
    actions: list[Action] = [
        button(texts.SAVE, choosing.verb, {}, style="positive"),
        button(people_texts.SITE_LATER, choosing.verb, {}, inputs=False),
    ]
    return to_dict(
        Card(
            body=body,
            actions=actions,
            speak=people_texts.SITE_TITLE,
            fallbackText=people_texts.SITE_TITLE,
        )
    )


def said_card(said: str) -> dict[str, Any]:
    """Return one sentence of the bot as a card, where a card stood before."""
    shown = escape_markdown(said)
    body = [TextBlock(text=shown)]
    return to_dict(Card(body=body, speak=spoken(said), fallbackText=unmarked(said)))


def sites_card(
    sites: Sequence[Site], people: Sequence[Person], *, said: str = "", problem: str = ""
) -> dict[str, Any]:
    """Return the quality lead's page of antennes and of who works where."""
    branches = [site.name for site in sites if site.nature is SiteNature.BRANCH]
    body: list[Element] = [
        TextBlock(text=people_texts.SITES_TITLE, style="heading", weight="Bolder", size="Medium"),
        *problem_line(problem),
        *([TextBlock(text=f"✔ {said}", color="Good")] if said else []),
        InputText(
            id="names",
            label=people_texts.SITES_FIELD,
            value="\n".join(branches),
            isMultiline=True,
            placeholder=people_texts.SITES_FIELD_HINT,
        ),
        ActionSet(
            actions=[button(texts.SAVE, people_verbs.SaveBranches.verb, {}, style="positive")]
        ),
    ]
    if people:
        body += _placing(sites, people)
    return to_dict(
        Card(body=body, speak=people_texts.SITES_TITLE, fallbackText=people_texts.SITES_TITLE)
    )


def _placing(sites: Sequence[Site], people: Sequence[Person]) -> list[Element]:
    named = [(unmarked(_placed(person)), str(person.id)) for person in people[:_MOST_PEOPLE]]
    return [
        TextBlock(text=people_texts.SITES_PLACE, weight="Bolder", separator=True),
        InputChoiceSet(
            id="person", label=people_texts.SITES_PERSON, choices=named, style="filtered"
        ),
        InputChoiceSet(
            id="site",
            label=texts.FIELD_SITE,
            choices=site_choices(sites),
            style="compact",
        ),
        ActionSet(actions=[button(texts.SAVE, people_verbs.PlacePerson.verb, {})]),
    ]


def _placed(person: Person) -> str:
    name = excerpt(person.name or person.upn, 40)
    return f"{name} · {excerpt(person.site_name or people_texts.SITE_UNTOLD, 30)}"


def _button(title: str, data: verbs.Data) -> Action:
    return button(title, data.verb, verbs.carried(data), inputs=False)
