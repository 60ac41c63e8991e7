"""The stems under which words are searched for (provisional)."""

import re
from functools import lru_cache

import snowballstemmer

from domain.names import fold

_WORD = re.compile(r"[a-z0-9]+")
_STOP = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "de",
        "du",
        "d",
        "l",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "ce",
        "cet",
        "cette",
        "ces",
        "que",
        "qui",
        "pour",
        "par",
        "sur",
        "dans",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "je",
        "j",
        "ne",
        "pas",
        "est",
        "sont",
        "avec",
        "se",
        "s",
    ]
)
_STEMMER = snowballstemmer.stemmer("french")


@lru_cache(50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """Return the searchable stems of *text*."""
    said = re.sub(r"(?<=\w)[-’'](?=\w{3})", "", fold(text))
    return [_stem(word) for word in _WORD.findall(said) if word not in _STOP]
