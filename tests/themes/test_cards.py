"""The cards of themes: valid and small whatever people write, and said as people say it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cards.ideas.fiche import fiche_card
from cards.parts import press
from cards.themes import forms as theme_forms
from cards.themes import texts as theme_texts
from cards.themes import theme
from cards.themes.likeness import irritant_card
from cards.themes.verbs import Attach, SaveRecurrence
from cards.week.flash import flash_card
from cards.week.verbs import ShowFlash
from domain.actions.action import ActionState
from domain.amounts import Among
from domain.confidentiality import Clean
from domain.contributions.contribution import Status
from domain.contributions.view import View
from domain.ideas.views import Fiche
from domain.isoweek import Week
from domain.kinds import Kind
from domain.themes.theme import (
    Alike,
    Attaching,
    Direction,
    Doing,
    Figures,
    IrritantView,
    Pair,
    Recurrence,
    Theme,
    ThemeCard,
    ThemeList,
    ThemeView,
    guess_name,
    shortened,
)
from domain.week.flash import Counts, Decision, FlashView, Section
from tests.cards.oracle import wrong
from tests.cards.samples import MOMENT, PARIS, SAID, TODAY, contribution, kept
from tests.world import find_button, words_of

RECENT = (0, 0, 0, 1, 0, 1, 2, 0, 1, 2, 0, 3)


def irritant(text: str = "I-Milo rame", **more: Any) -> View:
    known = {"kind": Kind.IRRITANT, "status": Status.RECEIVED, "answer": "", "support": 2}
    return contribution(text, **(known | more))


def themed(text: str = "I-Milo rame", **more: Any) -> Theme:
    return Theme(4, 1, text[:80], MOMENT, **more)


def figures(text: str = "Haguenau", **more: Any) -> Figures:
    known: dict[str, Any] = {
        "irritants": 12,
        "people": 7,
        "weeks": 4,
        "sites": 5,
        "named_sites": (text[:100],) * 5,
        "first_at": datetime(2025, 10, 3, 9, 0, tzinfo=UTC),
        "last_at": MOMENT,
        "recent": RECENT,
    }
    return Figures(**(known | more))


def viewed(text: str = "I-Milo rame", **more: Any) -> ThemeView:
    doing = tuple(
        Doing(n, text[:200], state, text[:300], MOMENT) for n, state in enumerate(ActionState, 1)
    )
    return ThemeView(themed(text, **more), figures(text), is_recurrent=True, actions=doing[:3])


def every_card(text: str) -> list[dict[str, Any]]:
    one, all_views = irritant(text), _views(text)
    others = tuple(
        Alike(irritant(text), themed(text), 40, 4, MOMENT, is_best=place == 0)
        for place in range(3)
    )
    asked = IrritantView(one, PARIS, others)
    placed = IrritantView(one, PARIS, theme=themed(text))
    listed = ThemeList(
        tuple(all_views)[:5], Recurrence(), number=1, total=40, leads=True, waiting=1001
    )
    cards = [
        ThemeCard(view, (one,) * 5, number=1, total=40, leads=leads, steers=leads)
        for view in all_views
        for leads in (True, False)
    ]
    full = Fiche(one, irritant=asked, may_change=True, may_steer=True, may_answer=True)
    typed = Attach(contribution=7, called=Clean(text[:2000]))
    themes = (themed(text),) * 60
    return [
        irritant_card(asked),
        irritant_card(replace(asked, alike=others[1:])),
        irritant_card(placed),
        fiche_card(full, TODAY, PARIS, inbox=2),
        fiche_card(replace(full, irritant=placed), TODAY, PARIS),
        theme.themes_card(listed),
        theme.themes_card(ThemeList((), Recurrence(), number=0, total=0)),
        *(theme.theme_card(each, TODAY, PARIS, said="Fait") for each in cards),
        *(
            theme.theme_card(
                each, TODAY, PARIS, flash=3, back=press("Retour au flash", ShowFlash(flash=3))
            )
            for each in cards
        ),
        theme.theme_card(replace(cards[0], irritants=(), total=0, number=0), TODAY, PARIS),
        *(theme.told_card(each, PARIS) for each in all_views),
        theme_forms.pair_card(Pair(one, others[0], 1, 1000, is_more=True), PARIS, said="Fait"),
        theme_forms.pair_card(Pair(one, Alike(irritant(text)), 0, 1), PARIS),
        theme_forms.pair_card(None, PARIS, said="Fait"),
        theme_forms.name_form(cards[0], typed=text, problem="Non"),
        theme_forms.merge_themes_form(themed(text), themes, problem="Non"),
        theme_forms.merge_themes_form(themed(text), ()),
        theme_forms.split_form(cards[0], problem="Non"),
        theme_forms.attach_form(Attaching(one, themes, themed(text)), typed=typed, problem="Non"),
        theme_forms.recurrence_form(Recurrence(), typed=SaveRecurrence(people=text[:20])),
        flash_card(_flash(text)),
    ]


def _views(text: str) -> list[ThemeView]:
    view = viewed(text)
    back = viewed(text, came_back_at=MOMENT, was_solved_at=MOMENT, recurrent_at=MOMENT)
    return [view, back, viewed(text, solved_at=MOMENT), ThemeView(themed(""), Figures())]


def _flash(text: str) -> FlashView:
    five = tuple(irritant(text, id=n) for n in range(1, 4))
    return FlashView(
        1,
        Week(2026, 47),
        Counts(12, {Kind.IRRITANT: 12}, {text[:100]: 3}),
        Among(9, 22),
        dict.fromkeys(Section, five) | {Section.RECURRING: ()},
        dict.fromkeys(range(1, 4), text),
        (),
        Decision(Clean(text[:500]), Clean(text[:200])),
        Decision(Clean(text[:500]), Clean(text[:200])),
        tuple(_views(text))[:3],
    )


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_every_card_is_valid_and_small_whatever_people_write(said: Any) -> None:
    assert wrong(dict(enumerate(every_card(said.text)))) == {}


def test_a_list_tells_the_bars_in_words_too_and_who_says_it() -> None:
    said = words_of(theme.themes_card(ThemeList((viewed(),), Recurrence(), number=0, total=1)))

    assert "▁▁▁▃▁▃▅▁▃▅▁▇" in said
    assert "12 semaines, 3 la dernière" in said
    assert "12 irritants · 7 personnes · 5 antennes" in said
    assert "↗\u00a0en hausse (6 contre 3)" in said
    assert "Action réalisée : I-Milo rame" in said


@pytest.mark.parametrize(
    ("recent", "direction"),
    [
        ((0,) * 12, Direction.QUIET),
        ((0,) * 8 + (0, 0, 1, 1), Direction.UP),
        ((1,) * 12, Direction.FLAT),
        ((2,) * 8 + (1,) * 4, Direction.DOWN),
        ((0,) * 11 + (1,), Direction.FLAT),
    ],
)
def test_a_trend_compares_four_weeks_with_four(
    recent: tuple[int, ...], direction: Direction
) -> None:
    assert figures(recent=recent).trend.direction is direction


def test_what_was_never_said_before_is_new() -> None:
    assert figures(irritants=2, recent=(0,) * 11 + (2,)).trend.direction is Direction.NEW


def test_of_one_or_two_people_the_number_is_not_told() -> None:
    assert "moins de 3 personnes" in theme_texts.counts(figures(people=2))
    assert "3 personnes" in theme_texts.counts(figures(people=3))


@pytest.mark.parametrize(
    ("alike", "asked"),
    [
        (Alike(irritant(), times=1, last_at=MOMENT), "Déjà dit le 12 novembre"),
        (Alike(irritant(), themed(), 9, 4, MOMENT), "Déjà dit 4 fois ces 3 semaines"),
        (Alike(irritant(), themed(), 9, 1, MOMENT), "Déjà dit 9 fois, la dernière fois le 12"),
        (Alike(irritant(), themed(solved_at=MOMENT), 9, 4, MOMENT), "résolu le 12 novembre"),
    ],
)
def test_the_question_tells_how_often_it_was_said(alike: Alike, asked: str) -> None:
    view = IrritantView(irritant(created_at=MOMENT), PARIS, (replace(alike, is_best=True),))

    assert asked in words_of(irritant_card(view))


def test_a_name_is_guessed_from_what_all_may_read() -> None:
    long = "Les convocations partent deux fois par SMS et personne ne comprend pourquoi. Et encore"
    public = kept(long, is_public=True, support=5)
    private = kept("Mon chef bloque tout", is_public=False, support=9)

    assert guess_name([private]) == ""
    name = guess_name([private, public])
    assert name == "Les convocations partent deux fois par SMS et personne ne…"
    assert len(name) <= 61
    assert shortened(Clean("Le badge est mort. Encore.")) == "Le badge est mort"


def test_a_member_reads_and_only_a_lead_steers() -> None:
    member = ThemeCard(viewed(), (irritant(),), number=0, total=1)
    card = theme.theme_card(replace(member, leads=True), TODAY, PARIS)

    assert "Résolu" not in words_of(theme.theme_card(member, TODAY, PARIS))
    assert "En faire une action" not in words_of(theme.theme_card(member, TODAY, PARIS))
    steering = theme.theme_card(replace(member, steers=True), TODAY, PARIS)
    assert find_button(steering, "En faire une action")
    assert "mode" not in find_button(card, "Résolu")
    assert find_button(card, "Fusionner")["mode"] == "secondary"
