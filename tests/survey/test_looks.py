"""The page in a real browser: nothing that axe finds, on the narrowest phone, by the keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.survey.page import page
from cards.survey.page_texts import TEXTS
from deploy.node import AXE
from domain.survey.weather import Language
from tests import machine
from tests.acceptance.browser import chromium

_AXE = """axe.run().then(found => found.violations.map(
    each => each.id + ': ' + each.nodes.map(node => node.html).join(' | ')))"""
_WORD = "anticonstitutionnellement" * 4


def shown(language: Language) -> dict[str, str]:
    """Return the page in its states."""
    said, here = TEXTS[language], "/s/abcdefgh23"
    states = {
        "form": page(200, language, here, action=here, form="x" * 90),
        "wrong": page(
            *(400, language, here),
            action=here,
            form="x",
            chosen=2,
            words=_WORD,
            problem=said.no_face,
        ),
        "thanks": page(200, language, here, thanks=True, done=[_WORD, "Un banc"], action=here),
        "closed": page(404, language, here, problem=said.closed),
    }
    return {name: str(each.text) for name, each in states.items()}


@asynccontextmanager
async def small_screen(profile: Path) -> AsyncIterator[Page]:
    """Give a page of a browser, as small as that of the smallest phone."""
    if missing := machine.missing_for_browser():
        machine.leave_out(missing)
    async with chromium(profile) as browser:
        tab = browser.pages[0]
        await tab.set_viewport_size({"width": 320, "height": 640})
        yield tab


@pytest.mark.browser
async def test_young_people_and_their_machines_can_read_the_page(tmp_path: Path) -> None:
    async with small_screen(tmp_path / "profile") as tab:
        for scheme in ("light", "dark"):
            await tab.emulate_media(color_scheme=scheme)
            for language in Language:
                for name, whole in shown(language).items():
                    await tab.set_content(whole)
                    await tab.add_script_tag(path=AXE)
                    assert await tab.evaluate(_AXE) == [], (name, language, scheme)
                    wide = await tab.evaluate("document.documentElement.scrollWidth")
                    assert wide <= 320, (name, language)


@pytest.mark.browser
async def test_it_is_answered_by_the_keyboard_and_by_a_thumb(tmp_path: Path) -> None:
    async with small_screen(tmp_path / "profile") as tab:
        await tab.set_content(shown(Language.FRENCH)["form"])
        for label in await tab.locator("label.face, button").all():
            box = await label.bounding_box()
            assert box is not None
            assert box["height"] >= 48
            assert box["width"] >= 240
        await tab.get_by_label("Mal", exact=True).click()
        assert await tab.get_by_role("radio", name="Mal", exact=True).is_checked()
        await tab.get_by_role("radio", name="Très bien", exact=True).focus()
        await tab.keyboard.press("ArrowDown")
        assert await tab.get_by_role("radio", name="Bien", exact=True).is_checked()
        await tab.keyboard.press("Tab")
        assert await tab.evaluate("document.activeElement.id") == "words"
