"""Folding and cutting French text, one character for one, so that places stay comparable."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import TypeVar

EMOJI = r"[\U0001F000-\U0001FAFF\u2190-\u21FF\u2300-\u27BF\u2B00-\u2BFF\uFE0F\u200D\u20E3]"
"""One sign of an emoji, an arrow or a dingbat (Unicode blocks), as a regular expression."""

R = TypeVar("R")
LONGEST_WORD = 40
"""What is longer is no word (a link, a key): it is not said again."""

_WORD = re.compile(r"[a-z0-9]+")
_LATIN = (*range(0x250), *range(0x1E00, 0x1F00))


def _plain(code: int) -> str:
    char = unicodedata.normalize("NFKD", chr(code))[0]
    return char.lower() if len(char.lower()) == 1 else char


_TABLE = {code: _plain(code) for code in _LATIN} | {
    ord(spelling): plain
    for plain, spellings in {
        "'": "’‘ʼ´`",
        " ": "\u00a0\u202f\u2009\u200b\ufeff",
        "o": "œŒ",
        "a": "æÆ",
        ":": "：﹕∶",
        "#": "＃",
    }.items()
    for spelling in spellings
}


def compose(text: str) -> str:
    """Write accents as one character and line ends as one sign."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def fold(text: str) -> str:
    """Lower the case and drop the accents of composed *text*, keeping its length."""
    return text.translate(_TABLE)


def words(folded: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the words of a folded text with their places."""
    return _WORD.finditer(folded, start, len(folded) if end is None else end)


def word_set(listed: str) -> frozenset[str]:
    """Read a set of words written with spaces between them."""
    return frozenset(listed.split())


def singular(word: str) -> str:
    """Drop the mark of a French plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word  # noqa: PLR2004 - "pas", "ras"


def remembered(most: int) -> Callable[[Callable[[str], R]], Callable[[str], R]]:
    """Have a function remember what it returned of the *most* words that were asked for last.

    What is longer than a word is not kept: a memory counts what it holds, and not how long it is.
    """

    def remembering(work: Callable[[str], R]) -> Callable[[str], R]:
        kept = lru_cache(most)(work)

        @wraps(work)
        def answer(word: str) -> R:
            return kept(word) if len(word) <= LONGEST_WORD else work(word)

        return answer

    return remembering


@lru_cache(maxsize=2048)
def distance(one: str, other: str) -> int:
    """Count the slips (missing, added, changed or swapped letters) between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
