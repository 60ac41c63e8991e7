"""Pages as PDF, tagged for screen readers (PDF/UA-1, ISO 14289-1), set by Typst from a template.

People's words reach a template as data (``json(bytes(sys.inputs.data))``), never as markup.
"""

import asyncio
import re
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from cards import texts

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
"""The folder of our templates and fonts."""
FONT = "Atkinson Hyperlegible"
"""Made by the Braille Institute for low vision; the files stand in ``fonts/`` (OFL 1.1)."""


@cache
def _fonts() -> "typst.Fonts":
    """Return our fonts and none of the machine's: a page looks alike everywhere."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )


@cache
def _drawn() -> frozenset[int]:
    """Return the characters that our font can draw, by their code points."""
    from fontTools.ttLib import TTFont

    with TTFont(HERE / "fonts" / "AtkinsonHyperlegible-Regular.ttf") as font:
        return frozenset(font.getBestCmap())


def drawable(text: str) -> str:
    """Return *text* with what the font can draw: letters without their rare accents, no emoji.

    Words of which nothing is left are told by ``texts.OTHER_SCRIPT``. PDF/UA wants every character
    drawn, and one that is not would keep the page from being made.
    """
    drawn = "".join(map(_drawable, text))
    if len(drawn) == len(text):
        return drawn
    left = re.sub(" {2,}", " ", drawn).strip(" ")
    return left if any(map(str.isalnum, left)) else texts.OTHER_SCRIPT


def _drawable(character: str) -> str:
    if ord(character) in _drawn() or character == "\n":
        return character
    plain = unicodedata.normalize("NFKD", character)[0]
    if ord(plain) in _drawn():
        return plain
    return " " if character.isspace() else ""


def _told(value: Any) -> Any:
    """Return the data of a page with all its words drawable."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _told(each) for key, each in value.items()}
    return [_told(each) for each in value] if isinstance(value, list | tuple) else value


async def typeset(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """Return a PDF of ``templates/{template}.typ`` with *data*, dated *at*.

    The same data at the same moment give the same bytes. It is set in a thread of its own.
    """
    return await asyncio.to_thread(_typeset, template, data, at)


def _typeset(template: str, data: dict[str, Any], at: datetime) -> bytes:
    import typst

    pdf: bytes = typst.compile(
        HERE / "templates" / f"{template}.typ",
        root=HERE / "templates",
        font_paths=_fonts(),
        sys_inputs={"data": orjson.dumps(_told(data)).decode(), "font": FONT},
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()),
    )
    return pdf
