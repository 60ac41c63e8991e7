"""What is compared of an irritant: its stems, and the things and troubles that they name."""

import re
from collections.abc import Iterator, Sequence

from domain.confidentiality.lexicon import common_words
from domain.names import fold
from domain.records import record
from domain.themes.recurrence.lexicon import SPELLINGS, THINGS
from domain.tokens import remembered
from domain.words import STOP, stemmed, stems

_LONGEST = 4
"""Words of a phrase."""
_FEWEST = 6
"""Letters of a word below which a slip is not looked for: short words are all alike."""
_COLD, _WARM = 19, 26
"""Degrees up to which, and from which, an office is complained of."""
_DEGREES = re.compile(r"(?<!\d)(-?\d{1,2}) ?(?:°|degr)")
_SPELT = re.compile(r"[a-z]+")

_Phrases = dict[tuple[str, ...], set[str]]


@record
class Reading:
    """An irritant as it is compared with others."""

    stems: frozenset[str]
    things: frozenset[str]


def read(text: str) -> Reading:
    """Return *text* as it is compared."""
    spelt = _SPELT.sub(lambda found: _spelling(found[0]), fold(text))
    said = stemmed(spelt)
    plain = [stem for word, stem in said if word not in STOP]
    named = _LEXICON.named(said, plain)
    return Reading(frozenset(plain), frozenset((*named, *_felt(text))))


def names_of(thing: str) -> tuple[str, ...]:
    """Return the stems that by themselves name *thing*."""
    return _NAMES.get(thing, ())


class _Lexicon:
    """The words and phrases by which things are named."""

    def __init__(self, listed: dict[str, str]) -> None:
        self.plain: _Phrases = {}
        self.small: _Phrases = {}
        """Those in which small words count, as in « même salle »."""
        self.exact: dict[str, set[str]] = {}
        """Words that only as they are name something: « four » does, « fournir » does not."""
        for name, phrases in listed.items():
            for phrase in phrases.split():
                if phrase[0] == "=":
                    self.exact.setdefault(phrase[1:], set()).add(name)
                    continue
                spaced = phrase.replace("_", " ")
                key, whole = tuple(stems(spaced)), tuple(stems(spaced, small=True))
                phrases_like = self.plain if key == whole else self.small
                phrases_like.setdefault(whole, set()).add(name)

        self.begins = {key[0] for phrases in (self.plain, self.small) for key in phrases}

    def named(self, said: Sequence[tuple[str, str]], plain: Sequence[str]) -> Iterator[str]:
        """Yield what is named by words, each with its stem, of which *plain* are not small."""
        yield from self._found(plain, self.plain)
        yield from self._found([stem for _, stem in said], self.small)
        for word, _ in said:
            yield from self.exact.get(word, ())

    def _found(self, said: Sequence[str], phrases: _Phrases) -> Iterator[str]:
        for start, stem in enumerate(said):
            if stem in self.begins:
                for end in range(start + 1, start + _LONGEST + 1):
                    yield from phrases.get(tuple(said[start:end]), ())


_LEXICON = _Lexicon(THINGS)
_NAMES = {
    thing: tuple(
        sorted(key[0] for key, names in _LEXICON.plain.items() if len(key) == 1 and thing in names)
    )
    for thing in THINGS
}
_KNOWN = sorted(
    {
        word
        for listed in THINGS.values()
        for word in re.sub("[_=]", " ", listed).split()
        if len(word) >= _FEWEST
    }
)
_IS_KNOWN = frozenset(_KNOWN)


@remembered(20_000)
def _spelling(word: str) -> str:
    """Return a folded word in full, or the lexicon's word that it is one slip away from."""
    if word in SPELLINGS or len(word) < _FEWEST or word in _IS_KNOWN or word in common_words():
        return SPELLINGS.get(word, word)
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, _KNOWN, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word


def _felt(text: str) -> Iterator[str]:
    """Yield what degrees tell of an office."""
    degrees = [int(found) for found in _DEGREES.findall(text)]
    if any(each <= _COLD for each in degrees):
        yield "cold"
    if any(each >= _WARM for each in degrees):
        yield "hot"
