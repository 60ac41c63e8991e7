"""What is searched for meets what was written, however either was typed."""

import random
import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import fold
from domain.words import STOP, stems


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("formation", "les formations"),
        ("reunion", "Réunions"),
        ("RÉUNION", "réunion"),
        ("refusé", "refusées"),
        ("refusee", "refusés"),
        ("local", "nos locaux"),
        ("i-milo", "imilo"),
        ("i milo", "I-Milo"),
        ("I‑Milo", "imilo"),
        ("e mail", "e-mails"),
        ("rendez vous", "rendez-vous"),
        ("accueil", "l’accueil"),
        ("accueil", "à l'accueil"),
        ("oeuvre", "d’œuvre"),
        ("téléphone", "TELEPHONES"),
        ("salle 2", "la salle 2"),
        ("jeune", "les jeunes"),
        ("confidentialite", "Confidentialité"),
        ("entreprise", "entreprises"),
    ],
)
def test_both_ways_to_write_it_have_the_same_stems(typed: str, written: str):
    assert stems(typed) == stems(written) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("salle 2", "salle 3"), ("badge", "bagage"), ("mission", "formation"), ("poste", "posture")],
)
def test_other_words_have_other_stems(one: str, other: str):
    assert stems(one) != stems(other)


def test_words_that_tell_nothing_have_no_stem():
    assert stems("Qu'est-ce qu’il y a, aujourd'hui ?") == []
    assert stems("L’idée d’Awa et de lui") == stems("idée Awa")


def test_stop_words_are_written_as_they_are_compared():
    assert all(word == fold(word) and word.isalpha() for word in STOP)


def test_the_order_and_the_repetitions_stay():
    assert stems("badge, salle, badge") == [*stems("badge"), *stems("salle"), *stems("badge")]


def test_a_stem_is_of_plain_letters_and_digits_whatever_is_written():
    chance = random.Random(7)  # noqa: S311 -- a test that fails must fail again
    letters = string.printable + "éèàçœæßñÉŒ’«»…²½٣дя漢🙂\u00a0\u202f"
    for _ in range(3_000):
        text = "".join(chance.choices(letters, k=chance.randrange(40)))
        assert all(re.fullmatch(r"[a-z0-9]+", stem) for stem in stems(text)), text


@given(st.text() | st.text("éÉœß ’a\u0301\u0345İ"))
def test_what_is_folded_has_no_case_and_no_accent(text: str) -> None:
    decomposed = unicodedata.normalize("NFKD", text.casefold())

    assert fold(text) == "".join(each for each in decomposed if not unicodedata.combining(each))
