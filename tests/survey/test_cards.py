"""The cards of the survey: valid and small whatever is written, and said as people say it."""

from datetime import date
from typing import Any

import pytest

from cards.survey import desk as survey
from cards.survey import texts as survey_texts
from cards.survey.texts import weather_said
from domain.confidentiality import Clean
from domain.pages import PAGE
from domain.people import Site, SiteNature
from domain.survey.weather import (
    LONGEST_WORDS,
    Hung,
    Poster,
    Posters,
    Waiting,
    Words,
    weather,
)
from tests.cards.oracle import wrong
from tests.cards.samples import MOMENT, PARIS, SAID, TODAY
from tests.world import inputs_of, words_of


def poster(site: str = "Haguenau") -> Poster:
    return Poster(3, 1, 2 if site else None, site[:300], "abcdefgh23", MOMENT)


def words(text: str, **more: Any) -> Words:
    known: dict[str, Any] = {
        "id": 2**31 - 1,
        "organisation_id": 1,
        "site_id": 2,
        "site_name": text[:300],
        "day": date(2026, 11, 18),
        "face": 2,
        "text": Clean(text[:LONGEST_WORDS]),
        "is_to_read": True,
    }
    return Words(**known | more)


def every_card(text: str) -> dict[str, dict[str, Any]]:
    """Return each card in its states, with as much on it as there can be."""
    sites = tuple(Site(each, text[:300] or "x", SiteNature.BRANCH) for each in range(1, 39))
    hung = Hung(poster(text), 12_345)
    posters = Posters(
        (hung,) * PAGE, sites, True, 42, weather({4: 9, 2: 3}, 5), number=1, total=14
    )
    waiting = Waiting((words(text),) * PAGE, TODAY, number=1, total=14)
    urls = ["https://flash.example.org/affiche/" + "x" * 500] * 2
    address = "https://flash.example.org/s/abcdefgh23"
    return {
        "posters": survey.posters_card(posters, PARIS, said=survey_texts.REVOKED),
        "no posters": survey.posters_card(
            Posters((), (), False, 0, weather({}, 5), number=0, total=0), PARIS
        ),
        "poster": survey.poster_card(hung, address, urls, PARIS),
        "poster, unreachable": survey.poster_card(
            hung, address, urls, PARIS, warn=survey_texts.NO_ADDRESS.format(url=address)
        ),
        "revoke": survey.revoke_card(poster(text)),
        "words": survey.words_card(waiting, said="3 paroles lues"),
        "no words": survey.words_card(Waiting((), TODAY, number=0, total=0)),
        "one": survey.one_words_card(words(text), TODAY, page=2),
        "one, noted": survey.one_words_card(
            words(text, contribution_id=3, is_to_read=False), TODAY
        ),
        "fewest": survey.fewest_form(5),
        "fewest, wrong": survey.fewest_form(5, typed=text[:20], problem="Écrivez un nombre."),
    }


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_every_card_is_valid_and_small_whatever_is_written(said: Any) -> None:
    assert wrong(every_card(said.text)) == {}


def test_a_card_has_three_buttons_and_the_others_behind_dots() -> None:
    for name, card in every_card("x").items():
        shown = [each for each in card.get("actions", []) if each.get("mode") != "secondary"]
        inputs = inputs_of(card)
        assert len(shown) <= 3, name
        assert len(inputs) <= 3, name


def test_the_weather_is_said_with_its_figures_and_count() -> None:
    assert weather_said(weather({5: 30, 4: 10, 1: 2}, 5)) == (
        "☀️ ensoleillé (4,6 sur 5, 95\u00a0% de réponses contentes, 42 réponses)"
    )
    assert weather_said(weather({5: 3}, 5)) == "pas encore assez de réponses (3 sur 5)"


def test_words_are_told_with_face_site_and_day() -> None:
    said = words_of(survey.one_words_card(words("Trop d’attente", site_name=""), TODAY))

    assert "🙁 Mal · Toutes antennes · 6 j" in said
    assert "Trop d’attente" in said
