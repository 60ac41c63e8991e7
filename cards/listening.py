"""« J’écoute bien ce canal »: what a quality lead sees above the settings and the sends."""

from collections.abc import Sequence

from cards import listening_texts
from cards.kit import Element, RichTextBlock, TextRun
from cards.parts import hint
from cards.plain import excerpt
from domain.listening import Heard, Hearing

_MOST = 3
"""Channels told of: more than one only where several teams have the app."""


def heard_lines(heard: Sequence[Heard]) -> list[Element]:
    """Return a line for each channel, and once what to do where one may be unheard."""
    lines = [_line(each) for each in heard[:_MOST]]
    if any(map(listening_texts.may_need_permission, heard[:_MOST])):
        lines.append(hint(listening_texts.PERMISSION))
    return lines


def _line(heard: Heard) -> Element:
    said = listening_texts.heard(heard, excerpt(heard.ear.channel, 60))
    if heard.hearing is Hearing.WELL:
        return RichTextBlock(inlines=[TextRun(text=f"✔ {said}", color="Good")])
    return RichTextBlock(inlines=[TextRun(text=f"⚠ {said}", weight="Bolder")])
