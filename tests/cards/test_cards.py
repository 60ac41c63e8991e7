"""Every card that the product can make, with hostile words, before Microsoft's models."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cards import texts
from cards.contributions import card as contribution
from cards.contributions import form, mine, question
from cards.contributions import verbs as contribution_verbs
from cards.people import chat
from domain.confidentiality import Clean
from domain.contributions.contribution import Attachment, Status
from domain.errors import Reason
from domain.kinds import NOTABLE, Kind
from domain.people import Person, Role, Site, SiteNature
from tests.cards.oracle import problems
from tests.cards.samples import fresh
from tests.world import find_button, words_of

HOSTILE = (
    "I-Milo rame encore ce matin, 40 secondes par fiche 😤",
    "**gras** _x_ [lien](https://example.org) <at>Claire</at> <b>x</b> &amp; {{DATE(2026-01-01)}}",
    "\u202eenvers \u2067 non fermé",
    "x" * 10_000,
    "😤" * 5_000,
    "👩‍👩‍👧‍👦" * 900,
    "ligne\n" * 2_000,
    '"\\' * 5_000,
    " \t ",
)
SITES = [
    Site(1, "Haguenau **x** <at>y</at>", SiteNature.BRANCH),
    Site(2, "Siège", SiteNature.HEADQUARTERS),
]
PEOPLE = [Person(n, 1, f"aad-{n}", f"Awa {'*é' * 20} {n}", "", Role.MEMBER) for n in range(250)]


def _every_card(text: str) -> list[dict[str, Any]]:
    one = fresh(
        text,
        author_name=text[:300],
        site_name=text[:100],
        support=12,
        link="https://teams.microsoft.com/l/message/x",
        attachments=(Attachment(Clean(text[:200]), Clean("https://example.org/a")),) * 7,
    )
    filled = contribution_verbs.SendForm(
        form="f" * 32, kind=Kind.SUGGESTION, text=Clean(text), site=1, engagement=9
    )
    listed = [replace(one, kind=kind) for kind in NOTABLE]
    return [
        *(contribution.contribution_card(replace(one, kind=kind)) for kind in NOTABLE),
        contribution.contribution_card(one, is_supported=True),
        contribution.contribution_card(replace(one, status=Status.WITHDRAWN)),
        contribution.contribution_card(replace(one, author="", site="", keeps_site=False)),
        contribution.edit_form(one, SITES, problem=texts.REASON[Reason.NO_TEXT]),
        contribution.kind_choice(one),
        form.form_card(filled, SITES, problem="Non"),
        form.form_card(contribution_verbs.SendForm(form="f" * 32), []),
        question.question_card(7),
        question.nothing_noted(),
        chat.greeting_card(text[:80]),
        chat.help_card(quality_lead=True),
        chat.site_card(SITES, 1),
        chat.said_card(texts.SAVED),
        chat.sites_card(SITES, PEOPLE, said="Oui", problem="Non"),
        mine.mine_card(
            listed,
            page=1,
            last=4,
            total=23,
            today=date(2026, 11, 24),
            zone=ZoneInfo("Europe/Paris"),
        ),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_card_is_valid_whatever_people_write(text: str) -> None:
    assert [problem for card in _every_card(text) for problem in problems(card)] == []


def test_a_long_text_is_read_on_in_place() -> None:
    card = contribution.contribution_card(fresh("Une phrase. " * 60))

    assert "Lire la suite" in words_of(card)
    assert "Réduire" in words_of(card)


def test_an_anonymous_contribution_shows_neither_name_nor_site() -> None:
    card = contribution.contribution_card(fresh(author_id=None, author_key="k"))

    assert "Anonyme" in words_of(card)
    assert "Nadia" not in str(card)
    assert "Wissembourg" not in str(card)


def test_only_web_addresses_open() -> None:
    card = contribution.contribution_card(
        fresh(link="javascript:x", attachments=(Attachment(Clean("x"), Clean("file:///etc")),))
    )

    assert "javascript" not in str(card)
    assert "file:" not in str(card)


def test_the_button_says_how_many_support() -> None:
    assert find_button(contribution.contribution_card(fresh(support=2)), "Moi aussi · 2")


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (date(2026, 11, 24), "aujourd’hui"),
        (date(2026, 11, 23), "hier"),
        (date(2026, 11, 20), "vendredi"),
        (date(2026, 11, 1), "1er novembre"),
        (date(2025, 12, 12), "12 décembre 2025"),
    ],
)
def test_days_are_said_as_people_say_them(then: date, said: str) -> None:
    assert texts.day(then, date(2026, 11, 24)) == said
