"""What was written, of which what is understood is taken away until its topic is left."""

import re
import unicodedata
from collections.abc import Collection

from domain.inquiry.lexicon import CORRECT
from domain.names import fold
from domain.records import record
from domain.words import STOP

TAKEN, TOPIC_MARK = "·", "§"
"""What stands for letters that are understood; the second announces a topic."""

_LIKE = str.maketrans(
    {**dict.fromkeys("’ʼ`´‘", "'"), **dict.fromkeys("‐‑–—", "-"), TAKEN: ".", TOPIC_MARK: "."}
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_ELISION = re.compile(r"\b(qu|[ldjmns]) (?=[aeiouyh])")
_LETTERS = re.compile(r"[a-z]+")
_WORD = re.compile(r"[a-z0-9]+")
_LONG, _VERY_LONG = 5, 9
"""From so many letters one, then two, may be wrong."""
_OTHER_WORD = ("er", "ent", "ait", "eur")
"""« refuser » is no slip for « refusée »."""


@record
class Fragment:
    """Words that were not understood, between what was."""

    words: tuple[str, ...]
    """All of them, folded."""
    text: str
    """As they were written, without stop words and punctuation around them."""
    is_topic: bool
    """True after « sur » and the like."""

    @property
    def size(self) -> int:
        """How many of the words tell something."""
        return sum(word not in STOP for word in self.words)


class Said:
    """A message, folded and with slips of the pen put right, beside the words as written."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        self.raw = unicodedata.normalize("NFC", " ".join(text.split()))
        pairs = [(folded, at) for at, char in enumerate(self.raw) for folded in _folded(char)]
        self.origins = [at for _, at in pairs]
        plain = "".join(char for char, _ in pairs)
        plain = _ELISION.sub(lambda found: f"{found[1]}'", plain)
        self.folded = _HYPHEN.sub(" ", plain)
        self._correct(known)

    def take(self, pattern: re.Pattern[str], mark: str = TAKEN) -> re.Match[str] | None:
        """Take away the first place that *pattern* fits, and return it."""
        found = pattern.search(self.folded)
        if found is not None:
            self.cut(*found.span(), mark)
        return found

    def cut(self, start: int, end: int, mark: str = TAKEN) -> None:
        """Take away what stands there, but for the spaces around it."""
        inside = self.folded[start:end]
        start += len(inside) - len(inside.lstrip())
        end -= len(inside) - len(inside.rstrip())
        if start < end:
            self.folded = self.folded[:start] + mark * (end - start) + self.folded[end:]

    def written(self, start: int, end: int) -> str:
        """Return what stands there as it was written."""
        return self.raw[self.origins[start] : self.origins[end - 1] + 1]

    def words(self) -> list[re.Match[str]]:
        """Return the words that are left, with their places."""
        return list(_WORD.finditer(self.folded))

    def fragments(self) -> list[Fragment]:
        """Return what is left that tells something, in its order."""
        found = re.finditer(rf"[^{TAKEN}{TOPIC_MARK}]+", self.folded)
        made = [self._fragment(*each.span()) for each in found]
        return [fragment for fragment in made if fragment is not None]

    def _fragment(self, start: int, end: int) -> Fragment | None:
        words = list(_WORD.finditer(self.folded, start, end))
        telling = [word for word in words if word[0] not in STOP]
        if not words:
            return None
        text = self.written(telling[0].start(), telling[-1].end()) if telling else ""
        is_topic = self.folded[:start].endswith(TOPIC_MARK)
        return Fragment(tuple(word[0] for word in words), text, is_topic)

    def _correct(self, known: Collection[str]) -> None:
        for found in reversed(list(_LETTERS.finditer(self.folded))):
            better = _corrected(found[0], known)
            if better != found[0]:
                start, end = found.span()
                self.folded = self.folded[:start] + better + self.folded[end:]
                last = self.origins[end - 1]
                begins = self.origins[start:end][: len(better)]
                self.origins[start:end] = [
                    *begins[: len(better) - 1],
                    *[last] * (len(better) - len(begins[: len(better) - 1])),
                ]


def _folded(char: str) -> str:
    said = fold({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}.get(char, char)).translate(_LIKE)
    return said if said.isascii() or len(said) == 1 else said[:1]


def _corrected(word: str, known: Collection[str]) -> str:
    is_right = word in known or word in CORRECT or word in STOP or word.endswith(_OTHER_WORD)
    if len(word) < _LONG or is_right:
        return word
    alike = [each for each in known if each[0] == word[0]]
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=2, limit=None)
    return next((each for each, far, _ in found if far <= 1 + (len(each) >= _VERY_LONG)), word)
