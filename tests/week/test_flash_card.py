"""What the flash shows, whom it names, and how a stand-up walks through it."""

from dataclasses import replace
from typing import Any

import pytest

from cards.week import texts as week_texts
from cards.week.flash import closing_question, flash_card, flash_page
from cards.week.prompt import answered_card
from cards.week.standup import step_card
from domain.contributions.view import View
from domain.isoweek import Week
from domain.week.flash import FlashView, Section
from tests.cards.samples import Said
from tests.week.samples import (
    HIDDEN,
    WEEK,
    contribution,
    empty_flash,
    fields_of,
    full_flash,
    page_of,
    pressing,
)
from tests.world import find_button, words_of

SAID = Said()


def one_in(section: Section, each: View, **more: Any) -> FlashView:
    sections = dict.fromkeys(Section, ()) | {section: (each,)}
    return full_flash(SAID, sections=sections, **more)


@pytest.mark.parametrize("section", list(Section))
@pytest.mark.parametrize("changes", [HIDDEN, {"is_cited": False}], ids=["anonymous", "small site"])
def test_neither_author_nor_site_of_the_anonymous_and_of_small_sites(
    section: Section, changes: dict[str, Any]
) -> None:
    hidden = contribution(SAID, site_name="Saverne", **changes)
    view = one_in(section, hidden, counts=empty_flash().counts)
    view = replace(view, decision=empty_flash().decision, last_decision=empty_flash().decision)
    page = replace(page_of(SAID, 0, 1), contributions=(hidden,))

    for card in (flash_card(view), flash_page(page), *(step_card(view, n) for n in range(5))):
        assert "Nadia" not in str(card)
        assert "Saverne" not in str(card)


def test_who_agreed_is_named_with_a_site_that_is_large_enough() -> None:
    shown = words_of(flash_card(one_in(Section.UNSEEN, contribution(SAID))))

    assert "AC-2026-0042 · Nadia Benali · Haguenau" in shown


def test_an_anonymous_answer_is_told_so_to_its_author_without_a_name() -> None:
    card = answered_card(7, WEEK, [contribution(SAID, **HIDDEN)], may_change=True)

    assert "anonyme" in words_of(card)
    assert "Nadia" not in str(card)


def test_each_irritant_that_recurs_or_is_unseen_can_be_supported_in_place() -> None:
    view = full_flash(SAID)
    expected = [
        each.id for name in (Section.RECURRING, Section.UNSEEN) for each in view.sections[name]
    ]

    pressed = pressing(flash_card(view), "flash.support")

    assert [part["data"]["contribution"] for part in pressed] == expected
    assert {part["data"]["flash"] for part in pressed} == {view.id}
    assert [part["title"] for part in pressed] == ["Moi aussi · 123"] * 3 + ["Moi aussi"] * 3


def test_the_sections_stand_in_their_order_and_empty_ones_are_left_out() -> None:
    shown = words_of(flash_card(full_flash(SAID)))
    places = [shown.index(week_texts.FLASH_SECTION[section]) for section in Section]
    alone = words_of(flash_card(one_in(Section.UNSEEN, contribution(SAID))))

    assert places == sorted(places)
    assert [name for name in Section if week_texts.FLASH_SECTION[name] in alone] == [
        Section.UNSEEN
    ]


def test_an_answer_stands_under_what_it_answers() -> None:
    view = one_in(Section.ANSWERED, contribution(SAID), replies={42: "C’est réparé"})

    assert "Réponse\u00a0: \nC’est réparé" in words_of(flash_card(view))


def test_an_empty_week_says_so_kindly_with_one_question() -> None:
    shown = words_of(flash_card(empty_flash()))

    assert "Une semaine calme" in shown
    assert shown.count("?") == 1
    assert "Pour finir" not in shown
    assert "Flash de la semaine 48" in shown
    assert not any(title in shown for title in week_texts.FLASH_SECTION.values())


@pytest.mark.parametrize("number", range(1, 54))
def test_the_question_of_a_week_is_always_the_same_and_not_that_of_the_next(number: int) -> None:
    view = full_flash(SAID, week=Week(2026, number))
    same = empty_flash(week=Week(2026, number), id=99)

    assert closing_question(view) == closing_question(same) in week_texts.FLASH_QUESTIONS
    assert closing_question(view) != closing_question(
        replace(view, week=Week(2026, number % 53 + 1))
    )


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ([47], "Semaine 47\u00a0: fermée, pas de questions."),
        ([46, 47], "Semaines 46 et 47\u00a0: fermées, pas de questions."),
        ([52, 53, 1], "Semaines 52, 53 et 1\u00a0: fermées, pas de questions."),
    ],
)
def test_weeks_that_were_closed_are_said(weeks: list[int], said: str) -> None:
    closed = tuple(Week(2026, number) for number in weeks)

    assert said in words_of(flash_card(empty_flash(closed_weeks=closed)))


def test_sites_that_are_named_are_few_and_the_others_are_counted() -> None:
    shown = words_of(flash_card(full_flash(SAID)))

    assert "Haguenau 0 9 · Haguenau 1 9" in shown
    assert shown.count("Haguenau 1") < 15
    assert f"autres {1234 - 6 * 9}" in shown


def test_the_stand_up_is_five_steps_and_a_quarter_of_an_hour() -> None:
    view = empty_flash()
    cards = [step_card(view, step) for step in range(5)]

    assert sum(minutes for _, minutes, _ in week_texts.STEPS) == 15
    assert all(f"Étape {step} sur 5" in words_of(card) for step, card in enumerate(cards, 1))
    assert week_texts.STEP_NOTHING in words_of(cards[0])
    assert fields_of(cards[3]) == {"decision": None, "owner": None}
    assert find_button(cards[4], "Terminer")["verb"] == "flash.show"
    assert closing_question(view) in words_of(cards[4]).casefold().replace("’", "’")


def test_beside_a_decision_no_button_goes_on_and_loses_it_unsaid() -> None:
    card = step_card(full_flash(SAID), week_texts.STEP_DECIDE)

    titles = [action["title"] for action in card["actions"]]
    assert titles[:2] == ["Garder la décision", "Passer"]
    assert fields_of(card) == {"decision": SAID.text, "owner": SAID.name}
