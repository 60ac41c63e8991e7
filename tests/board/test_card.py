"""The board's page as a card: it opens each figure, and changes period and site in place."""

import pytest

from bot.app import PLUGS
from cards.board.card import board_card, choose_form, figure_card, list_link, report_form
from cards.kit import size
from domain.board.page import Board, Figure
from domain.board.report import Report
from tests.board.place import asked, seen, settle
from tests.cards.oracle import problems
from tests.world import CLAIRE, NADIA, World, walk, words_of

URL = "https://flash.example/tableau/token"


@pytest.mark.parametrize("which", ["full", "hostile", "empty"])
def test_every_card_is_one_that_teams_takes(which: str, boards: dict[str, Board]) -> None:
    board = boards[which]
    cards = [
        board_card(board, URL),
        choose_form(board, may_set=True),
        report_form(Report(), done="Enregistré"),
        *(figure_card(board, each, list_link(board, each, URL)) for each in Figure),
    ]

    assert [problems(card) for card in cards] == [[]] * len(cards)
    assert max(map(size, cards)) < 28 * 1024


def test_a_chart_that_does_not_show_is_told_in_words(boards: dict[str, Board]) -> None:
    full = boards["full"]
    charts = [
        part for part in walk(board_card(full, URL)) if str(part.get("type")).startswith("Chart.")
    ]

    assert [chart["type"] for chart in charts] == ["Chart.VerticalBar.Grouped", "Chart.Donut"]
    bars, donut = (words_of(chart["fallback"]) for chart in charts)
    flow = full.now.flow
    assert f"T4 2026\n{flow.received} / {flow.treated}" in bars
    assert f"Fait\n{full.now.plan.done}" in donut


async def test_anybody_sees_it_and_opens_each_figure(ml: World) -> None:
    await ml.store.write(settle)
    card = await asked(ml, NADIA, "tableau de bord")

    assert f"{(await ml.store.read(seen)).now.flow.received} reçues" in words_of(card)
    for title in ("Météo des jeunes", "Plan d’action", "Participation de l’équipe"):
        figure = (await ml.press(NADIA, card, title))["value"]
        assert "Définition" in words_of(figure)
        assert any(part.get("type") == "Action.OpenUrl" for part in walk(figure))
    delays = (await ml.press(NADIA, card, "Délais de réponse"))["value"]
    listed = (await ml.press(NADIA, delays, "Voir la liste"))["value"]
    assert "répondues ou décidées" in words_of(listed)
    back = (await ml.press(NADIA, delays, "Retour"))["value"]
    assert words_of(back) == words_of(card)


async def test_a_period_and_a_site_may_be_named(ml: World) -> None:
    await ml.store.write(settle)
    everywhere = "Toute la Mission Locale"
    for words, title, place in (
        ("Tableau de bord", "T4 2026", everywhere),
        ("tableau de bord du 3e trimestre", "T3 2026", everywhere),
        ("tableau de bord de Haguenau", "T4 2026", "Haguenau"),
        ("tableau de bord de Saverne en septembre", "septembre 2026", "Saverne"),
        ("tableau de bord de l’année 2025", "2025", everywhere),
        ("tableau de bord du 3 au 15 octobre", "T4 2026", everywhere),
    ):
        told = words_of(await asked(ml, NADIA, words))

        assert f"Tableau de bord qualité · {title}\n{place} · " in told, words


async def test_a_site_of_two_is_refused_kindly(ml: World) -> None:
    await ml.store.write(settle)

    await ml.say(NADIA, "tableau de bord de Niederbronn")

    said = [str(each.activity) for each in ml.teams.sent]
    assert any("moins de trois personnes" in each for each in said)


async def test_period_and_site_are_chosen_in_a_form(ml: World) -> None:
    await ml.store.write(settle)
    card = await asked(ml, NADIA, "tableau de bord")
    form = (await ml.press(NADIA, card, "Période et antenne"))["value"]
    assert "Envoi" not in words_of(form)

    chosen = (await ml.press(NADIA, form, "Afficher", period="2026-T2", site="0"))["value"]

    assert "T2 2026" in words_of(chosen)


async def test_only_who_leads_quality_sets_to_whom_it_is_sent(ml: World) -> None:
    await ml.install_in_team()
    card = await asked(ml, CLAIRE, "tableau de bord")
    form = (await ml.press(CLAIRE, card, "Période et antenne"))["value"]
    report = (await ml.press(CLAIRE, form, "Tableau de bord à la direction"))["value"]

    saved = await ml.press(CLAIRE, report, "Enregistrer", monthly="true", quarterly="false")
    refused = await ml.press(NADIA, report, "Enregistrer", monthly="false", quarterly="true")

    assert "C’est enregistré" in words_of(saved["value"])
    assert "référent" in refused["value"]
    kept = await ml.store.read(lambda unit: unit.steering.of(1))
    assert (kept["report_monthly"], kept["report_quarterly"]) == (True, False)


def test_the_word_is_known() -> None:
    assert "tableau de bord" in PLUGS.words
