"""What the cards of these tests are made of: a day, hostile words, a contribution."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.contributions.contribution import Contribution, Number, Status
from domain.contributions.view import Reader, View, view_for
from domain.kinds import Kind

PARIS, TODAY = ZoneInfo("Europe/Paris"), date(2026, 11, 24)
MOMENT = datetime(2026, 11, 12, 8, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """What people wrote, and what they and their sites are called."""

    text: str = "Le badge de l’accueil ne passe plus"
    name: str = "Nadia Benali"
    site: str = "Haguenau"


MARKUP = (
    "**gras** _x_ [lien](https://example.org) <at>Claire</at> <b>x</b> &amp; {{DATE(2026-01-01)}}"
)
HOSTILE = {
    "plain": "I-Milo rame encore ce matin, 40 secondes par fiche 😤",
    "markup": MARKUP,
    "markup at length": MARKUP * 90,
    "right to left": "\u202eenvers \u2067 non fermé",
    "right to left at length": "\u202e\u2067 \u05d0" * 2500,
    "10,000 characters": "x" * 10_000,
    "20 KB of emoji": "😤" * 5_000,
    "families": "👩‍👩‍👧‍👦" * 900,
    "zalgo": "Z\u0335\u0334\u0321\u0322a\u0336\u0337" * 1_500,
    "lines": "ligne\n" * 2_000,
    "quotes": '"\\' * 5_000,
    "control": "\x00\x1b[31m\x7f" * 50,
    "blank": " \t ",
}
SAID = {name: Said(text, text[:300], text[:300]) for name, text in HOSTILE.items()}
READ_AS_MARKUP = ("text", "title", "label", "placeholder", "speak", "fallbackText", "tooltip")


TEAM = Reader()
"""Whoever reads the channel."""


def kept(text: str = "Le badge", **more: Any) -> Contribution:
    """Return a contribution as it was just said and is kept."""
    known: dict[str, Any] = {
        "id": 7,
        "organisation_id": 1,
        "number": Number(2026, 42),
        "kind": Kind.IRRITANT,
        "status": Status.RECEIVED,
        "text": text,
        "created_at": MOMENT,
        "author_id": 1,
        "author_name": "Nadia Benali",
        "site_name": "Wissembourg",
        "is_cited": True,
    }
    return Contribution(**(known | more))


def fresh(text: str = "Le badge", **more: Any) -> View:
    """Return the same as the team reads it."""
    return view_for(kept(text, **more), TEAM)


def contribution(text: str = "Un banc", **more: Any) -> View:
    """Return one with as much on it as there can be."""
    known: dict[str, Any] = {
        "kind": Kind.SUGGESTION,
        "status": Status.UNDER_REVIEW,
        "author_name": text[:300],
        "site_name": text[:100],
        "answer": text[:2000],
        "answered_by_name": text[:300],
        "promised_on": date(2026, 11, 20),
        "assigned_to_id": 2,
        "assigned_to_name": text[:300],
        "assigned_until": date(2026, 12, 1),
        "asked_back": text[:500],
        "is_asked_back": True,
        "tags": (text[:30],) * 8,
        "support": 12,
        "engagement": 5,
        "is_public": True,
    }
    return fresh(text, **(known | more))
