"""Names that are not a young person's: staff, partners, who is spoken to, places."""

import re
from bisect import bisect_left
from operator import attrgetter

from domain.confidentiality import lexicon
from domain.confidentiality.page import SPACE, Page
from domain.confidentiality.roster import Roster

_HOP = re.compile(r"[\s'’]{1,2}|\s?[:,]\s|\s\(|\.?[ \u00a0\u202f]{1,2}")
_OF_THE = re.compile(r",?\s*\(?(?:(?:(?:de chez|de|du|des|la|le|les)(?=\W)|[dl]['’])[\s'’]*)*")
_OF = frozenset({"de", "d", "du", "des", "a", "au", "aux", "chez"})
_ARTICLES = frozenset({"l", "la", "le", "notre", "un", "une", "mon", "ma"})
_YOU = frozenset({"tu", "toi", "vous"})
_MANY_HOPS = 6
_MANY_TITLES = 3
_MENTIONED = 4
_REACH = 40


class Others:
    """Tells whose names on one page are nobody's secret."""

    def __init__(self, page: Page, roster: Roster, *, by_staff: bool = True) -> None:
        self._page, self._words, self._roster = page, page.words, roster
        self._by_staff = by_staff

    def hold(self, said: range, excused: int, *, firm: bool) -> bool:
        """Tell whether the words at *said* name staff, a partner, a place, or who is spoken to.

        *excused* is the last word of the name that was let through before, *firm* says that it is
        more than a first name.
        """
        words = [self._words[place] for place in said]
        plain = [word.plain for word in words if word.plain not in lexicon.PARTICLES]
        return (
            self._roster.holds(plain or [word.plain for word in words])
            or " ".join(plain[:2]) in lexicon.PUBLIC_NAMES
            or self._is_a_place(said.start)
            or (self._by_staff and self._is_told_as_another(said, excused, firm=firm))
        )

    def _is_told_as_another(self, said: range, excused: int, *, firm: bool) -> bool:
        """Tell whether staff tell by what stands around it that it is a colleague or a partner."""
        return (
            (not firm and self._is_greeted(said.start))
            or self._is_who_writes(said.start)
            or (not firm and self._page.lists(said.start, excused))
            or (not firm and self._is_at_the_office(said.start))
            or self._is_addressed(said)
            or self._has_role_before(said.start)
            or self._has_role_after(said.stop)
        )

    def mentioned(self, place: int) -> int:
        """Return where the name ends that an @ stands before, of staff or of who is spoken to.

        It is *place* where it may be anybody: whoever types an @ mentions nobody by it.
        """
        last = place + 1
        while self._page.follows(last) and self._words[last].capital and last - place < _MENTIONED:
            last += 1
        for end in range(last, place, -1):
            if self._roster.holds([word.plain for word in self._words[place:end]]):
                return end
        after = {word.plain for word in self._words[last : last + 3]}
        is_lone = last == place + 1 and self._words[place].capital
        is_spoken_to = is_lone or bool(after & (_YOU | lexicon.ADDRESSED))
        return min(last, place + 2) if self._by_staff and is_spoken_to else place

    def _is_greeted(self, place: int) -> bool:
        """« Bonjour Nadia », « merci à Julien », « +1 Sarah »."""
        if self._page.text.endswith("+1 ", 0, self._words[place].start):
            return True
        if place > 1 and self._words[place - 1].plain == "a":
            place -= 1
        before = self._words[place - 1].plain if place else ""
        if before not in lexicon.GREETINGS or not self._page.gap(place, SPACE):
            return False
        # « coucou lucas est pas là »: he is told of, not greeted.
        told = self._page.follows(place + 1) and self._words[place + 1].does(lexicon.BEING)
        return not (told and before in lexicon.HAILS)

    def _is_who_writes(self, place: int) -> bool:
        """« je m'appelle Inès, conseillère CEJ »."""
        before = [word.plain for word in self._words[max(0, place - 3) : place]]
        return before == ["je", "m", "appelle"]

    def _is_addressed(self, said: range) -> bool:
        """« Samira, tu peux rappeler ? »."""
        after = [word.plain for word in self._words[said.stop : said.stop + 3]]
        comma = self._page.text.startswith(",", self._words[said.stop - 1].end)
        told = bool(after) and (after[0] in lexicon.ADDRESSED or bool(_YOU.intersection(after)))
        return comma and self._words[said.start].opens and told

    def _is_at_the_office(self, place: int) -> bool:
        """« le bureau de Nadia », « l'idée de Mathieu »."""
        of = place > 1 and self._words[place - 1].plain in {"de", "d"}
        return of and self._words[place - 2].plain in lexicon.OFFICE

    def _is_a_place(self, place: int) -> bool:
        """« lycée Jean Rostand », « rue du Maréchal Foch »; « le foyer de Kévin » is none."""
        owned = place > 0 and self._words[place - 1].plain in _OF
        nouns = lexicon.STREETS if owned else lexicon.PLACE_NOUNS
        for hop in range(_MANY_HOPS):
            if place - hop < 1 or not self._page.gap(place - hop, _HOP):
                return False
            before = self._words[place - hop - 1].plain
            if before in nouns:
                return True
            if before not in lexicon.PLACE_HOPS:
                return False
        return False

    def _has_role_before(self, place: int) -> bool:
        """« notre contact à l'AFPA, Julie Bernard »; « le conseiller de Kévin » is none."""
        for _ in range(_MANY_TITLES):
            if place and self._words[place - 1].plain in lexicon.TITLES:
                place -= 1
        if place and self._words[place - 1].plain in _OF:
            return False
        for hop in range(_MANY_HOPS):
            if place - hop < 1 or not self._page.gap(place - hop, _HOP):
                return False
            before = self._words[place - hop - 1].plain
            if before in lexicon.ROLES:
                return True
            if not (self._is_hop(before) or (hop <= 1 and self._has_comma(place - hop))):
                return False
        return False

    def _is_hop(self, word: str) -> bool:
        hops = (lexicon.ROLE_HOPS, lexicon.TITLES, lexicon.INSTITUTIONS, lexicon.NOT_PERSONS)
        return any(word in listed for listed in hops)

    def _has_comma(self, place: int) -> bool:
        """« L'infirmière scolaire, Mme Husson »: one word more before the comma."""
        return "," in self._page.text[self._words[place - 1].end : self._words[place].start]

    def _has_role_after(self, place: int) -> bool:
        """« Mme Petit (CAF) », « M. Oberlé, de la Région », « M. Klein, directeur du CFA »."""
        end = self._words[place - 1].end
        rest = self._page.flat[end : end + _REACH]
        joined = _OF_THE.match(rest)
        length = joined.end() if joined else 0
        if length and not rest[:length].isspace() and self._starts(end + length):
            return True
        if not rest.startswith((",", " (")):
            return False
        following = [word.plain for word in self._words[place : place + 3]]
        named = [word for word in following if word not in _ARTICLES]
        return bool(named) and named[0] in lexicon.MANAGING

    def _starts(self, place: int) -> bool:
        """Tell whether an institution is named at the character *place*."""
        at = bisect_left(self._words, place, key=attrgetter("start"))
        word = self._words[at] if at < len(self._words) else None
        return word is not None and word.start == place and word.plain in lexicon.INSTITUTIONS
