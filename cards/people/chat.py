"""The personal chat: greeting, help, and where people work."""

from collections.abc import Sequence
from typing import Any

from cards import kit, texts
from cards.contributions import verbs as contribution_verbs
from cards.parts import (
    done_line,
    heading,
    hint,
    press,
    problem_line,
    site_choices,
    subheading,
    submit,
    titled,
)
from cards.people import texts as people_texts
from cards.people import verbs as people_verbs
from cards.plain import escape_markdown, excerpt, spoken, unmarked
from domain.people import Person, Site, SiteNature

_MOST_PEOPLE = 120
"""As many as a card holds; a Mission Locale has some 31 staff."""


def greeting_card(channel: str) -> dict[str, Any]:
    """Return what a person sees first: what the bot does, and three ways to begin."""
    said = people_texts.GREETING.format(channel=channel)
    body: list[kit.Element] = [
        heading(people_texts.GREETING_TITLE),
        kit.TextBlock(text=escape_markdown(said)),
        hint(people_texts.GREETING_PRIVACY),
    ]
    actions = [
        press(texts.NEW, contribution_verbs.NewForm()),
        press(texts.MINE, contribution_verbs.ListMine()),
        press(texts.HELP_BUTTON, people_verbs.Help()),
    ]
    return kit.to_dict(
        kit.Card(
            body=body,
            actions=actions,
            speak=f"{people_texts.GREETING_TITLE} {said}",
            fallbackText=said,
        )
    )


def help_card(*, quality_lead: bool) -> dict[str, Any]:
    """Return the words that the bot understands in the personal chat."""
    lines = (*people_texts.HELP, *people_texts.HELP_LEAD) if quality_lead else people_texts.HELP
    body: list[kit.Element] = [
        heading(people_texts.HELP_TITLE),
        *(
            kit.TextBlock(text=f"**{word}**\u00a0: {said}", spacing="Small")
            for word, said in lines
        ),
        kit.TextBlock(text=people_texts.HELP_FREE, isSubtle=True),
        hint(people_texts.HELP_MASKED),
    ]
    actions = [
        press(texts.NEW, contribution_verbs.NewForm()),
        press(texts.MINE, contribution_verbs.ListMine()),
    ]
    return titled(people_texts.HELP_TITLE, body, actions)


def site_card(sites: Sequence[Site], chosen: int | None = None) -> dict[str, Any]:
    """Return the question of where the person works."""
    body: list[kit.Element] = [
        kit.InputChoiceSet(
            id="site",
            label=people_texts.SITE_TITLE,
            choices=site_choices(sites),
            value=str(chosen) if chosen in {site.id for site in sites} else None,
            style="compact",
        ),
        hint(people_texts.SITE_WHY),
    ]
    choosing = people_verbs.ChooseSite()
    actions: list[kit.Action] = [
        submit(texts.SAVE, choosing),
        press(people_texts.SITE_LATER, choosing),
    ]
    return titled(people_texts.SITE_TITLE, body, actions)


def said_card(said: str) -> dict[str, Any]:
    """Return one sentence of the bot as a card, where a card stood before."""
    shown = escape_markdown(said)
    body = [kit.TextBlock(text=shown)]
    return kit.to_dict(kit.Card(body=body, speak=spoken(said), fallbackText=unmarked(said)))


def sites_card(
    sites: Sequence[Site], people: Sequence[Person], *, said: str = "", problem: str = ""
) -> dict[str, Any]:
    """Return the quality lead's page of antennes and of who works where."""
    branches = [site.name for site in sites if site.nature is SiteNature.BRANCH]
    body: list[kit.Element] = [
        heading(people_texts.SITES_TITLE),
        *problem_line(problem),
        *done_line(said),
        kit.InputText(
            id="names",
            label=people_texts.SITES_FIELD,
            value="\n".join(branches),
            isMultiline=True,
            placeholder=people_texts.SITES_FIELD_HINT,
        ),
        kit.ActionSet(actions=[submit(texts.SAVE, people_verbs.SaveBranches())]),
    ]
    if people:
        body += _placing(sites, people)
    return titled(people_texts.SITES_TITLE, body)


def _placing(sites: Sequence[Site], people: Sequence[Person]) -> list[kit.Element]:
    named = [(unmarked(_placed(person)), str(person.id)) for person in people[:_MOST_PEOPLE]]
    return [
        subheading(people_texts.SITES_PLACE),
        kit.InputChoiceSet(
            id="person", label=people_texts.SITES_PERSON, choices=named, style="filtered"
        ),
        kit.InputChoiceSet(
            id="site",
            label=texts.FIELD_SITE,
            choices=site_choices(sites),
            style="compact",
        ),
        kit.ActionSet(actions=[submit(texts.SAVE, people_verbs.PlacePerson(), style=None)]),
    ]


def _placed(person: Person) -> str:
    name = excerpt(person.name or person.upn, 40)
    return f"{name} · {excerpt(person.site_name or people_texts.SITE_UNTOLD, 30)}"
