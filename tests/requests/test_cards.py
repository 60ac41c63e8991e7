"""The cards of sheets: valid and small whatever is written, and said as people say it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards.requests import sheets as requests
from cards.requests.verbs import SaveRequest, SendRequest
from domain.confidentiality import Clean
from domain.pages import PAGE
from domain.people import Site, SiteNature
from domain.requests.request import (
    LONGEST_SUBJECT,
    Dates,
    Delay,
    Request,
    RequestChannel,
    RequestNature,
    RequestNumber,
    Sheet,
    Sheets,
    Tally,
)
from tests.cards.oracle import wrong
from tests.cards.samples import SAID, TODAY
from tests.world import inputs_of, walk, words_of

URL = "https://flash.example.org/reclamations/" + "x" * 600


def request(subject: str = "Attente trop longue", **more: Any) -> Request:
    number, nature = RequestNumber(2026, 3), RequestNature.COMPLAINT
    received = Dates(date(2026, 11, 12))
    made = Request(7, 1, number, nature, RequestChannel.DESK, subject, received)
    return replace(made, **{"site_name": subject[:300]} | more)


def every_card(text: str) -> dict[str, dict[str, Any]]:
    """Return each card in its states, with as much on it as there can be."""
    subject = Clean(text[:LONGEST_SUBJECT])
    sites = tuple(Site(each, text[:300] or "x", SiteNature.BRANCH) for each in range(1, 39))
    one = request(subject)
    sheet = Sheet(one, TODAY, 30, may_list=True, sites=sites)
    listed = Sheets(
        RequestNature.PARTNERSHIP, (one,) * PAGE, 1, Tally(14, 9, 3), TODAY, 10, Delay(9, 4.5, 3.0)
    )
    none = Sheets(RequestNature.COMPLAINT, (), 0, Tally(0, 0, 0), TODAY, 30, Delay())
    filled = SendRequest.model_construct(form="f" * 32, subject=subject, received="32/13", site=2)
    typed = SaveRequest.model_construct(request=7, subject=subject, answered=text[:40], closed="")
    return {
        "list": requests.requests_card(listed),
        "none": requests.requests_card(none),
        "sheet": requests.request_card(sheet, page=2, said="C’est noté."),
        "new": requests.new_request_form(filled, sites, TODAY, problem="Vérifiez les dates."),
        "edit": requests.request_form(sheet),
        "edit, wrong": requests.request_form(sheet, typed=typed, problem="Vérifiez les dates."),
        "export": requests.export_requests_card([URL, URL]),
    }


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_every_card_is_valid_and_small_whatever_is_written(said: Any) -> None:
    assert wrong(every_card(said.text)) == {}


def test_a_card_has_three_buttons_and_a_form_three_fields() -> None:
    for name, card in every_card("x").items():
        shown = [each for each in card.get("actions", []) if each.get("mode") != "secondary"]
        hidden = [each for each in walk(card) if each.get("isVisible") is False]
        fields = inputs_of(card)
        behind = inputs_of(hidden)
        assert len(shown) <= 3, name
        assert len(fields) - len(behind) <= 3 or "wrong" in name, name


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (Dates(TODAY), "reçue aujourd’hui, en attente de réponse"),
        (Dates(date(2026, 11, 23)), "en attente de réponse depuis 1 jour"),
        (Dates(date(2026, 11, 12)), "⚠️ en retard : 12 jours sans réponse, 10 promis"),
        (Dates(date(2026, 11, 1), date(2026, 11, 3)), "répondue en 2 jours, à clore"),
        (Dates(date(2026, 11, 1), closed=date(2026, 11, 1)), "close le jour même"),
    ],
)
def test_where_a_sheet_stands_is_said_in_a_line(dates: Dates, said: str) -> None:
    told = requests.state_said(request(dates=dates), TODAY, promised=10)

    assert told.replace("\u00a0", " ") == said


def test_the_list_says_what_is_open_late_and_how_long_answers_took() -> None:
    said = words_of(every_card("Une demande")["list"])

    assert "14 fiches · 9 ouvertes · ⚠️ 3 en retard · page 2 sur 3" in said
    assert "4,5 jours en moyenne, 3 jours en médiane (9 réponses)" in said
