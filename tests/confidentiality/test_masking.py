"""What was found is masked and in order; the labelled messages are read well, and quickly."""

import time
import unicodedata
from itertools import pairwise

import pytest

from domain.confidentiality import Examined, Found, Span, examine, masked
from tests.confidentiality.finding import found_in
from tests.corpus import confidential


def test_masking_leaves_the_rest_as_it_was() -> None:
    text = "Kévin Muller (06 39 98 12 34) attend."

    assert masked(text, examine(text).spans) == "███ (███) attend."
    assert masked(text, ()) == text
    touching = (Span(6, 12, Found.PERSON), Span(0, 6, Found.PERSON))
    assert masked(text, touching) == "███ (06 39 98 12 34) attend."


def test_places_are_those_of_the_text_as_it_was_given() -> None:
    text = unicodedata.normalize("NFD", "Élève : Zoé Lefèvre, né le 12/03/2006")

    found = found_in(text)

    assert [unicodedata.normalize("NFC", said) for _, said in found] == [
        "Zoé Lefèvre",
        "12/03/2006",
    ]


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂🙂", "\n\n", "@", "A", "M.", "le jeune", "K."])
def test_next_to_nothing_holds_nothing(text: str) -> None:
    assert examine(text) == Examined()


def test_spans_are_in_order_and_apart() -> None:
    for message in (*confidential.learn(), *confidential.kept_apart()):
        spans = examine(message.text, message.roster).spans
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(message.text[span.start : span.end].strip() for span in spans)


def test_the_labels_touch_words_and_the_parts_share_nothing() -> None:
    learned, apart = confidential.learn(), confidential.kept_apart()

    assert not {message.text for message in learned} & {message.text for message in apart}
    for message in (*learned, *apart):
        for span in message.spans:
            said = message.text[span.start : span.end]
            assert said
            assert said == said.strip()


def test_the_part_kept_apart_is_read_well() -> None:
    found = confidential.figures(confidential.kept_apart())

    assert found.recall >= 0.97
    assert found.false_warnings <= 0.06
    assert all(touched >= 0.9 * labelled for labelled, touched, _, _ in found.types.values())


def test_a_message_is_read_quickly() -> None:
    messages = confidential.learn()
    examine(messages[0].text)
    spent = []
    for message in messages:
        began = time.perf_counter()
        examine(message.text, message.roster)
        spent.append(time.perf_counter() - began)

    assert sorted(spent)[len(spent) // 2] < 0.002


def test_a_long_text_takes_no_forever() -> None:
    began = time.perf_counter()
    for text in ("a " * 5000, "1 " * 5000, "Kévin " * 1500, "12 rue " * 1500, "/dossier" * 1200):
        examine(text)

    assert time.perf_counter() - began < 5
