"""What people write about their leaves, and what they write about leaves that are not theirs."""

import re
from datetime import date

import pytest

from domain.names import fold
from domain.week.leave import is_leave, leave_until

TODAY = date(2026, 11, 24)
"""A Tuesday."""

ANNOUNCED = [
    ("en congé jusqu’au 12/12", date(2026, 12, 12)),
    ("En congés jusqu'au 12/12.", date(2026, 12, 12)),
    ("je suis en congés jusqu'au 3 janvier", date(2027, 1, 3)),
    ("Bonjour, je suis en congé jusqu'au 3 janvier inclus, merci !", date(2027, 1, 3)),
    ("absente jusqu'à vendredi", date(2026, 11, 27)),
    ("Absent·e jusqu’à vendredi", date(2026, 11, 27)),
    ("absent jusque vendredi", date(2026, 11, 27)),
    ("absente jusqu'à mardi", date(2026, 12, 1)),
    ("en vacances jusqu'à vendredi en huit", date(2026, 12, 4)),
    ("absente jusqu'à vendredi 4", date(2026, 12, 4)),
    ("absente jusqu'au vendredi 4 décembre", date(2026, 12, 4)),
    ("vacances jusqu'au 1er mars 2027", date(2027, 3, 1)),
    ("vacances jusqu'au premier mars 2027", date(2027, 3, 1)),
    ("congé jusqu'au 3", date(2026, 12, 3)),
    ("congé jusqu'au 24", date(2026, 11, 24)),
    ("congé jusqu'au 31", date(2026, 12, 31)),
    ("congé jusqu'au 3/1/27", date(2027, 1, 3)),
    ("congé jusqu'au 3 janvier 27", date(2027, 1, 3)),
    ("congé jusqu'au 03-01-2027", date(2027, 1, 3)),
    ("congé jusqu'au 03.01.2027.", date(2027, 1, 3)),
    ("congé jusqu'au 2027-01-03", date(2027, 1, 3)),
    ("congé jusqu'au 3 janv.", date(2027, 1, 3)),
    ("congé jusqu'au 12 déc", date(2026, 12, 12)),
    ("congé maternité jusqu'au 6/12", date(2026, 12, 6)),
    ("congé maladie jusqu'au 24/11", TODAY),
    ("Congé parental jusqu'au 1er septembre 2028", date(2028, 9, 1)),
    ("en arrêt maladie jusqu'à la fin du mois", date(2026, 11, 30)),
    ("je suis arrêtée jusqu'à la fin de la semaine", date(2026, 11, 29)),
    ("malade jusqu'à demain", date(2026, 11, 25)),
    ("absente jusqu'à après-demain", date(2026, 11, 26)),
    ("absent jusqu'à ce soir", TODAY),
    ("en congé du 24/11 au 3/12", date(2026, 12, 3)),
    ("en congé du 25 au 27 novembre", date(2026, 11, 27)),
    ("en congé du 20 au 27 novembre", date(2026, 11, 27)),
    ("en congé, de retour le 4 janvier", date(2027, 1, 3)),
    ("en congé, je reviens lundi", date(2026, 11, 29)),
    ("en congé jusqu'au 3 janvier, retour le 4 janvier", date(2027, 1, 3)),
]

WITHOUT_A_DAY = [
    "RTT du lundi 30 novembre au mardi 1er décembre",
    "congés du 1er au 12 décembre",
    "congé",
    "je suis en congé",
    "en congé la semaine prochaine",
    "congé maladie jusqu'au mois prochain",
    "absente jusqu'à nouvel ordre",
    "en congé jusqu'au 31/02",
    "en congé jusqu'au 30 février 2027",
    "en congé jusqu'au 12/13",
    "en congé jusqu'au 0/12",
    "en congé jusqu'au 40",
    "en congé jusqu'au 12/12/2099",
    "en congé jusqu'au 23/11",
    "en congé du 22/12 au 3/1",
    "en congé du 22 au 31 décembre",
    "en congé à partir du 22 décembre jusqu'au 3 janvier",
]

REMARKS = [
    "",
    "12/12",
    "jusqu'au 12/12",
    "rendez-vous jusqu'au 12/12",
    "J'ai un jeune en congé maladie jusqu'au mois prochain qui demande à garder sa place",
    "Un jeune en congé maladie jusqu'au 12/12",
    "Marie est absente jusqu'à vendredi",
    "Elle est absente jusqu'à vendredi",
    "Le planning des congés est bloqué jusqu'au 12/12",
    "Mes congés ne sont pas validés jusqu'au 12/12",
    "en congé jusqu'au 12/12 mais personne ne me remplace",
    "On ne sait jamais qui est absent",
    "L'arrêt de bus est supprimé jusqu'au 3 janvier",
    "Le serveur est en maintenance jusqu'à vendredi",
    "je ne suis pas en congé jusqu'au 12/12",
    "suis-je en congé jusqu'au 12/12 ?",
    "Bonnes vacances !",
    "malade",
    "arrêt",
    "Les vacances scolaires vident l'accueil jusqu'au 3/1",
    "congé " * 26,
    "Les jeunes absents jusqu'à trois fois sont radiés",
]


def as_the_chat_hears_it(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", " ", fold(text)).split())


@pytest.mark.parametrize(("text", "until"), ANNOUNCED)
def test_a_leave_is_read_with_its_last_day(text: str, until: date) -> None:
    assert is_leave(text)
    assert is_leave(as_the_chat_hears_it(text))
    assert leave_until(text, TODAY) == until


@pytest.mark.parametrize("text", WITHOUT_A_DAY)
def test_a_leave_whose_day_is_not_understood_is_asked_for_not_guessed(text: str) -> None:
    assert is_leave(text)
    assert leave_until(text, TODAY) is None


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_about_leave_is_no_leave(text: str) -> None:
    assert not is_leave(text)


def test_a_past_day_with_its_year_is_told_as_it_was_written_for_the_rule_to_refuse() -> None:
    assert leave_until("en congé jusqu'au 3/1/2020", TODAY) == date(2020, 1, 3)


@pytest.mark.parametrize(
    ("today", "until"),
    [(date(2027, 12, 1), date(2028, 2, 29)), (date(2026, 12, 1), None)],
)
def test_29_february_is_a_day_of_some_years(today: date, until: date | None) -> None:
    assert leave_until("en congé jusqu'au 29/02", today) == until


def test_a_leave_over_new_year_ends_next_year_and_one_of_today_today() -> None:
    assert leave_until("en congé jusqu'au 31/12", date(2026, 12, 31)) == date(2026, 12, 31)
    assert leave_until("en congé jusqu'au 2/1", date(2026, 12, 31)) == date(2027, 1, 2)
    assert leave_until("absente jusqu'à la fin du mois", date(2026, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["congé jusqu'au " + "9" * 50, "congé " * 5000, "congé du 3 au 5/1/0001"]
)
def test_nonsense_breaks_nothing(text: str) -> None:
    assert leave_until(text, TODAY) is None
