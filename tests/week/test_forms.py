"""The questions of the week, how one is asked, the settings: what stands in them comes back."""

from datetime import date, datetime

import pytest

from cards import texts, verbs
from cards.sends import texts as sends_texts
from cards.sends.sends import run_card, skipped_card
from cards.settings import verbs as settings_verbs
from cards.settings.settings import closures_card, place_form, ritual_form
from cards.week import texts as week_texts
from cards.week import verbs as week_verbs
from cards.week.availability import absent_card, asking_card
from cards.week.prompt import Filled, Purpose, answered_card, later_card, nothing_card, prompt_form
from domain.availability import Availability
from domain.calendar import Closure
from domain.confidentiality import Clean, Screen
from domain.contributions.contribution import Signature
from domain.errors import Reason
from domain.kinds import NOTABLE, Kind
from domain.rhythm import DAY_ENDS, Rhythm
from domain.sending import RunState, SendState, SendView
from tests.cards.samples import Said
from tests.week.samples import TODAY, WEEK, ZONE, contribution, fields_of, pressing, run
from tests.world import find_button, walk, words_of

SAID = Said()


@pytest.mark.parametrize("purpose", list(Purpose))
def test_answers_come_back_beside_what_is_wrong_with_them(purpose: Purpose) -> None:
    typed = {Kind.IRRITANT: "Le badge", Kind.SUGGESTION: "x" * 10_000}
    problem = texts.REASON[Reason.NOTHING_WRITTEN]

    card = prompt_form(7, WEEK, filled=Filled(typed, Signature.CITED, problem), purpose=purpose)

    shown = fields_of(card)
    assert problem in words_of(card)
    assert shown["irritant"] == "Le badge"
    assert shown["suggestion"] == "x" * 10_000, "a long one is whole while the others are short"
    assert shown["best_practice"] is None


def test_only_what_fits_in_no_card_comes_back_shortened() -> None:
    typed = {
        Kind.IRRITANT: "court",
        **dict.fromkeys((Kind.SUGGESTION, Kind.BEST_PRACTICE), "é" * 9_000),
    }

    shown = fields_of(prompt_form(7, WEEK, filled=Filled(typed)))

    assert shown["irritant"] == "court"
    assert all(shown[name].endswith("…") for name in ("suggestion", "best_practice"))


def test_how_it_is_signed_comes_back_and_shows() -> None:
    closed = prompt_form(7, WEEK)
    signed = prompt_form(7, WEEK, filled=Filled(signature=Signature.ANONYMOUS))

    assert fields_of(closed)["signature"] == "unsigned"
    assert fields_of(signed)["signature"] == "anonymous"
    (more,) = [part for part in walk(signed) if part.get("id") == "more"]
    assert more["isVisible"] is True


def test_corrections_keep_their_signature_and_do_not_ask_for_it() -> None:
    kept = Filled(signature=Signature.ANONYMOUS)
    card = prompt_form(7, WEEK, filled=kept, purpose=Purpose.CORRECT)

    assert set(fields_of(card)) == {kind.value for kind in NOTABLE}
    save = find_button(card, "Enregistrer")
    read = verbs.read(week_verbs.SaveAnswers, save["data"], Screen())
    assert save["verb"] == week_verbs.SaveAnswers.verb
    assert read is not None
    assert read.signature is Signature.ANONYMOUS


def test_a_ritual_comes_back_as_typed() -> None:
    typed = settings_verbs.SaveRitual.model_validate(
        {"ritual": "flash", "on": True, "day": 3, "at": "07:30"}
    )

    card = ritual_form("flash", Rhythm().flash, typed=typed, problem="Non")

    assert fields_of(card) == {"on": "true", "day": "3", "at": "07:30"}
    assert "Non" in words_of(card)


def test_the_hours_offered_are_those_that_the_rule_accepts() -> None:
    (at,) = [part for part in walk(ritual_form("flash", Rhythm().flash)) if part.get("id") == "at"]

    assert at["min"] == "08:00"
    assert at["max"] < f"{DAY_ENDS:%H:%M}"


def test_a_place_comes_back_as_typed() -> None:
    typed = settings_verbs.SavePlace(department="999", zone="Indian/Reunion", ceiling=4)

    card = place_form(Rhythm(), typed=typed, problem="Non")

    assert fields_of(card) == {"department": "999", "zone": "Indian/Reunion", "ceiling": "4"}
    assert "Non" in words_of(card)


def test_a_closure_comes_back_as_typed_and_only_kept_ones_can_be_removed() -> None:
    typed = settings_verbs.AddClosure(
        first=date(2026, 12, 31), last=date(2026, 12, 24), name=Clean("Noël")
    )
    kept = [Closure(TODAY, TODAY, "Pont", 9), Closure(TODAY, TODAY, "sans numéro")]

    card = closures_card(kept, typed=typed, problem="Non")

    assert fields_of(card) == {"first": "2026-12-31", "last": "2026-12-24", "name": "Noël"}
    removing = [part["data"] for part in pressing(card, "rhythm.reopen")]
    assert removing == [{"closure": 9, "verb": "rhythm.reopen"}]


def test_the_reminder_says_that_it_is_the_only_one() -> None:
    assert "Je ne relance qu’une fois" in words_of(prompt_form(7, WEEK, purpose=Purpose.REMIND))


def test_under_the_questions_stand_three_buttons() -> None:
    titles = [action["title"] for action in prompt_form(7, WEEK)["actions"]]

    assert titles == ["Envoyer", "Rien cette semaine", "Plus tard"]


def test_what_was_noted_this_week_stands_above_the_questions() -> None:
    already = [contribution(SAID, number) for number in range(1, 9)]

    shown = words_of(prompt_form(7, WEEK, already=already))

    assert shown.index("AC-2026-0005") < shown.index(week_texts.QUESTIONS[Kind.BEST_PRACTICE])
    assert "AC-2026-0006" not in shown
    assert "+ 3 contributions" in shown


def test_after_the_flash_answers_are_not_offered_for_change() -> None:
    titles = [a["title"] for a in answered_card(7, WEEK, [], may_change=False)["actions"]]

    assert texts.EDIT not in titles


def test_nothing_and_later_leave_a_way_back() -> None:
    later = later_card(7, datetime(2026, 11, 30, 8, 30, tzinfo=ZONE), TODAY)

    assert find_button(nothing_card(7), week_texts.FINALLY)["verb"] == "prompt.answer_now"
    assert find_button(later, week_texts.ANSWER_NOW)["verb"] == "prompt.answer_now"
    assert "lundi à 8\u00a0h\u00a030" in words_of(later)


def test_who_is_away_reads_until_when_and_may_come_back() -> None:
    away = Availability(absent_until=date(2026, 12, 12), days_off=frozenset({4, 2}))

    card = asking_card(away, 2)

    assert "samedi 12 décembre" in words_of(card)
    assert fields_of(card) == {"until": "2026-12-12", "days": "2,4"}
    assert find_button(card, week_texts.BACK_AT_WORK)["data"] == {"verb": "asking.resume"}
    assert find_button(absent_card("x"), week_texts.BACK_AT_WORK)


def test_who_opted_out_is_asked_nothing_but_may_resume() -> None:
    card = asking_card(Availability(opted_out=True), 2)

    assert fields_of(card) == {}
    assert [action["title"] for action in card["actions"]] == [week_texts.RESUME]


def test_a_ceiling_of_nought_is_no_figure() -> None:
    assert "0 message" not in words_of(asking_card(Availability(), 0))
    assert "1 message non demandé par" in words_of(asking_card(Availability(), 1))


def test_who_was_not_reached_is_said_with_why_and_can_be_tried_again() -> None:
    missed = [
        SendView(1, "Awa", SendState.UNREACHABLE, "403 MessageWritesBlocked"),
        SendView(2, "Ben", SendState.AMBIGUOUS, "0 "),
        SendView(3, "Chloé", SendState.PENDING, ""),
        SendView(4, "Dao", SendState.FAILED, "not_wanted"),
    ]

    card = run_card(run(), missed, ZONE)

    shown = words_of(card)
    assert "injoignable\u00a0: application bloquée ou retirée" in shown
    assert "non envoyé\u00a0: déjà répondu" in shown
    again = pressing(card, "sends.retry")
    assert [(part["title"], part["data"].get("send")) for part in again] == [
        ("Réessayer", 1),
        ("Renvoyer quand même", 2),
        ("Tout réessayer", None),
    ]


def test_those_not_reached_are_told_ten_at_a_time() -> None:
    missed = [SendView(n, f"P{n}", SendState.FAILED, "") for n in range(1, 26)]

    pages = [run_card(run(), missed, ZONE, page=page) for page in range(3)]

    assert [sum(f"P{n}\n" in words_of(card) + "\n" for n in range(1, 26)) for card in pages] == [
        10,
        10,
        5,
    ]
    assert find_button(pages[1], texts.PAGE_NEXT)["data"]["page"] == 2
    assert "page" not in find_button(pages[1], texts.PAGE_PREVIOUS)["data"]


@pytest.mark.parametrize("reason", sorted(sends_texts.RUN_SKIPPED))
def test_what_did_not_take_place_is_one_sentence_with_one_colon(reason: str) -> None:
    skipped = run(RunState.SKIPPED, title=week_texts.JOB_REMINDER, reason=reason, counts={})

    said = skipped_card(skipped, ZONE)["speak"]

    assert said.startswith("Relance de la semaine 48, vendredi 27 novembre à 14\u00a0h\u00a0: ")
    assert said.count(":") == 1


@pytest.mark.parametrize("purpose", list(Purpose))
def test_everybodys_questions_differ_by_their_number_alone(purpose: Purpose) -> None:
    first, last = (prompt_form(number, WEEK, purpose=purpose) for number in (1, 2**31 - 1))

    assert {part["prompt"] for part in walk(last) if "prompt" in part} == {2**31 - 1}
    assert str(last).replace(str(2**31 - 1), "1") == str(first)
    first["body"].clear()
    assert prompt_form(1, WEEK, purpose=purpose)["body"], "one card shares nothing with another"
