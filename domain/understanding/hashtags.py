"""Hashtags that name a kind: #irritant, #bonnepratique, #bp, #astuce, #suggestion, #idée."""

import re
from itertools import islice
from typing import NamedTuple

from domain.kinds import Kind
from domain.tokens import distance, fold, singular

_HASHTAG = re.compile(r"(?<![\w/&])#([a-z][\w\-]{1,40})")
_EDGE = re.compile(r"[\s*_~`.,;:!\-–—]*")
_TAGS = {
    tag: kind
    for kind, tags in {
        Kind.IRRITANT: "irritant pointbloquant blocage bloquant irritantdelasemaine monirritant",
        Kind.BEST_PRACTICE: """bonnepratique bp astuce tip bestpractice bonnepratiquedelasemaine
            mabonnepratique trucetastuce pratique astucedelasemaine astucedujour""",
        Kind.SUGGESTION: """suggestion sugg idee proposition masuggestion monidee propositions
            ideedelasemaine suggestiondelasemaine ideeamelioration""",
    }.items()
    for tag in tags.split()
}
_MOST = 12
_FORGIVEN = ("irritant", "bonnepratique", "suggestion", "proposition")


class Hashtag(NamedTuple):
    """One hashtag that names a kind, with its place in the line."""

    kind: Kind
    start: int
    end: int


def _kind(name: str) -> Kind | None:
    plain = name.replace("-", "").replace("_", "")
    for known in (plain, singular(plain), plain.replace("bonnes", "bonne")):
        if known in _TAGS or singular(known) in _TAGS:
            return _TAGS.get(known) or _TAGS[singular(known)]
    near = next((right for right in _FORGIVEN if distance(singular(plain), right) <= 1), None)
    return _TAGS[near] if near else None


def find_hashtags(line: str) -> list[Hashtag]:
    """List the hashtags of *line* that name a kind; others, such as #cej, are plain words."""
    if "#" not in line and "＃" not in line:
        return []
    found = []
    for match in islice(_HASHTAG.finditer(fold(line)), _MOST):
        kind = _kind(match[1].rstrip("-_"))
        if kind:
            found.append(Hashtag(kind, match.start(), match.end()))
    return found


def opens(line: str, tag: Hashtag) -> bool:
    """Tell whether nothing but decoration stands before *tag*."""
    return _EDGE.fullmatch(line, 0, tag.start) is not None


def closes(line: str, tags: list[Hashtag]) -> bool:
    """Tell whether the last of *tags* ends *line*, decoration aside."""
    rest = line[tags[-1].end :]
    return not any(char.isalnum() for char in rest)


def plain_words(line: str, tags: list[Hashtag]) -> str:
    """Keep hashtags in the middle of prose as words, and drop those at either end."""
    kept, end = line, len(line)
    for tag in reversed(tags):
        last = not any(char.isalnum() for char in line[tag.end : end])
        if last or opens(line, tag):
            kept = kept[: tag.start] + kept[tag.end :]
            end = tag.start if last else end
        else:
            kept = kept[: tag.start] + kept[tag.start + 1 :]
    return kept.strip()
