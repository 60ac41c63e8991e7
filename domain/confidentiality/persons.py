"""Who is named: first names with or without a last name, initials, titles; staff excepted."""

import re
from collections.abc import Iterator

from domain.confidentiality import lexicon
from domain.confidentiality.others import Others
from domain.confidentiality.page import AFTER_TITLE, Page, Word
from domain.confidentiality.roster import Roster
from domain.confidentiality.spans import Found, Span
from domain.records import record
from domain.tokens import remembered

_AFTER_CUE = re.compile(r"[\s,:(\"«“]{1,4}")
_INITIALS = re.compile(
    r"\b(?:jeunes?|dossier(?: de| d['’])?|[Mm]me|[Mm]r|M\.)[\s,]{1,2}([A-Z]\.\s?-?[A-Z]\b\.?)"
)
_COMMON_ENDING = re.compile(
    r".{3,}(?:ait|aient|ment|ments|tions?|ais|asse|ique|able|isme|ees?|eur)$"
)
_COMPOSED = re.compile(r"abd[aeou][lrsnd][a-z]{3,}|[a-z]{3,}(?:eddine|allah|ullah)")
"""First names that are composed freely: « Abdelmalik », « Nasreddine »."""
_COMPOUNDING = frozenset({"jean", "marie", "anne", "pierre", "lou"})
_FIRST_PARTICLES = frozenset({"van", "el", "da", "ait", "ben"})
_AGED = re.compile(r"\s?[,(]\s?\d\d ans")
_SHORTEST = 3
_SQUEEZED_FROM = 6
_LONGEST_NAME = 4


@record
class _Name:
    """Words ``first`` up to ``last`` (not included) that name somebody."""

    first: int
    last: int
    firm: bool
    cued: bool = False
    """True when something says that it is a young person's: « le jeune »."""


@remembered(8192)
def is_first_name(plain: str) -> bool:
    """Tell whether a folded word is a first name as it is usually written."""
    known = lexicon.first_names()
    if plain in known or _COMPOSED.fullmatch(plain):
        return True
    return "-" in plain and all(part in known for part in plain.split("-"))


@remembered(8192)
def _may_begin(plain: str) -> bool:
    """Tell whether somebody's name may begin with a folded word that has no capital."""
    return plain in lexicon.TITLES or is_first_name(plain)


class Reader:
    """Finds who is named on one page."""

    def __init__(self, page: Page, roster: Roster, *, by_staff: bool = True) -> None:
        self._page, self._words = page, page.words
        self._by_staff = by_staff
        self._others = Others(page, roster, by_staff=by_staff)
        self._last_names = lexicon.last_names()
        self._common, self._squeezed = lexicon.common_words(), lexicon.squeezed_first_names()
        self._named = -1  # the last word of the person read last
        self.staff_named = False
        """True when one of the staff, or a partner, was read."""

    def read(self) -> Iterator[Span]:
        """Yield the names of persons who are neither staff nor partners."""
        place, excused = 0, -1
        self._named = -1
        mentions = "@" in self._page.text
        while place < len(self._words):
            word = self._words[place]
            if not (word.capital or _may_begin(word.plain) or mentions):  # most words
                place += 1
                continue
            if mentions and self._page.text.endswith("@", 0, word.start):
                mentioned = self._others.mentioned(place)
                if mentioned > place:
                    place, excused = mentioned, mentioned - 1
                    continue
            name = self._name_at(place)
            if name is None:
                place += 1
                continue
            said = range(name.first, name.last)
            if not name.cued and self._others.hold(said, excused, firm=name.firm):
                self.staff_named, excused = True, name.last - 1
            else:
                self._named = name.last - 1
                yield self._span(name)
            place = name.last
        for match in _INITIALS.finditer(self._page.text):
            yield Span(match.start(1), match.end(1), Found.PERSON)

    def _span(self, name: _Name) -> Span:
        first, last = self._words[name.first], self._words[name.last - 1]
        dot = int(len(last.text) == 1 and self._page.text[last.end : last.end + 1] == ".")
        return Span(first.start, last.end + dot, Found.PERSON, name.firm)

    # --- what may be a name ---------------------------------------------------------------------

    def _name_at(self, place: int) -> _Name | None:
        word = self._words[place]
        if word.plain in lexicon.TITLES:
            return self._titled(place + 1)
        if not word.capital:
            return None if word.plain in lexicon.NOT_PERSONS else self._by_first_name(place)
        if word.plain in lexicon.NOT_PERSONS:
            return self._last_name_first(place)
        rules = (self._after_initial, self._last_name_first, self._by_first_name)
        for rule in (*rules, self._cued, self._unheard_of):
            name = rule(place)
            if name is not None:
                return name
        return None

    def _titled(self, place: int) -> _Name | None:
        """« M. Muller », « Mme Diallo », « mme haddouche »."""
        if place >= len(self._words) or not self._page.gap(place, AFTER_TITLE):
            return None
        begun = place
        while self._words[begun].plain in lexicon.PARTICLES and self._page.follows(begun + 1):
            begun += 1
        word = self._words[begun]
        if word.plain in lexicon.NOT_PERSONS or word.plain in lexicon.PARTICLES:
            return None
        if any(part in lexicon.ROLES for part in word.plain.split("-")):
            return None
        if not (word.capital or self._may_be_last_name(word)):
            return None
        last = self._extended(begun + 1, lower=not word.capital)
        return _Name(place, last, firm=True, cued=False)

    def _after_initial(self, place: int) -> _Name | None:
        """« K. Muller »."""
        word = self._words[place]
        if not word.is_initial or place + 1 >= len(self._words):
            return None
        after = self._words[place + 1]
        between = self._page.text[word.end : after.start]
        if between not in {". ", ".", ".\u00a0"} or not after.capital or after.is_initial:
            return None
        if after.plain in self._last_names or self._is_strange(after):
            return _Name(place, self._extended(place + 2), firm=True)
        return None

    def _last_name_first(self, place: int) -> _Name | None:
        """« MULLER Kevin », « Traoré Moussa »."""
        if not self._looks_like_last_name(place):
            return None
        begun = place + 1
        while begun - place < _LONGEST_NAME and self._page.follows(begun):
            word = self._words[begun]
            if self._is_first_name(word) and word.capital:
                return _Name(place, self._extended(begun + 1), firm=True)
            if not word.capital or not self._goes_on(place):
                return None
            begun += 1
        return None

    def _goes_on(self, place: int) -> bool:
        """Tell whether a last name may be of several words: « VAN DER MEER », « El Khattabi »."""
        word = self._words[place]
        return word.is_upper or word.plain in lexicon.PARTICLES

    def _looks_like_last_name(self, place: int) -> bool:
        word = self._words[place]
        if not word.capital or len(word.text) < _SHORTEST - 1:
            return False
        if word.plain in self._last_names or word.plain in _FIRST_PARTICLES:
            return True
        if self._is_first_name(word) or not self._is_strange(word):
            return False
        return word.is_upper or not word.opens

    def _by_first_name(self, place: int) -> _Name | None:
        """« Kévin Muller », « Kévin M. », « kevin muller », « Kévin »."""
        word = self._words[place]
        if not self._is_first_name(word):
            return None
        last = self._extended(place + 1, lower=not word.capital)
        cued = self._is_cued(place) and (word.capital or not self._is_a_word(word))
        if last > place + 1 and self._is_whole(place, last):
            return _Name(place, last, firm=True, cued=cued)
        if cued or not self._is_a_word(word) or self._is_somebody_here(place):
            return _Name(place, place + 1, firm=False, cued=cued)
        return None

    def _is_whole(self, place: int, last: int) -> bool:
        """Tell whether what follows makes a name of a word: « rose lambert », « jean yves »."""
        word, end = self._words[place], self._words[last - 1]
        if word.capital or not self._is_a_word(word) or end.plain in self._last_names:
            return True
        return word.plain in _COMPOUNDING and self._is_first_name(end)

    def _cued(self, place: int) -> _Name | None:
        """« Le jeune Djidenko »: no known first name, but somebody's."""
        word = self._words[place]
        if not word.capital or not (self._is_strange(word) or word.plain in self._last_names):
            return None
        if not (self._is_cued(place) or self._is_filed(place)):
            return None
        return _Name(place, self._extended(place + 1), firm=True, cued=True)

    def _unheard_of(self, place: int) -> _Name | None:
        """« Kone F. », « Tchekpo Traoré », « Oyono Mvondo attend »: capitals that are no words."""
        word = self._words[place]
        if not word.capital or len(word.text) < _SHORTEST or not self._page.follows(place + 1):
            return None
        after, known = self._words[place + 1], word.plain in self._last_names
        if after.is_initial and known and self._page.text[after.end : after.end + 1] == ".":
            return _Name(place, place + 2, firm=True)
        if known and word.is_upper and after.capital and self._is_strange(after):
            return _Name(place, self._extended(place + 2), firm=True)
        if not self._is_strange(word) or not after.capital or len(after.text) < _SHORTEST:
            return None
        last = self._extended(place + 1)
        doing = self._page.follows(last) and self._words[last].does(lexicon.DOING)
        if after.plain in self._last_names or (doing and self._is_strange(after)):
            return _Name(place, max(last, place + 2), firm=True)
        return None

    # --- words and what stands beside them ------------------------------------------------------

    def _extended(self, place: int, *, lower: bool = False) -> int:
        """Return where the name ends that goes on at *place* perhaps."""
        begun = place
        while place - begun < _LONGEST_NAME and self._page.follows(place):
            word = self._words[place]
            if self._is_an_initial(place):
                return place + 1
            if word.plain in lexicon.PARTICLES and self._is_last_name(place + 1, lower=lower):
                place += 2
            elif self._is_last_name(place, lower=lower):
                place += 1
            else:
                break
            if lower:
                break
        return place

    def _is_an_initial(self, place: int) -> bool:
        word = self._words[place]
        after = self._page.text[word.end : word.end + 1]
        if not word.is_initial or not word.capital:
            return len(word.text) == 1 and after == "."
        return after == "." or (after not in {"'", "’"} and word.plain not in {"a", "y"})

    def _is_last_name(self, place: int, *, lower: bool) -> bool:
        if not self._page.follows(place):
            return False
        word = self._words[place]
        if word.plain in lexicon.NOT_PERSONS and word.plain not in self._last_names:
            return False
        if word.capital and len(word.text) > 1:
            return True
        return lower and self._may_be_last_name(word) and word.plain not in lexicon.DOING

    def _may_be_last_name(self, word: Word) -> bool:
        """Tell whether a word without a capital is no other word."""
        if word.plain in self._last_names:
            return word.plain not in self._common
        return len(word.text) >= _SHORTEST and self._is_strange(word)

    def _is_strange(self, word: Word) -> bool:
        """Tell whether it is no French word that we know."""
        parts = word.plain.split("-")
        known = all(part in self._common or len(part) < _SHORTEST for part in parts)
        return not (
            known
            or word.plain in lexicon.NOT_PERSONS
            or word.plain in lexicon.ROLES
            or word.plain in lexicon.DOING
            or word.plain in lexicon.GREETINGS
            or _COMMON_ENDING.fullmatch(word.plain)
        )

    def _is_first_name(self, word: Word) -> bool:
        if is_first_name(word.plain):
            return True
        if "-" in word.plain:
            return False
        long = word.capital and len(word.plain) >= _SQUEEZED_FROM
        return long and lexicon.squeeze(word.plain) in self._squeezed and self._is_strange(word)

    def _is_a_word(self, word: Word) -> bool:
        """Tell whether the first name is something else as well."""
        if all(part in lexicon.WORDS_TOO for part in word.plain.split("-")):
            return True  # « cerise-cerise », too
        short = len(word.plain) <= _SHORTEST and word.plain not in lexicon.SHORT_NAMES
        return (short or word.plain in lexicon.CAPITAL_NAMES) and not word.capital

    def _is_cued(self, place: int) -> bool:
        if place == 0:
            return False
        before = self._words[place - 1].plain
        if before == "appelle" and not self._calls_somebody(place - 1):
            return False
        return before in lexicon.CUES and self._page.gap(place, _AFTER_CUE)

    def _calls_somebody(self, place: int) -> bool:
        """Not « le fournisseur s'appelle Bruneau », nor a colleague's « je m'appelle Inès »."""
        begun = place - 1
        if begun > 0 and self._words[begun].plain in {"s", "m"}:
            begun -= 1
        before = self._words[begun].plain if begun >= 0 else ""
        return before not in lexicon.THINGS and not (before == "je" and self._by_staff)

    def _is_filed(self, place: int) -> bool:
        """« dossier Zerrouki », « les dossiers Haas, Traoré »."""
        word = self._words[place]
        known = word.plain in self._last_names
        if known and self._page.lists(place, self._named):
            return True
        before = self._page.beside(place)
        return before in {"dossier", "dossiers", "fiche"} and (known or not word.is_upper)

    def _is_somebody_here(self, place: int) -> bool:
        """Tell whether a name that is a word, too, is somebody's where it stands."""
        word = self._words[place]
        if not word.capital:
            return False
        before = self._page.beside(place)
        beside = before in lexicon.BESIDE_NAMES or self._is_told_of(place)
        if beside or (before in {"a", "de"} and word.plain not in lexicon.PLACES_TOO):
            return True
        if self._page.lists(place, self._named):
            return True
        if before and before not in {"et", "que"} and not word.opens:
            return False
        if _AGED.match(self._page.flat, word.end):
            return True
        return self._page.follows(place + 1) and self._words[place + 1].does(lexicon.DOING)

    def _is_told_of(self, place: int) -> bool:
        """« la mère de Jade », « dossier Rose »."""
        begun = place - 1
        if begun > 0 and self._words[begun].plain in {"de", "d"}:
            begun -= 1
        return begun >= 0 and self._words[begun].plain in lexicon.TELLING
