"""Comparing names as people do: without case, accents or punctuation."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_MARK = re.compile("[^\x00-\u02ff]")
"""What may be an accent of its own: none of Unicode's stands before U+0300."""


def fold(text: str) -> str:
    """Return *text* in lower case and without accents, everything else untouched."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return _MARK.sub(_unless_combining, unicodedata.normalize("NFKD", folded))


def _unless_combining(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ at most by case, accents, ``#``, spaces and hyphens."""
    return one == other or _squeezed(one) == _squeezed(other)


def _squeezed(name: str) -> str:
    return _NOT_WORD.sub("", fold(name))
