"""A text made ready for the rules: composed, folded letter for letter, and cut into words."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from domain.confidentiality.disguise import read
from domain.confidentiality.lexicon import common_words
from domain.confidentiality.spans import Span
from domain.tokens import fold

_WORD = re.compile(r"(?:[NMO]['’](?=[A-ZÀ-Ý]))?[^\W\d_]+(?:[-‑][^\W\d_]+)*")
SPACE = re.compile(r"[ \u00a0\u202f]{1,2}")
AFTER_TITLE = re.compile(r"\.?[ \u00a0\u202f]{1,2}")
_CHAIN = re.compile(r"\s*[,&/+]\s*")
_DIGIT = re.compile(r"\d")
_OPENS = re.compile("[.!?\n:•]")
_STOP = re.compile(r"[.!?…](?=\s|$)|\n")
_TITLED = 0.75
_FEW = 4


class Word(NamedTuple):  # a dataclass would take three times as long to make
    """A word of a page; ``capital`` is False where everything is written in capitals."""

    start: int
    end: int
    text: str
    plain: str
    """Folded: lower case, no accents."""
    capital: bool
    opens: bool
    """True when it is the first of a sentence."""

    def does(self, doing: Collection[str]) -> bool:
        """Tell whether it is one of these verbs: « a », but not « à », which folds to the same."""
        return self.plain in doing and self.text not in {"à", "À"}

    @property
    def is_initial(self) -> bool:
        """True for one capital letter alone."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def is_upper(self) -> bool:
        """True for a word of several letters, all capitals."""
        return len(self.text) > 1 and self.text.isupper() and self.capital


class Page:
    """One text: ``text`` composed, ``flat`` folded, of the same length, and its ``words``."""

    def __init__(self, raw: str) -> None:
        self.text, self._starts, self._ends = read(raw)
        self.flat = fold(self.text).replace("‑", "-")
        self.has_digits = bool(_DIGIT.search(self.flat))
        """Most messages have none, and then most rules nothing to look for."""

    def origin(self, span: Span) -> Span:
        """Return where *span* stood in the text as it was given."""
        if not self._starts:
            return span
        return replace(span, start=self._starts[span.start], end=self._ends[span.end - 1])

    @cached_property
    def words(self) -> list[Word]:
        """The words in their order."""
        places = [match.span() for match in _WORD.finditer(self.text)]
        shouted = self._is_shouted(places)
        words: list[Word] = []
        last = 0
        for start, end in places:
            gap, text = self.text[last:start], self.text[start:end]
            opens = not words or (gap != " " and bool(_OPENS.search(gap)))
            capital = not shouted and text[0].isupper()
            words.append(Word(start, end, text, self.flat[start:end], capital, opens))
            last = end
        return words

    def _is_shouted(self, places: list[tuple[int, int]]) -> bool:
        """Tell whether capitals say nothing here: nearly every word has one, plain words too."""
        long = [place for place in places if place[1] - place[0] > 1]
        begun = [place for place in long if self.text[place[0]].isupper()]
        if len(begun) < _FEW:
            return False
        if len(begun) == len(long) and all(self.text[a:b].isupper() for a, b in long):
            return True
        plain = sum(self.flat[a:b] in common_words() for a, b in long)
        shown = sum(self.flat[a:b] in common_words() for a, b in begun)
        return plain >= _FEW and shown > _TITLED * plain

    def before(self, place: int, reach: int = 60) -> str:
        """Return the folded text before *place* in its sentence, *reach* characters at most."""
        return _STOP.split(self.flat[max(0, place - reach) : place])[-1]

    def after(self, place: int, reach: int = 30) -> str:
        """Return the folded text after *place* in its sentence, *reach* characters at most."""
        return _STOP.split(self.flat[place : place + reach])[0]

    def gap(self, place: int, rule: re.Pattern[str]) -> bool:
        """Tell whether *rule* matches what separates the word at *place* from the one before."""
        before, word = self.words[place - 1], self.words[place]
        return bool(rule.fullmatch(self.text, before.end, word.start))

    def follows(self, place: int) -> bool:
        """Tell whether there is a word at *place*, after no more than a space."""
        return 0 < place < len(self.words) and self.gap(place, SPACE)

    def beside(self, place: int) -> str:
        """Return the folded word before the one at *place*, "" when a sign stands between."""
        return self.words[place - 1].plain if self.follows(place) else ""

    def lists(self, place: int, named: int) -> bool:
        """Tell whether *place* goes on a list after *named*: « Léa, Tom et Zoé »."""
        if named < 0:
            return False
        if named == place - 1:
            return self.gap(place, _CHAIN)
        return named == place - 2 and self.words[place - 1].plain == "et"
