"""Every card of the week, in each of its states, whatever people wrote."""

from typing import Any

import pytest

from bot.app import PLUGS
from cards import verbs
from cards.kit import CARD_LIMIT, size
from domain.confidentiality import Screen
from tests.cards.oracle import wrong
from tests.cards.samples import READ_AS_MARKUP, SAID, Said
from tests.week.samples import every_card
from tests.world import walk

VERBS = PLUGS.buttons.verbs
CARDS = dict(every_card(Said()))


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_every_card_is_valid_and_small_whatever_people_write(said: Said) -> None:
    cards = dict(every_card(said))

    assert wrong(cards) == {}
    assert {name: size(card) for name, card in cards.items() if size(card) > CARD_LIMIT} == {}


def test_what_people_write_is_never_read_as_markup() -> None:
    """In a TextRun and in a field it stands as it is; elsewhere it is escaped or it is absent."""
    raw = ("**gras", "](https", "<at>", "<b>")
    for name, card in every_card(SAID["markup"]):
        for part in walk(card):
            kind = str(part.get("type"))
            literal = kind == "TextRun" or kind.startswith("Input.")
            shown = [str(part.get(key, "")) for key in READ_AS_MARKUP if not literal]
            assert [bad for bad in raw if any(bad in each for each in shown)] == [], name


def test_no_words_of_people_are_expanded_as_a_date() -> None:
    for name, card in every_card(SAID["markup"]):
        for part in walk(card):
            shown = [str(part.get(key, "")) for key in READ_AS_MARKUP]
            assert not any("{{" in each for each in shown), name


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_every_button_carries_what_its_verb_reads(card: dict[str, Any]) -> None:
    pressed = [part for part in walk(card) if part.get("type") == "Action.Execute"]
    for each in pressed:
        data = {key: value for key, value in each["data"].items() if key != "verb"}

        read = verbs.read(VERBS[each["verb"]], data, Screen())

        assert read is not None
        assert verbs.carried(read) == data
        assert each["fallback"]["type"] == "Action.Submit"
        assert each["fallback"]["data"] == each["data"]


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_what_stands_in_a_form_can_be_sent_as_it_is(card: dict[str, Any]) -> None:
    fields = {
        part["id"]: part.get("value", "")
        for part in walk(card)
        if str(part.get("type")).startswith("Input.")
    }
    for part in walk(card):
        sends_fields = part.get("type") == "Action.Execute" and "associatedInputs" not in part
        if sends_fields and fields:
            assert verbs.read(VERBS[part["verb"]], {**fields, **part["data"]}, Screen())


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_form_shows_at_most_three_fields_and_every_field_has_its_label(
    card: dict[str, Any],
) -> None:
    fields = [part for part in _visible(card) if str(part.get("type")).startswith("Input.")]
    signing = {"signature", "until"}  # asked for by who pressed « Signature, congés… »

    assert len([field for field in fields if field["id"] not in signing]) <= 3
    assert all(field["label"].strip() for field in fields)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_can_be_spoken_and_has_no_more_buttons_than_teams_shows(
    card: dict[str, Any],
) -> None:
    assert card["speak"].strip()
    assert "\n" not in card["fallbackText"]
    assert len(card.get("actions", ())) <= 6


def _visible(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [each for item in part for each in _visible(item)]
    if not isinstance(part, dict) or part.get("isVisible") is False:
        return []
    return [part, *(each for item in part.values() for each in _visible(item))]
