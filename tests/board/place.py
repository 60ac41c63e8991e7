"""A Mission Locale with a year of everything that the board's page tells."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.app import PLUGS
from bot.board.usecases.figures import View, board
from bot.usecases.turn import Policy
from domain.actions.action import ActionState
from domain.board.page import Board, Span
from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Origin, Status
from domain.isoweek import Week
from domain.kinds import NOTABLE, Kind
from domain.requests.request import RequestChannel, RequestNature
from storage.actions.tables import ActionRow
from storage.contributions.draft import Draft
from storage.contributions.repository import Contributions
from storage.people import Member
from storage.requests.tables import RequestRow
from storage.sql import table
from storage.survey.tables import SurveyAnswerRow
from storage.themes.tables import ThemeIrritantRow, ThemeRow
from storage.unit_of_work import UnitOfWork
from tests.world import Somebody, World

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TENANT = "11111111-1111-4111-8111-111111111111"
QUARTER = Span.of(NOW.date())
STAFF = (("Haguenau", 6), ("Saverne", 5), ("Wissembourg", 4), ("Niederbronn", 2))

_SAID = {
    Kind.IRRITANT: ("I-Milo rame au moment de valider un CEJ", "Le badge ne s’ouvre plus"),
    Kind.SUGGESTION: ("Rappeler les rendez-vous par SMS la veille", "Un plan des bus à l’accueil"),
    Kind.BEST_PRACTICE: ("Préparer le CV par téléphone avant l’atelier",),
}
_ANSWERS = (
    "Un SMS part la veille de chaque rendez-vous\u00a0: un absent sur trois de moins.",
    "Le portillon est réparé, et l’accueil a le numéro du dépanneur.",
    "Le plan des bus est affiché à l’accueil et joint aux convocations.",
)
_THEMES = (
    "I-Milo trop lent le matin",
    "Attente à l’accueil de Haguenau",
    "Dossiers CEJ incomplets",
)


@dataclass(frozen=True)
class Amount:
    """How much there is of each; by default what a Mission Locale has in a year."""

    contributions: int = 120
    young: int = 400
    actions: int = 19
    requests: int = 40
    themes: tuple[str, ...] = _THEMES
    words: str = ""
    """What is said instead of what people say."""


_NASTY = "<script>alert(1)</script> *fort* #let x = 1 " + "œil" * 400
USUAL, EMPTY = Amount(), Amount(0, 0, 0, 0, ())
HOSTILE = Amount(words=_NASTY, themes=(_NASTY[:120], "b" * 120, "🐣" * 60))
"""Words that look like markup, and that are as long as they may be."""


def settle(unit: UnitOfWork, amount: Amount = USUAL) -> int:
    """Fill an empty database; return the organisation."""
    organisation_id = unit.organisations.get_or_add(TENANT, NOW)
    unit.sites.set_branches(organisation_id, [name for name, _ in STAFF])
    sites = {site.name: site.id for site in unit.sites.open_ones(organisation_id)}
    places = [sites[name] for name, number in STAFF for _ in range(number)]
    members = [
        Member(f"aad-{n}", f"29:{n}", f"Personne {n}", f"p{n}@ml.fr") for n, _ in enumerate(places)
    ]
    unit.people.keep_roster(organisation_id, members, NOW.date(), PLUGS.holds)
    people = sorted(unit.people.everyone(organisation_id), key=lambda each: each.id)
    for person, site in zip(people, places, strict=True):
        unit.people.update(person, site_id=site)
    random = Random(8)  # noqa: S311 -- the same every time
    whose = [(person.id, site) for person, site in zip(people, places, strict=True)]
    said = _contributions(unit, random, organisation_id, whose, amount)
    _young(unit, random, organisation_id, list(sites.values())[:3], amount)
    _requests(unit, random, organisation_id, amount)
    _actions(unit, random, organisation_id, amount)
    _themes(unit, random, organisation_id, said, amount)
    return organisation_id


def _contributions(
    unit: UnitOfWork,
    random: Random,
    organisation_id: int,
    whose: list[tuple[int, int]],
    amount: Amount,
) -> list[int]:
    irritants = []
    for _ in range(amount.contributions):
        at = NOW - timedelta(days=random.triangular(0, 400, 20), hours=random.uniform(0, 6))
        kind = random.choices(NOTABLE, (2, 5, 4))[0]
        author, site = whose[int(random.triangular(0, len(whose), 0))]
        draft = Draft(
            kind,
            Clean(amount.words or random.choice(_SAID[kind])),
            Origin.FORM,
            author_id=author,
            site_id=site,
            week=str(Week.of(at.date())),
            is_public=random.random() < 0.8,
        )
        made = unit.of(Contributions).add(organisation_id, draft, at.year, at)
        if kind is Kind.IRRITANT:
            irritants.append(made.id)
        waited = timedelta(days=random.gammavariate(2, 3.5))
        if at + waited < NOW:
            done = random.random() < 0.3 and kind is not Kind.BEST_PRACTICE
            values: dict[str, Any] = {"answer": Clean(amount.words or random.choice(_ANSWERS))}
            values |= {"answered_at": at + waited, "read_at": at + waited}
            if kind is not Kind.BEST_PRACTICE:
                status = (
                    Status.DONE if done else random.choice((Status.ACCEPTED, Status.UNDER_REVIEW))
                )
                values |= {"status": status, "status_at": at + waited}
                values |= {"decided_at": at + waited} if status is not Status.UNDER_REVIEW else {}
            unit.of(Contributions).change(made, Change.MOVED, at + waited, None, **values)
    return irritants


def _young(
    unit: UnitOfWork, random: Random, organisation_id: int, sites: list[int], amount: Amount
) -> None:
    answers = [
        {
            "id": number + 1,
            "organisation_id": organisation_id,
            "site_id": random.choice(sites),
            "day": NOW.date() - timedelta(days=random.randint(0, 360)),
            "face": random.choices((5, 4, 3, 2, 1), (40, 35, 13, 8, 4))[0],
            "language": "fr",
            "words": Clean(""),
            "is_to_read": False,
        }
        for number in range(amount.young)
    ]
    if answers:
        unit.of(Contributions)._connection.execute(sa.insert(table(SurveyAnswerRow)), answers)


def _requests(unit: UnitOfWork, random: Random, organisation_id: int, amount: Amount) -> None:
    for number in range(amount.requests):
        received = NOW.date() - timedelta(days=random.randint(0, 300))
        answered = received + timedelta(days=random.randint(0, 21))
        is_answered = answered <= NOW.date()
        _insert(
            unit,
            RequestRow,
            organisation_id=organisation_id,
            year=received.year,
            serial=number + 1,
            nature=random.choice(list(RequestNature)),
            channel=RequestChannel.EMAIL,
            subject=Clean("…"),
            received_on=received,
            answered_on=answered if is_answered else None,
            closed_on=answered if is_answered and random.random() < 0.8 else None,
            created_at=NOW,
            **({"form_id": f"form-{number}"} if "form_id" in table(RequestRow).c else {}),
        )


def _actions(unit: UnitOfWork, random: Random, organisation_id: int, amount: Amount) -> None:
    states = (ActionState.DONE, ActionState.DONE, ActionState.IN_PROGRESS, ActionState.TO_DO)
    for number in range(amount.actions):
        state = states[number % len(states)]
        done = state is ActionState.DONE
        _insert(
            unit,
            ActionRow,
            organisation_id=organisation_id,
            year=2026,
            serial=number + 1,
            title=Clean((amount.words or f"Action {number + 1} du plan")[:200]),
            aim=Clean(""),
            state=state,
            due_on=date(2026, 11, 1) + timedelta(days=random.randint(-20, 90)),
            created_at=NOW - timedelta(days=120),
            done_at=NOW - timedelta(days=number * 3) if done else None,
            result=Clean(amount.words or "L’accueil rappelle chaque jeune dans les deux jours."),
        )


def _themes(
    unit: UnitOfWork, random: Random, organisation_id: int, irritants: list[int], amount: Amount
) -> None:
    row = table(ThemeRow)
    shared = random.sample(irritants, min(len(irritants), 24 * len(amount.themes)))
    for place, name in enumerate(amount.themes):
        values = {"name": Clean(name), "created_at": NOW, "organisation_id": organisation_id}
        values |= {"surplus": 0} if "surplus" in row.c else {}
        theme = _insert(unit, ThemeRow, **values)
        for each in shared[place :: len(amount.themes)]:
            _insert(
                unit,
                ThemeIrritantRow,
                contribution_id=each,
                organisation_id=organisation_id,
                theme_id=theme,
                placed_at=NOW,
            )


def _insert(unit: UnitOfWork, row: Any, **values: Any) -> int:
    columns = table(row)
    kept = {c.name: "" for c in columns.c if isinstance(c.type, sa.String) and not c.nullable}
    kept = {name: Clean("") for name in kept if name not in values}
    done = unit.of(Contributions)._connection.execute(sa.insert(columns).values(**kept, **values))
    return int((done.inserted_primary_key or (0,))[0] or 0)


POLICY = Policy(ZoneInfo("Europe/Paris"), "amélioration-continue", b"k")


_USUAL_VIEW = View()


def seen(unit: UnitOfWork, view: View = _USUAL_VIEW) -> Board:
    """Return the page of the organisation."""
    return board(unit, POLICY, unit.organisations.find(TENANT) or 0, view, NOW)


async def asked(ml: World, who: Somebody, words: str) -> dict[str, Any]:
    """Say *words* to the bot alone and return the card that it answers with first."""
    before = len(ml.cards)
    await ml.say(who, words)
    return ml.cards[before]
