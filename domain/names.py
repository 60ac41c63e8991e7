"""Comparing names as people do: without case, accents or punctuation."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return *text* in lower case and without accents, everything else untouched."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ at most by case, accents, ``#``, spaces and hyphens."""
    return one == other or _squeezed(one) == _squeezed(other)


def _squeezed(name: str) -> str:
    return _NOT_WORD.sub("", fold(name))
