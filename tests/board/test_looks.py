"""The page in a real browser: nothing that axe finds, one A4, no wider than a phone."""

from pathlib import Path

import pytest

from bot.board.pages import behind_page, board_page
from deploy.node import AXE
from domain.board.page import Behind, Board, Figure
from tests import machine
from tests.acceptance.browser import chromium
from tests.board.place import POLICY
from tests.board.test_page import BASE, pages

_AXE = """axe.run().then(found => found.violations.map(
    each => each.id + ': ' + each.nodes.map(node => node.html).join(' | ')))"""


@pytest.mark.browser
async def test_people_and_their_machines_can_read_the_page(
    boards: dict[str, Board], tmp_path: Path
) -> None:
    if missing := machine.missing_for_browser():
        machine.leave_out(missing)
    full = boards["full"]
    html = {name: board_page(each, BASE) for name, each in boards.items()} | {
        "list": behind_page(Behind(Figure.DONE, full, told=full.told), BASE, POLICY.default_zone),
    }

    async with chromium(tmp_path / "profile") as browser:
        page = browser.pages[0]
        for scheme in ("light", "dark"):
            for width in (390, 1000):
                for name, whole in html.items():
                    await page.emulate_media(color_scheme=scheme)
                    await page.set_viewport_size({"width": width, "height": 844})
                    await page.set_content(whole)
                    await page.add_script_tag(path=AXE)
                    assert await page.evaluate(_AXE) == [], (name, scheme, width)
                    wide = await page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, name


@pytest.mark.browser
@pytest.mark.parametrize("which", ["full", "hostile"])
async def test_it_prints_on_one_a4(which: str, boards: dict[str, Board], tmp_path: Path) -> None:
    if missing := machine.missing_for_browser():
        machine.leave_out(missing)

    async with chromium(tmp_path / "profile") as browser:
        page = browser.pages[0]
        await page.set_content(board_page(boards[which], BASE))
        printed = await page.pdf(prefer_css_page_size=True)
        assert pages(printed) == 1
        await page.emulate_media(media="print")
        hidden = await page.locator("main section").evaluate_all(
            "all => all.filter(each => each.getBoundingClientRect().height < 60).length"
        )
    assert hidden == 0, "every part has its room on paper"
