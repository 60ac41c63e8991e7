"""The page for the wall: what people wrote stands in it as words, nothing in it runs."""

from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.week.pages import flash_page
from cards.week import texts as week_texts
from domain.week.flash import Decision, FlashView, Section
from tests.cards.samples import Said
from tests.week.samples import HIDDEN, contribution, empty_flash, full_flash

NASTY = "<script>alert(1)</script><img src=x onerror=y> \"'&amp; </main> {{ 7*7 }} {% x %}"
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """Reads a page and remembers its tags, attributes and words; unclosed tags are an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words += data


def nasty() -> FlashView:
    return full_flash(Said(NASTY, NASTY, NASTY))


@pytest.mark.parametrize("view", [nasty(), full_flash(Said()), empty_flash()])
def test_the_page_is_french_whole_and_runs_nothing(view: FlashView) -> None:
    html = flash_page(view)
    page = Page(html)

    assert html.startswith("<!doctype html>")
    assert page.open == []
    assert ("lang", "fr") in page.attributes
    assert page.tags.count("h1") == 1
    assert page.tags.count("h2") == sum(1 for told in view.sections.values() if told)
    assert not {"script", "img", "iframe", "link", "a", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]


def test_what_people_wrote_is_shown_letter_by_letter() -> None:
    words = Page(flash_page(nasty())).words

    assert words.count(NASTY) >= 15 + 3 + 1, "texts, answers, decision"
    assert "49" not in words


def test_a_flash_without_any_of_its_parts_leaves_no_empty_ones() -> None:
    page = Page(flash_page(empty_flash()))

    assert week_texts.FLASH_EMPTY in page.words
    assert "section" not in page.tags
    assert week_texts.FLASH_DECIDED not in page.words
    assert "Flash de la semaine 48" in page.words


def test_a_decision_stands_with_who_takes_it() -> None:
    decided = replace(empty_flash(), decision=Decision("Essayer les SMS", "Bruno"))

    assert "Décision\u00a0: Essayer les SMS (Bruno)" in Page(flash_page(decided)).words


def test_the_anonymous_are_not_named_on_the_wall() -> None:
    hidden = contribution(Said(), site_name="Saverne", **HIDDEN)
    sections = dict.fromkeys(Section, ()) | {Section.UNSEEN: (hidden,)}

    words = Page(flash_page(full_flash(Said(), sections=sections, decision=Decision()))).words

    assert "AC-2026-0042" in words
    assert "Nadia" not in words
    assert "Saverne" not in words


def test_a_long_text_is_cut_to_be_read_from_a_metre_away() -> None:
    words = Page(flash_page(full_flash(Said("mot " * 2_500, "n" * 300, "s" * 300)))).words

    assert len(words) < 15_000
