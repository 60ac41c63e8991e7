"""The same problem said in other words is found; what only sounds alike comes after it."""

from collections.abc import Mapping

import pytest

from domain.themes.recurrence import PROPOSED, Similar, put_together, rank, weighed
from tests.corpus import recurrence


def _rank(text: str, said: Mapping[int, str]) -> list[Similar]:
    return rank(weighed(text), {id_: weighed(each) for id_, each in said.items()})


@pytest.mark.parametrize(
    ("said", "same", "other"),
    [
        (
            "I-Milo rame encore ce matin",
            "le logiciel mouline, 40 secondes pour ouvrir une fiche",
            "le badge de l’entrée ne marche plus",
        ),
        (
            "on se gèle dans le bureau du fond",
            "le radiateur est éteint depuis lundi",
            "trop de bruit avec les travaux",
        ),
        (
            "impossible de se garer le matin",
            "parking plein dès 8h",
            "la voiture de service n’a plus d’essence",
        ),
        (
            "Il fait 15 degrés dans la salle d’atelier",
            "chauffage en panne, les jeunes gardent leur blouson",
            "quinze jeunes dans une salle pour huit",
        ),
        (
            "ils ne viennent pas aux ateliers",
            "5 absents sur 8 ce matin, aucun n’a prévenu",
            "la salle est encore prise par un autre groupe",
        ),
        (
            "l imprimente bloque tout le tps",
            "le copieur fait un bourrage à chaque page",
            "le site internet est bloqué",
        ),
    ],
)
def test_other_words_for_the_same_problem_come_first(said: str, same: str, other: str) -> None:
    found = _rank(said, {1: other, 2: same})

    assert found[0].contribution_id == 2
    assert found[0].score >= PROPOSED


def test_the_same_words_are_surely_the_same_and_the_newest_comes_first() -> None:
    text = "Plus de toner depuis lundi"

    found = _rank(text, {1: text, 3: text, 2: "On étouffe en salle d’attente"})

    assert [each.contribution_id for each in found] == [3, 1]
    assert 0.9 < found[0].score <= 1


def test_case_accents_and_signs_make_no_difference() -> None:
    said = {1: "Le chauffage est arrêté à l’étage !"}

    assert _rank("LE CHAUFFAGE EST ARRETE A L'ETAGE", said) == _rank(said[1], said)


@pytest.mark.parametrize("text", ["", "et voilà", "███", "🤷", "?!"])
def test_nothing_is_like_words_that_tell_nothing(text: str) -> None:
    assert _rank(text, {1: "I-Milo rame", 2: text}) == []


def test_only_what_is_sure_of_every_other_is_put_together() -> None:
    alike = {
        "a": [("b", 0.99), ("c", 0.99)],
        "b": [("a", 0.99)],
        "c": [("a", 0.99)],
        "d": [("c", 0.6)],
        "e": [],
    }

    assert put_together(alike) == [["a", "b"]]


def test_a_group_grows_where_all_are_sure_of_each_other() -> None:
    everyone = "abc"
    alike = {one: [(other, 0.99) for other in everyone if other != one] for one in everyone}

    assert put_together(alike) == [["a", "b", "c"]]


def test_a_score_is_a_chance() -> None:
    found = _rank("le wifi coupe", {1: "la connexion saute", 2: "plus d’internet"})

    assert [0 <= each.score <= 1 for each in found] == [True, True]


def test_the_part_kept_apart_is_found_again_as_well_as_when_it_was_measured() -> None:
    found = recurrence.figures(recurrence.kept_apart())

    assert found.first >= 0.5
    assert found.in_three >= 0.77
    assert found.in_five >= 0.83
    assert found.proposals_right >= 0.34


def test_the_parts_share_neither_groups_nor_texts_and_are_large_enough() -> None:
    learnt = [said for part in recurrence.learnt_from().values() for said in part]
    apart = recurrence.kept_apart()

    assert len(learnt) + len(apart) >= 400
    assert len({said.group for said in (*learnt, *apart)}) >= 80
    assert not {said.text for said in learnt} & {said.text for said in apart}
    assert not {said.group for said in learnt} & {said.group for said in apart}
