"""The French of the week: plurals, spaces, hours, days, and why something was not sent."""

import re
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Any

import pytest

from bot.usecases.rituals import CLOSED, LATE, RESTORED
from bot.week.rituals import AFTER_FLASH, NO_CHANNEL
from cards import texts
from cards.sends import texts as sends_texts
from cards.sends.sends import counts_said
from cards.settings import texts as settings_texts
from cards.week import texts as week_texts
from domain.amounts import Among
from domain.kinds import NOTABLE
from domain.sending import SendState
from domain.week.flash import Section
from storage.outbox import NOT_WANTED
from tests.cards.samples import Said
from tests.week.samples import TODAY, ZONE, every_card
from tests.world import walk

SHOWN = ("text", "title", "label", "placeholder", "speak", "fallbackText", "tooltip")
FAULTS = {
    "plain space before a mark": r" [;:!?](\s|$)",
    "plain space inside quotes": r"« | »",
    "no space before a mark": r"[^\s\u00a0\u202f\d/][;!?](\s|$)",
    "straight apostrophe": r"[a-zé]'[a-zé]",
    "three dots": r"\.\.\.",
    "one of many": r"(?<!\d)[01] [a-zéè]+s\b",
    "many of one": (
        r"(?<!\d)([2-9]|\d\d+) "
        r"(irritant|bonne|suggestion|antenne|personne|message|contribution|réponse|soutien)\b"
    ),
    "breaking hour": r"\d h\b",
    "exclamation": r"!",
    "none": r"None|\{",
}


def _at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def _said(card: dict[str, Any]) -> list[str]:
    return [each[key] for each in walk(card) for key in SHOWN if isinstance(each.get(key), str)]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_no_card_of_the_week_makes_this_mistake(fault: str) -> None:
    cards = every_card(Said())

    assert [said for _, card in cards for said in _said(card) if re.search(fault, said)] == []


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("plain space before a mark", "Semaine 48 : oui"),
        ("plain space inside quotes", "« oui »"),
        ("no space before a mark", "Ça va?"),
        ("straight apostrophe", "l'antenne"),
        ("one of many", "1 irritants"),
        ("one of many", "0 contributions"),
        ("many of one", "12 personne sur 22"),
        ("breaking hour", "à 8 h"),
    ],
)
def test_these_mistakes_are_seen(fault: str, wrong: str) -> None:
    assert re.search(FAULTS[fault], wrong)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(14), "14\u00a0h"),
        (time(8, 30), "8\u00a0h\u00a030"),
        (time(9, 5), "9\u00a0h\u00a005"),
        (time(0), "0\u00a0h"),
    ],
)
def test_hours_are_said_as_people_say_them(moment: time, said: str) -> None:
    assert texts.hour(moment) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (_at(2026, 11, 27, 16), "à 16\u00a0h"),
        (_at(2026, 11, 28, 8), "demain à 8\u00a0h"),
        (_at(2026, 11, 30, 8, 30), "lundi à 8\u00a0h\u00a030"),
        (_at(2026, 12, 3, 9), "jeudi à 9\u00a0h"),
        (_at(2026, 12, 4, 9), "le 4 décembre à 9\u00a0h"),
        (_at(2027, 1, 1, 9), "le 1er janvier 2027 à 9\u00a0h"),
        (_at(2026, 11, 26, 9), "le 26 novembre à 9\u00a0h"),
    ],
)
def test_moments_to_come_are_said_as_near_as_they_are(moment: datetime, said: str) -> None:
    assert texts.when(moment, TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 27), "vendredi 27 novembre"),
        (date(2026, 12, 1), "mardi 1er décembre"),
        (date(2026, 8, 9), "dimanche 9 août"),
    ],
)
def test_a_day_has_its_name(day: date, said: str) -> None:
    assert texts.dated(day) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 irritant"), (1, "1 irritant"), (2, "2 irritants")]
)
def test_french_counts_from_two_in_the_plural(count: int, said: str) -> None:
    assert texts.counted(count, "irritant", "irritants") == texts.counted(count, "irritant")
    assert texts.counted(count, "irritant") == said


def test_irregular_plurals_are_given() -> None:
    assert texts.counted(3, *sends_texts.SEND_COUNTED[SendState.PENDING]) == "3 en attente"
    assert [settings_texts.unasked(count) for count in (0, 1, 2)] == [
        "0 message non demandé",
        "1 message non demandé",
        "2 messages non demandés",
    ]
    assert set(texts.KIND_COUNTED) == set(NOTABLE)


@pytest.mark.parametrize(
    ("took_part", "said"),
    [
        (0, "moins de 3 personnes sur 22"),
        (2, "moins de 3 personnes sur 22"),
        (3, "3 personnes sur 22"),
        (19, "19 personnes sur 22"),
        (20, "plus de 19 personnes sur 22"),
        (22, "plus de 19 personnes sur 22"),
    ],
)
def test_participation_is_a_figure_of_how_many(took_part: int, said: str) -> None:
    assert week_texts.participation(Among(took_part, 22)) == said


def test_states_at_nought_are_left_out() -> None:
    counts = {SendState.SENT: 28, SendState.UNREACHABLE: 1, SendState.FAILED: 0}

    assert counts_said(counts) == "28 reçus · 1 injoignable"
    assert counts_said({}) == ""


@pytest.mark.parametrize("code", sorted(sends_texts.SEND_REASON))
def test_what_teams_calls_a_reason_is_said_in_french(code: str) -> None:
    assert sends_texts.reason_of_send(f"403 {code}") == sends_texts.SEND_REASON[code]
    assert sends_texts.reason_of_send(code) == sends_texts.SEND_REASON[code]


@pytest.mark.parametrize("status", sorted(sends_texts.SEND_STATUS))
@pytest.mark.parametrize("code", ["", "SomethingNew"])
def test_an_unknown_reason_is_said_by_its_status(status: int, code: str) -> None:
    assert sends_texts.reason_of_send(f"{status} {code}") == sends_texts.SEND_STATUS[status]


@pytest.mark.parametrize(
    "reason",
    ["² x", "-1 ", "500 ", "oops", " ", *(f"{each.value} " for each in HTTPStatus)],
)
def test_any_reason_is_one_short_sentence_without_english(reason: str) -> None:
    assert sends_texts.reason_of_send(reason) in {
        *sends_texts.SEND_STATUS.values(),
        sends_texts.SEND_FAILED,
    }


def test_no_reason_is_no_words_and_an_incident_keeps_its_number() -> None:
    assert sends_texts.reason_of_send("") == ""
    assert sends_texts.reason_of_send("INC-0123") == "erreur de mon côté (INC-0123)"


def test_every_code_name_of_the_week_has_its_words() -> None:
    assert set(week_texts.FLASH_SECTION) == set(Section)
    assert set(sends_texts.SEND_STATE) == set(sends_texts.SEND_COUNTED) == set(SendState)
    assert set(sends_texts.RUN_SKIPPED) == {LATE, CLOSED, NO_CHANNEL, AFTER_FLASH, RESTORED}
    assert NOT_WANTED in sends_texts.SEND_REASON
    assert set(week_texts.QUESTIONS) == set(week_texts.QUESTION_HINTS) == set(NOTABLE)
    assert len(set(week_texts.FLASH_QUESTIONS)) == len(week_texts.FLASH_QUESTIONS)
