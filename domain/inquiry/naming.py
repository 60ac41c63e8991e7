"""Antennes, people, tags and engagements, as a question names them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import dropwhile

from domain.inquiry import Lexicon, Named
from domain.inquiry.lexicon import ENGAGEMENT, TAG
from domain.inquiry.said import TAKEN, TOPIC_MARK, Said
from domain.names import fold, same_name
from domain.words import STOP, stems

_WORD = re.compile(r"[a-z0-9]+")
_PLACED = re.compile(
    r"(?:\b(?:a|au|aux|de|du|des|d|en|sur|pour|chez|dans|par|l|le|la|les|antennes?|sites?|agence"
    r"|equipe|collegues|cote|uniquement)\b[ ']*)+$"
)
_SIGNED = re.compile(
    r"\b(?:(?:proposee?s?|ecrite?s?|signee?s?|dite?s?|deposee?s?|notee?s?|faite?s?) )?"
    r"(?:de|par|chez|d|pour|et|ou)\b[ ']*(?:(?:mme|madame|mlle|mr|m|monsieur|notre)\b\.? ?)*$"
)
_GENERIC = frozenset(
    {"antenne", "antennes", "site", "agence", "mission", "locale", "saint", "ville"}
)
_LONGEST = 4
_FEWEST_LETTERS = 3
_FEWEST_STEMS = 2
_TELLING = 6


def known_words(lexicon: Lexicon) -> Iterator[str]:
    """Yield the words of the names in *lexicon*, for slips of the pen."""
    for named in (*lexicon.sites, *lexicon.people):
        yield from _words(named.name)


def take_sites(said: Said, lexicon: Lexicon) -> tuple[int, ...]:
    """Take away the antennes named in *said* and return their ids."""
    keys = _keys(lexicon.sites, _site_names)
    found: list[int] = []
    for start, end, key in _named(said, keys):
        before = _PLACED.search(said.folded[:start])
        if before or _ends(said, end):
            said.cut(before.start() if before else start, end)
            found += keys[key]
    return tuple(dict.fromkeys(found))


def take_people(said: Said, lexicon: Lexicon, *, is_named: bool) -> tuple[int, ...]:
    """Take away the people named in *said* and return their ids; of a first name all who bear it.

    Without « de » and the like only where *is_named*: where contributions are, too.
    """
    keys = _keys(lexicon.people, _person_names)
    found: list[int] = []
    for start, end, key in _named(said, keys):
        before = _SIGNED.search(said.folded[:start])
        written = said.written(start, end)
        is_capital = written[:1].isupper() and not said.raw.isupper()
        if (before or is_named) and (is_capital or _ends(said, end)):
            said.cut(before.start() if before else start, end)
            found += keys[key]
    return tuple(sorted(set(found)))


def take_tag(said: Said, lexicon: Lexicon) -> tuple[str, ...]:
    """Take away « tag CEJ » or « #CEJ » and return the tag; of an unknown one, only the sign."""
    if not said.take(TAG):
        return ()
    for fragment in said.fragments():
        if tag := tag_named(fragment.text, lexicon):
            forget(said, fragment.text)
            return (tag,)
    return ()


def tag_named(text: str, lexicon: Lexicon) -> str | None:
    """Return the tag that *text* is, as it is kept."""
    return next((tag for tag in lexicon.tags if text and same_name(tag, text)), None)


def take_engagement(said: Said) -> int | None:
    """Take away « engagement 5 » and return the figure."""
    found = said.take(ENGAGEMENT)
    return int(found[1]) if found else None


def engagement_named(text: str, lexicon: Lexicon) -> int | None:
    """Return the engagement whose words *text* has two of, and no other."""
    asked = set(stems(text))
    if len(asked) < _FEWEST_STEMS:
        return None
    named = (each.id for each in lexicon.engagements if asked <= set(stems(each.name)))
    return next(named, None)


def forget(said: Said, text: str) -> None:
    """Take away *text*, which was written in *said*."""
    at = said.raw.find(text)
    places = [place for place, origin in enumerate(said.origins) if at <= origin < at + len(text)]
    if at >= 0 and places:
        said.cut(places[0], places[-1] + 1)


@lru_cache(10_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


def _site_names(name: str) -> Iterator[tuple[str, ...]]:
    words = _words(name)
    yield words
    short = tuple(dropwhile(lambda word: word in _GENERIC or word in STOP, words))
    yield short
    if short and len(short[0]) >= _TELLING:  # « Niederbronn » of « Niederbronn-les-Bains »
        yield short[:1]


def _person_names(name: str) -> Iterator[tuple[str, ...]]:
    words = _words(name)
    yield words
    yield words[1:] + words[:1]
    for part in name.split():
        yield _words(part)
    yield _words(" ".join(name.split()[1:]))


def _keys(
    named: Iterable[Named], names: Callable[[str], Iterable[tuple[str, ...]]]
) -> Mapping[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for each in named:
        for words in names(each.name):
            key = " ".join(words)
            if len(key) >= _FEWEST_LETTERS and key not in STOP:
                keys.setdefault(key, []).append(each.id)
    return keys


def _named(said: Said, keys: Mapping[str, list[int]]) -> Iterator[tuple[int, int, str]]:
    """Yield where names stand, the longest first where several begin."""
    words = said.words()
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            key = " ".join(said.folded[start:end].split())
            if key in keys:
                yield start, end, key
                at += size - 1
                break
        at += 1


def _ends(said: Said, end: int) -> bool:
    """Tell whether nothing that was not understood follows, but for « et »."""
    after = said.folded[end:].lstrip()
    return (
        not after
        or after[0] in TAKEN + TOPIC_MARK
        or not after[0].isalnum()
        or (re.match(r"(?:et|ou|a|au|en|sur|depuis)\b", after) is not None)
    )
