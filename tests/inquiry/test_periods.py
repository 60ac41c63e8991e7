"""Which days people mean, on a Tuesday."""

import random
from datetime import date, timedelta

import pytest

from domain.inquiry import Period
from domain.inquiry.periods import MONTHS, days, find

TODAY = date(2026, 11, 24)

NAMED = [
    ("aujourd'hui", "2026-11-24", "2026-11-24"),
    ("hier", "2026-11-23", "2026-11-23"),
    ("avant-hier", "2026-11-22", "2026-11-22"),
    ("avant hier", "2026-11-22", "2026-11-22"),
    ("lundi", "2026-11-23", "2026-11-23"),
    ("mardi dernier", "2026-11-17", "2026-11-17"),
    ("cette semaine", "2026-11-23", "2026-11-29"),
    ("de la semaine", "2026-11-23", "2026-11-29"),
    ("la semaine derniere", "2026-11-16", "2026-11-22"),
    ("semaine passee", "2026-11-16", "2026-11-22"),
    ("semaine 47", "2026-11-16", "2026-11-22"),
    ("s47", "2026-11-16", "2026-11-22"),
    ("s48", "2026-11-23", "2026-11-29"),
    ("s52", "2025-12-22", "2025-12-28"),
    ("semaine 12 2025", "2025-03-17", "2025-03-23"),
    ("la semaine du 12 octobre", "2026-10-12", "2026-10-18"),
    ("ce mois", "2026-11-01", "2026-11-30"),
    ("ce mois-ci", "2026-11-01", "2026-11-30"),
    ("le mois dernier", "2026-10-01", "2026-10-31"),
    ("du mois passe", "2026-10-01", "2026-10-31"),
    ("ce trimestre", "2026-10-01", "2026-12-31"),
    ("le trimestre dernier", "2026-07-01", "2026-09-30"),
    ("ce semestre", "2026-07-01", "2026-12-31"),
    ("le semestre dernier", "2026-01-01", "2026-06-30"),
    ("au t3", "2026-07-01", "2026-09-30"),
    ("t1 2025", "2025-01-01", "2025-03-31"),
    ("3e trimestre 2026", "2026-07-01", "2026-09-30"),
    ("au premier trimestre", "2026-01-01", "2026-03-31"),
    ("2e semestre 2025", "2025-07-01", "2025-12-31"),
    ("cette annee", "2026-01-01", "2026-12-31"),
    ("l'an dernier", "2025-01-01", "2025-12-31"),
    ("l'annee derniere", "2025-01-01", "2025-12-31"),
    ("l'annee 2024", "2024-01-01", "2024-12-31"),
    ("en 2025", "2025-01-01", "2025-12-31"),
    ("en octobre", "2026-10-01", "2026-10-31"),
    ("d'octobre", "2026-10-01", "2026-10-31"),
    ("au mois d'octobre", "2026-10-01", "2026-10-31"),
    ("fin octobre", "2026-10-01", "2026-10-31"),
    ("octobre 2025", "2025-10-01", "2025-10-31"),
    ("en novembre", "2026-11-01", "2026-11-30"),
    ("novembre dernier", "2025-11-01", "2025-11-30"),
    ("en decembre", "2025-12-01", "2025-12-31"),
    ("en fevrier 2024", "2024-02-01", "2024-02-29"),
    ("en sept", "2026-09-01", "2026-09-30"),
    ("le 12 octobre", "2026-10-12", "2026-10-12"),
    ("le 12 decembre", "2025-12-12", "2025-12-12"),
    ("le 1er octobre 2024", "2024-10-01", "2024-10-01"),
    ("le 12/10", "2026-10-12", "2026-10-12"),
    ("le 12/10/25", "2025-10-12", "2025-10-12"),
    ("le 2026-10-12", "2026-10-12", "2026-10-12"),
    ("depuis septembre", "2026-09-01", ""),
    ("depuis le 1er octobre", "2026-10-01", ""),
    ("depuis le 12", "2026-11-12", ""),
    ("depuis lundi", "2026-11-23", ""),
    ("depuis la rentree", "2026-09-01", ""),
    ("depuis le debut de l'annee", "2026-01-01", ""),
    ("depuis 3 semaines", "2026-11-03", ""),
    ("depuis deux mois", "2026-09-25", ""),
    ("depuis un an", "2025-11-24", ""),
    ("a partir du 3 novembre", "2026-11-03", ""),
    ("ces 3 dernieres semaines", "2026-11-03", "2026-11-24"),
    ("les 30 derniers jours", "2026-10-25", "2026-11-24"),
    ("ces derniers jours", "2026-11-17", "2026-11-24"),
    ("avant le 12/10", "", "2026-10-11"),
    ("avant 2026", "", "2025-12-31"),
    ("avant octobre", "", "2026-09-30"),
    ("apres le 12/10/2025", "2025-10-13", ""),
    ("apres octobre", "2026-11-01", ""),
    ("jusqu'au 31 mars", "", "2026-03-31"),
    ("jusqu'en mars", "", "2026-03-31"),
    ("du 3 au 15 octobre", "2026-10-03", "2026-10-15"),
    ("du lundi 2 au vendredi 6 novembre", "2026-11-02", "2026-11-06"),
    ("du 25 octobre au 3 novembre", "2026-10-25", "2026-11-03"),
    ("du 25 au 3 novembre", "2026-10-25", "2026-11-03"),
    ("du 20 decembre au 5 janvier", "2025-12-20", "2026-01-05"),
    ("du 15/10 au 3/11", "2026-10-15", "2026-11-03"),
    ("entre le 3 octobre et le 15 novembre", "2026-10-03", "2026-11-15"),
    ("entre septembre et novembre", "2026-09-01", "2026-11-30"),
    ("de septembre a octobre", "2026-09-01", "2026-10-31"),
]

NOT_NAMED = [
    "salle 2",
    "12/13",
    "idee 42",
    "la rentree des classes",
    "un cej de 12 mois",
    "t5",
    "s60",
    "le 5e trimestre",
    "sans reponse",
    "mais pas",
    "2025",
]


@pytest.mark.parametrize(("said", "first", "last"), NAMED)
def test_the_days_that_are_meant(said: str, first: str, last: str):
    found = find(f"irritants {said} ?", TODAY)
    assert found is not None
    period, (start, end) = found
    assert (str(period.first or ""), str(period.last or "")) == (first, last)
    assert f"irritants {said} ?"[start:end] == said


@pytest.mark.parametrize("said", NOT_NAMED)
def test_figures_and_words_that_name_no_days(said: str):
    assert find(said, TODAY) is None


def test_a_weekday_is_the_latest_one():
    assert find("mardi", TODAY) == (Period(TODAY, TODAY), (0, 5))


def test_in_january_last_month_is_of_last_year():
    found = find("le mois dernier", date(2026, 1, 7))
    assert found is not None
    assert found[0] == Period(date(2025, 12, 1), date(2025, 12, 31))


def test_in_february_last_quarter_is_of_last_year():
    found = find("le trimestre dernier", date(2026, 2, 7))
    assert found is not None
    assert found[0] == Period(date(2025, 10, 1), date(2025, 12, 31))


def test_a_month_that_is_named_has_begun_on_every_day_of_the_year():
    for ahead in range(366):
        today = TODAY + timedelta(days=ahead)
        for month in MONTHS:
            found = find(f"en {month}", today)
            assert found is not None
            assert found[0].first is not None
            assert timedelta() <= today - found[0].first < timedelta(days=366)


@pytest.mark.parametrize(
    ("figure", "unit", "count"),
    [("15", "jour", 15), ("quinze", "jour", 15), ("deux", "semaine", 14), ("un", "mois", 30)],
)
def test_a_duration_in_days(figure: str, unit: str, count: int):
    assert days(figure, unit) == count


def test_a_period_never_ends_before_it_begins_whatever_is_written():
    chance = random.Random(7)  # noqa: S311 -- a test that fails must fail again
    words = [word for said, _, _ in NAMED for word in said.split()]
    words += ["31", "29", "0", "99", "9999", "février", "2000", "00/00", "le 31", "s53", "t4"]
    for _ in range(5_000):
        said = " ".join(chance.choices(words, k=chance.randrange(1, 8)))
        found = find(said, TODAY)
        if found is not None and found[0].first and found[0].last:
            assert found[0].first <= found[0].last, said
