"""A text made ready for the rules: composed, folded letter for letter, and cut into words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from domain.confidentiality.lexicon import common_words
from domain.understanding.words import fold

_WORD = re.compile(r"(?:[NMO]['’](?=[A-ZÀ-Ý]))?[^\W\d_]+(?:[-‑][^\W\d_]+)*")
SPACE = re.compile(r"[ \u00a0\u202f]{1,2}")
AFTER_TITLE = re.compile(r"\.?[ \u00a0\u202f]{1,2}")
_CHAIN = re.compile(r"\s*[,&/+]\s*")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]")
_STOP = re.compile(r"[.!?…](?=\s|$)|\n")
_TITLED = 0.75
_FEW = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page; ``capital`` is False where everything is written in capitals."""

    start: int
    end: int
    text: str
    plain: str
    """Folded: lower case, no accents."""
    capital: bool
    opens: bool
    """True when it is the first of a sentence."""

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
        self.text, self._places = _composed(raw)
        self.flat = fold(self.text)

    def origin(self, place: int) -> int:
        """Return where the character at *place* stood in the text as it was given."""
        return self._places[place] if self._places else place

    @cached_property
    def words(self) -> list[Word]:
        """The words in their order."""
        found = list(_WORD.finditer(self.text))
        shouted = _shouted([match.group() for match in found])
        words: list[Word] = []
        place = 0
        for match in found:
            gap = self.text[place : match.start()]
            opens = not words or any(sign in gap for sign in ".!?\n:•")
            place = match.end()
            text = match.group()
            plain = self.flat[match.start() : place].replace("‑", "-")
            capital = text[0].isupper() and not shouted
            words.append(Word(match.start(), place, text, plain, capital, opens))
        return words

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


def _composed(raw: str) -> tuple[str, list[int]]:
    """Compose accents; the second value is empty where nothing moved."""
    if unicodedata.is_normalized("NFC", raw):
        return raw, []
    pieces, places = [], []
    for cluster in _CLUSTER.finditer(raw):
        piece = unicodedata.normalize("NFC", cluster.group())
        pieces.append(piece)
        places += [cluster.start()] * len(piece)
    return "".join(pieces), [*places, len(raw)]


def _shouted(texts: list[str]) -> bool:
    """Tell whether capitals say nothing here: nearly every word has one, plain words too."""
    long = [text for text in texts if len(text) > 1]
    if len(long) >= _FEW and all(text.isupper() for text in long):
        return True
    plain = [text for text in long if fold(text) in common_words()]
    begun = sum(text[0].isupper() for text in plain)
    return len(plain) >= _FEW and begun > _TITLED * len(plain)
