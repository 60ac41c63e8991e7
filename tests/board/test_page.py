"""The page and its PDF: French, whole, one A4, safe; opened by a link of one's own."""

import re

import pytest

from bot.board.pages import board_page, board_pdf
from domain.board.page import Board, Figure
from tests.board.place import NOW, asked, seen, settle
from tests.week.test_page import Page
from tests.world import NADIA, World

Boards = dict[str, Board]
BASE = "/tableau/token"
_PAGES = re.compile(rb"/Type\s*/Page\b")


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(_PAGES.findall(pdf))


@pytest.mark.parametrize("which", ["full", "hostile", "empty"])
def test_the_page_is_french_whole_and_runs_nothing(which: str, boards: Boards) -> None:
    board = boards[which]
    html = board_page(board, BASE)
    page = Page(html)

    assert html.startswith("<!doctype html>")
    assert page.open == []
    assert ("lang", "fr") in page.attributes
    assert page.tags.count("h1") == 1
    assert page.tags.count("h2") == len(Figure) + 1
    assert not {"script", "img", "iframe", "link"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    drawings = [value for name, value in page.attributes if name == "role" and value == "img"]
    assert len(drawings) == html.count('class="drawing')


@pytest.mark.parametrize("which", ["full", "hostile", "empty"])
async def test_the_pdf_is_one_tagged_page_whatever_it_holds(which: str, boards: Boards) -> None:
    board = boards[which]

    pdf = await board_pdf(board, NOW)

    assert pages(pdf) == 1
    assert b"/StructTreeRoot" in pdf
    assert pdf == await board_pdf(board, NOW)


def test_every_figure_tells_its_definition_and_leads_to_its_list(boards: Boards) -> None:
    html = board_page(boards["full"], BASE)

    for figure in Figure:
        assert f'href="{BASE}/{figure.value}?periode=2026-T4"' in html
    assert html.count("<details>") == len(Figure)
    assert f'href="{BASE}/pdf?periode=2026-T4"' in html


async def _opened(ml: World) -> str:
    await ml.store.write(settle)
    card = await asked(ml, NADIA, "tableau de bord")
    url: str = card["actions"][0]["url"]
    return ml.url + url[url.index("/tableau/") :]


async def _get(ml: World, url: str) -> tuple[int, str]:
    async with ml.http.get(url) as response:
        return response.status, (await response.read()).decode("utf-8", "replace")


async def test_the_link_of_the_card_opens_the_page_its_lists_and_its_pdf(ml: World) -> None:
    url = await _opened(ml)
    base = url.partition("?")[0]

    status, page = await _get(ml, url)
    assert status == 200
    assert f"{(await ml.store.read(seen)).now.flow.received} reçues" in page
    for figure in Figure:
        status, listed = await _get(ml, f"{base}/{figure.value}?periode=2026-T3")
        assert (status, listed.count("<h1>")) == (200, 1)
    status, pdf = await _get(ml, f"{base}/pdf?periode=2026")
    assert (status, pdf[:5]) == (200, "%PDF-")


async def test_what_was_said_in_private_counts_and_is_not_shown(ml: World) -> None:
    base = (await _opened(ml)).partition("?")[0]

    _, listed = await _get(ml, f"{base}/field")

    received = (await ml.store.read(seen)).now.flow.received
    assert 0 < listed.count('scope="row"') < received
    assert "dites en privé" in listed


async def test_a_link_that_is_over_is_forged_or_of_nobody_says_so_kindly(ml: World) -> None:
    url = await _opened(ml)
    base, _, query = url.partition("?")

    assert (await _get(ml, f"{base}x?{query}"))[0] == 403
    assert (await _get(ml, f"{base}/secrets?{query}"))[0] == 404
    assert (await _get(ml, f"{base}?antenne=9999"))[0] == 404
    ml.clock.advance(hours=1, seconds=1)
    status, said = await _get(ml, url)
    assert status == 403
    assert "tableau de bord" in said


async def test_who_had_their_name_erased_opens_nothing_any_more(ml: World) -> None:
    url = await _opened(ml)
    await ml.execute(NADIA, "rights.erase", {})

    assert (await _get(ml, url))[0] == 404
