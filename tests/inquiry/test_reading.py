"""What people ask in plain French is understood, and what they tell is left alone."""

import random
from dataclasses import replace
from functools import partial

import pytest

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Lexicon, Named, Order, Shape
from domain.inquiry.grammar import asks_about_this, is_question_like, read
from domain.inquiry.said import Said
from domain.kinds import Kind
from domain.names import fold
from tests.corpus import data
from tests.counting import calls
from tests.inquiry.phrasings import ASKED
from tests.inquiry.phrasings.after import ASKED_AFTER, BEFORE
from tests.inquiry.phrasings.remarks import ASKED_OTHERWISE, NOT_ASKED
from tests.inquiry.phrasings.town import LEXICON

MOST_TAKEN = 0.005
"""Of remarks, how many may be taken for questions."""


@pytest.mark.parametrize(("said", "asked"), ASKED, ids=[said for said, _ in ASKED])
def test_a_question_is_understood(said: str, asked: Inquiry):
    assert read(said, LEXICON) == asked


@pytest.mark.parametrize(("said", "asked"), ASKED_AFTER, ids=[said for said, _ in ASKED_AFTER])
def test_a_question_goes_on_from_the_one_before(said: str, asked: Inquiry):
    assert read(said, LEXICON, BEFORE) == asked


@pytest.mark.parametrize(("said", "asked"), ASKED, ids=[said for said, _ in ASKED])
def test_a_whole_question_forgets_the_one_before(said: str, asked: Inquiry):
    before = Inquiry(statuses=(Status.SHARED,), text="alternance", order=Order.RANK)
    assert read(said, LEXICON, before) == asked


@pytest.mark.parametrize("said", NOT_ASKED)
@pytest.mark.parametrize("before", [None, BEFORE], ids=["at first", "after a question"])
def test_a_remark_is_no_question(said: str, before: Inquiry | None):
    assert read(said, LEXICON, before) is None


@pytest.mark.parametrize(
    "said", ["et à Haguenau ?", "et en octobre ?", "et Awa ?", "et combien ?"]
)
def test_nothing_goes_on_from_nothing(said: str):
    assert read(said, LEXICON) is None


def test_a_follow_up_that_says_enough_stands_alone():
    assert read("et les refusées ?", LEXICON) == Inquiry(statuses=(Status.REFUSED,))
    assert read("seulement les irritants", LEXICON) == Inquiry(kinds=(Kind.IRRITANT,))


@pytest.mark.parametrize("said", ["et si on fermait à Haguenau ?", "et la CAF ?", "et demain ?"])
def test_what_begins_with_and_is_no_question_by_that(said: str):
    assert read(said, LEXICON, BEFORE) is None


def test_remarks_of_the_corpus_are_hardly_ever_taken_for_questions():
    messages = [m.text for part in data.authors().values() for m in part]
    messages += [m.text for m in data.kept_apart()]
    taken = [text for text in messages if read(text, LEXICON, BEFORE) is not None]
    assert len(taken) <= MOST_TAKEN * len(messages), taken


@pytest.mark.parametrize("said", ASKED_OTHERWISE)
def test_other_questions_are_known_for_questions(said: str):
    assert read(said, LEXICON) is None
    assert is_question_like(said)


@pytest.mark.parametrize(
    "said", ["I-Milo rame encore", "Idée : un banc", "merci !", "on pourrait fermer à midi", ""]
)
def test_what_is_told_is_not_like_a_question(said: str):
    assert not is_question_like(said)


def test_all_who_bear_a_first_name_are_meant():
    two = replace(LEXICON, people=(*LEXICON.people, Named(9, "Nadia Roth")))
    assert read("idées de Nadia", two) == Inquiry(authors=(2, 9))
    assert read("idées de Nadia Roth", two) == Inquiry(authors=(9,))


def test_a_name_that_is_a_word_is_a_word_before_others():
    small = replace(LEXICON, people=(Named(8, "Luc Petit"),))
    breakfast = Inquiry(text="petit déjeuner", order=Order.RANK)
    assert read("idées de petit déjeuner", small) == breakfast
    assert read("idées de Petit", small) == Inquiry(authors=(8,))


def test_an_antenne_is_known_under_its_full_name_and_its_short_one():
    lexicon = replace(LEXICON, sites=(Named(6, "Antenne de Niederbronn-les-Bains"),))
    for said in ("de Niederbronn-les-Bains", "antenne de niederbronn les bains", "Niederbron"):
        assert read(f"irritants {said}", lexicon) == Inquiry(kinds=(Kind.IRRITANT,), sites=(6,))


def test_my_antenne_is_searched_for_as_words_where_it_is_not_known():
    asked = read("les idées de mon antenne", replace(LEXICON, here=None))
    assert asked == Inquiry(text="antenne", order=Order.RANK)


def test_an_unknown_tag_is_searched_for():
    assert read("tag mobilité", LEXICON) is None
    assert read("idées #mobilité", LEXICON) == Inquiry(text="mobilité", order=Order.RANK)


def test_what_was_only_received_is_dated_by_when_it_was_said():
    asked = read("idées non lues cette semaine", LEXICON)
    assert asked is not None
    assert asked.dated is Dated.SAID


def test_a_status_named_afterwards_changes_what_the_period_is_about():
    asked = read("et les refusées ?", LEXICON, read("suggestions de ce trimestre", LEXICON))
    assert asked is not None
    assert asked.dated is Dated.STATUS


def test_a_new_topic_takes_the_place_of_the_last():
    first = read("bonnes pratiques sur le CEJ", LEXICON)
    then = read("et sur le logement ?", LEXICON, first)
    assert then is not None
    assert (then.tags, then.text) == ((), "logement")


def test_a_long_message_is_no_question():
    assert read("mes idées " + "sur le parking " * 10, LEXICON) is None


@pytest.mark.parametrize("change", [str.upper, str.lower, fold], ids=["upper", "lower", "plain"])
def test_case_and_accents_make_no_difference(change):
    for said, asked in ASKED:
        found = read(change(said), LEXICON)
        assert found is not None, said
        assert replace(found, text="") == replace(asked, text=""), said
        assert fold(found.text) == fold(asked.text), said


def test_curly_apostrophes_and_spaces_make_no_difference():
    for said, asked in ASKED:
        found = read(f"  {said.replace(chr(39), '’')}\u00a0", LEXICON)
        assert found is not None, said
        assert replace(found, text=found.text.replace("’", "'")) == asked, said


def test_a_polite_frame_makes_no_difference():
    for said, asked in ASKED:
        assert read(f"Bonjour, {said} svp", LEXICON) == asked, said
        assert read(f"Bonsoir à tous,\n{said}\nmerci !", LEXICON) == asked, said


def test_nothing_that_is_written_breaks_it():
    chance = random.Random(7)  # noqa: S311 -- a test that fails must fail again
    pieces = [
        *" ".join(said for said, _ in ASKED + ASKED_AFTER).split(),
        *" \n?!:;,.-'’#·§«»🙂漢½ﬁ̃",
    ]
    pieces += ["999999999999", "0", "AC-0000-0000", "31/02", "s99", "œuf", "İ", "ß"]
    for _ in range(3_000):
        said = "".join(
            piece + chance.choice(["", " "])
            for piece in chance.choices(pieces, k=chance.randrange(20))
        )
        found = read(said, LEXICON, BEFORE)
        assert found is None or (found.shape is Shape.ONE) == bool(found.number or found.serial)
        assert is_question_like(said) in {True, False}


@pytest.mark.parametrize(
    "piece", ["a", "?", "1", "é", "a? ", "« ", "a_", "\ufdfa", "cette idée ? "]
)
def test_what_is_too_long_for_a_question_costs_next_to_nothing(piece: str):
    long = (piece * 28_000)[:28_000]
    most = 2 * calls(lambda: Said(long[:1_000], ())) + 500
    for work in (partial(read, lexicon=LEXICON), is_question_like, asks_about_this):
        assert calls(partial(work, long)) < most, work


def test_a_long_message_is_like_a_question_by_how_it_begins_and_ends():
    long = "la salle est froide " * 500
    assert is_question_like(f"pourquoi {long}")
    assert is_question_like(f"{long}, non ? »\n")
    assert not is_question_like(f"{long} pourquoi ? {long}")


def test_it_needs_no_names():
    empty = Lexicon(LEXICON.today)
    assert read("idées à l'étude", empty) == Inquiry(statuses=(Status.UNDER_REVIEW,))
