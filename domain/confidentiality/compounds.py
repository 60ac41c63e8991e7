"""Names that are written in one: « KevinMuller.pdf », « Kévin-Muller », « Kevin%20Muller »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.confidentiality import lexicon
from domain.confidentiality.page import Page
from domain.confidentiality.persons import is_first_name
from domain.confidentiality.roster import Roster
from domain.confidentiality.spans import Found, Span
from domain.names import fold
from domain.tokens import word_set

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÝŒ", "a-zß-öø-ÿœ"
_JOINT = re.compile(rf"[_.‑\-{_UPPER}](?:(?<=[{_LOWER}][{_UPPER}])|(?<=\w[_.‑-])(?=[\w.‑-]))")
_TOKEN = re.compile(r"[^\W_](?:[\w.‑-]*\w)?")
_PART = re.compile(rf"[{_UPPER}]+(?![{_LOWER}])|[{_UPPER}]?[{_LOWER}]+")
_WINDOW = 2
"""Words around two that may be a name: « Marie-Laure.Dupont », « lycee-jean-rostand »."""
_SHORTEST = 3
_FREELY = 4
"""Letters of a first name that makes a name with a word that is no known last name."""


def joined_names(page: Page, roster: Roster) -> Iterator[Span]:
    """Yield the words of a page that are several in one, where a first and a last name are."""
    if not _JOINT.search(page.text):
        return
    for match in _TOKEN.finditer(page.text):
        if _JOINT.search(match.group()) and not is_first_name(fold(match.group())):
            before = page.before(match.start(), 40).split()[-2:]
            if names_somebody(match.group(), roster, before):
                yield Span(match.start(), match.end(), Found.PERSON)


def names_somebody(said: str, roster: Roster, before: Sequence[str] = ()) -> bool:
    """Tell whether the words of *said*, however joined, are first and last name of no staff.

    *before* stands before it: « lycée », « rue du ».
    """
    parts = _PART.findall(said)
    plain = [fold(part) for part in parts]
    for place, pair in enumerate(pairwise(plain)):
        capital = parts[place][0].isupper() and parts[place + 1][0].isupper()
        if not (_is_a_name(*pair, capital=capital) or _is_a_name(*pair[::-1], capital=capital)):
            continue
        context = [*before, *plain[max(0, place - _WINDOW) : place]]
        is_a_place = not lexicon.PLACE_NOUNS.isdisjoint(context[-_WINDOW:])
        if is_a_place or " ".join(pair) in lexicon.PUBLIC_NAMES:
            continue
        around = range(max(0, place - _WINDOW), place + 1)
        ends = range(place + 2, place + 3 + _WINDOW)
        if not any(roster.holds(plain[start:end]) for start in around for end in ends):
            return True
    return False


def _is_a_name(first: str, last: str, *, capital: bool) -> bool:
    if len(first) < _SHORTEST or not is_first_name(first) or first in lexicon.ROLES:
        return False
    if last in lexicon.last_names():
        return not is_first_name(last) or capital
    is_a_word = first in lexicon.WORDS_TOO or first in lexicon.CAPITAL_NAMES
    is_free = capital and len(first) >= _FREELY and not is_a_word
    return is_free and len(last) >= _SHORTEST and not _is_known(last)


_OF_PLACES = word_set("saint sainte saints st ste mont port pont ville fort notre dame")


def _is_known(word: str) -> bool:
    listed = (
        lexicon.common_words(),
        lexicon.NOT_PERSONS,
        lexicon.ROLES,
        lexicon.PARTICLES,
        _OF_PLACES,
    )
    return is_first_name(word) or any(word in words for words in listed)


_GOES_ON = re.compile(r"[\w‑-]*(?:\.(?![A-ZÀ-Ý])[\w‑-]+)*")


def whole(page: Page, found: Sequence[Span]) -> list[Span]:
    """Return what was *found*, who is named with the whole word: no half of a name stays.

    In their order and apart: of several things in one word the one that is no name is told.
    """
    told: list[Span] = []
    for span in sorted(found):
        done = told[-1].end if told else 0
        wide = _widened(page.text, span, done) if span.type is Found.PERSON else span
        if wide.start >= done:
            told.append(wide)
            continue
        last = told.pop()
        kind = wide.type if last.type is Found.PERSON else last.type
        firm = last.firm or wide.firm
        told.append(Span(last.start, max(done, wide.end), kind, firm))
    return told


def _widened(text: str, span: Span, done: int) -> Span:
    """Return *span* with the whole word, however long: what is *done* is not looked at again."""
    start, end = span.start, span.end
    if start > done and text[start - 1] in _JOINS:
        start = _start(text, start, done)
    if done < end < len(text) and text[end] in _JOINS:
        going = _GOES_ON.match(text, end)
        end = going.end() if going else end
    return replace(span, start=start, end=end)


_JOINS = frozenset("_.-‑0123456789")


def _start(text: str, place: int, least: int) -> int:
    """Return where the word begins that goes on at *place*."""
    while place > least and (text[place - 1].isalnum() or text[place - 1] in "_-‑."):
        if text[place - 1] == "." and text[place].isupper():
            break  # « rame.Kévin attend » is a sentence that begins without a space
        place -= 1
    while place < len(text) and not text[place].isalnum():
        place += 1
    return place
