"""Recognising a title at the start of a line, however it is dressed."""

import re
from itertools import islice, pairwise
from typing import NamedTuple

from domain.kinds import Kind
from domain.tokens import EMOJI, fold, words
from domain.understanding.nothing import is_polite
from domain.understanding.title_words import (
    CLOSED,
    LEADS,
    MOST_WORDS,
    NOT_TOPICS,
    ORDINALS,
    OTHERS,
    OWN,
    QUALIFIERS,
    TAILS,
    Head,
    find_head,
)

_READ = 120
"""So many characters of a line are searched for its title."""
_INNER_READ = 2000
_BOUNDARIES = 40

_DRESS = re.compile(
    rf"(?:[\s:>*_~`\-–—•·▪●◦‣►+(\[«\"“'|]|{EMOJI}|\#{{1,6}}\s"
    r"|\d{1,2}\s?(?:[.)/°:\-–]|er\b|e\b|\ufe0f?\u20e3)|[a-d][.)]\s)*"
)
_JOINT = re.compile(r"[\s'_\-.*(°]{1,3}")
_CLOSING = re.compile(rf"(?:[\s*_~`»\"”)\]]|{EMOJI})*")
_SIGN = re.compile(r"\s*(?:[:=]+>?|[-–—]+>|\||[-–—]+(?=\s)|(?<=\s)[-–—]+|>)[\s*_~`]*")
_PAIRS = ("**", "__", "]", ")")
_STOP = re.compile(r"\s*(?:[.…!]+(?=\s|$)|/(?=\s))[\s*_~`]*")
_IS = re.compile(
    r"\s*,?\s*(?:c'?etait|c'?est|ce serait|est|serait|etait)\s+"
    r"(?=(?:de|que|le|la|les|un|une|des|mon|ma|mes|ce|cette|ces|toujours|encore|quand|pour)\b|d'|qu'|l')"
)
_ASK = re.compile(r"\s*\?+[\s*_~`]*(?=\S)")
_TOPIC = re.compile(r"[^.!?:;,/|\n]{1,45}?\s?:(?=\s|$)")
_TOPIC_WORDS = 6
_SPECIAL_ARROWS = re.compile(r"[→➡►⇒]\ufe0f?")
_SENTENCE_END = re.compile(rf"(?:[.!?;|…,]\s+|\s[-–—•/]\s+|(?:{EMOJI})\s*)(?=[^\s])")
_WONDER = re.compile(r"et s(?:i\b|'ils?\b|'elles?\b)")
_NO_WONDER = re.compile(
    r"et si (?:quelqu|jamais|besoin|c'?est\b|oui\b|non\b|possible|ca (?:t|v|vous|te|peut)\b)"
    r"|et si (?:tu|vous) (?!\w*(?:ais|iez)\b)"
    r"|et s(?:i|'ils?|'elles?) (?!on |nous |[^?.!]*(?:ait|aient|ions|iez|ais)\b)[^?.!]*"
    r"\b(?:n'|ne |a |est |ont |sont |peut |doit |vient |va |manque )"
)


_BEFORE = OWN | OTHERS | ORDINALS | LEADS


class Title(NamedTuple):
    """A title found at the start of a line; *firm* ones count even alone."""

    kind: Kind
    start: int
    end: int
    firm: bool
    colon: bool


class _Lead(NamedTuple):
    start: int
    tokens: list[re.Match[str]]
    own: bool
    other: bool


def _joined(folded: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keep the words that stand together at the start."""
    kept = found[:1]
    for left, right in pairwise(found):
        if not _JOINT.fullmatch(folded, left.end(), right.start()):
            break
        kept.append(right)
    return kept


def _skip_leads(tokens: list[re.Match[str]]) -> _Lead:
    own = other = False
    place = 0
    while place < len(tokens) - 1:
        word = tokens[place].group()
        if word not in _BEFORE or find_head([match.group() for match in tokens[place:]]):
            break
        own, other = own or word in OWN, other or word in OTHERS
        place += 1
    return _Lead(tokens[0].start(), tokens[place:], own, other)


def _skip_tail(tokens: list[str], place: int) -> tuple[int, bool]:
    """Step over « de la semaine » and « numéro 2 »; say whether time was named."""
    timed = False
    while place < len(tokens):
        longest = min(3, len(tokens) - place)
        ends = (place + width for width in range(longest, 0, -1))
        width = next((end - place for end in ends if " ".join(tokens[place:end]) in TAILS), 0)
        if not width and tokens[place] not in QUALIFIERS:
            break
        timed = timed or width > 0
        place += width or 1
    return place, timed


def _speaks_about(folded: str, place: int) -> bool:
    following = [match.group() for match in words(folded, place, place + 40)][:3]
    return any(word in CLOSED for word in following)


def _emphasised(line: str, start: int, end: int) -> bool:
    """Tell whether the title alone is bold, underlined, or in capitals."""
    if line[:start].endswith(("**", "__", "[", "(")) and line[end:].startswith(_PAIRS):
        return True
    rest = line[end:].strip()
    return line[start:end].isupper() and end - start > 2 and bool(rest) and not rest.isupper()  # noqa: PLR2004 - "BP"


def _topic_end(folded: str, place: int) -> int | None:
    """Find « Astuce *pour scanner* : … »; the topic stays in the text."""
    topic = _TOPIC.match(folded, place)
    if topic is None:
        return None
    named = [match.group() for match in words(topic.group())]
    fits = 0 < len(named) <= _TOPIC_WORDS and not NOT_TOPICS.intersection(named)
    return place if fits else None


def _lists_titles(folded: str, stop: re.Match[str]) -> bool:
    """« Irritant / suggestion » names the exercise and answers nothing."""
    following = [match.group() for match in words(folded, stop.end(), stop.end() + 40)]
    return "/" in stop.group() and find_head(following) is not None


def _firm_end(folded: str, place: int, lead: _Lead, *, timed: bool) -> tuple[int, bool] | None:
    """Find where the title's own sign ends, and whether that sign was a colon or a dash."""
    sign = _SIGN.match(folded, place)
    if sign:
        return sign.end(), True
    if place >= len(folded):
        return place, False
    named = _IS.match(folded, place)
    if lead.other and not lead.own:
        return (named.end(), False) if named and timed else None
    stop = named or _STOP.match(folded, place) or _ASK.match(folded, place)
    if stop:
        return None if _lists_titles(folded, stop) else (stop.end(), False)
    if timed and not _speaks_about(folded, place):
        return place, False
    return None


def _number_after_bp(head: Head, tokens: list[str]) -> bool:
    """« BP 42 » is a postal address."""
    return tokens[0] == "bp" and len(tokens) > head.length and tokens[head.length].isdigit()


def _close(line: str, folded: str, lead: _Lead, head: Head) -> Title | None:
    tokens = [match.group() for match in lead.tokens]
    if _number_after_bp(head, tokens):
        return None
    after, timed = _skip_tail(tokens, head.length)
    bare_end = lead.tokens[after - 1].end()
    closing = _CLOSING.match(folded, bare_end)
    place = closing.end() if closing else bare_end
    firm = not head.weak or timed
    ended = _firm_end(folded, place, lead, timed=timed)
    if ended:
        return Title(head.kind, lead.start, ended[0], firm, ended[1])
    if head.weak or (lead.other and not lead.own) or _speaks_about(folded, place):
        return None
    if _emphasised(line, lead.start, bare_end):
        return Title(head.kind, lead.start, place, True, False)
    topic = _topic_end(folded, place)
    if topic is not None:
        return Title(head.kind, lead.start, topic, True, False)
    bare = not lead.own and not lead.other
    return Title(head.kind, lead.start, place, False, False) if bare else None


def find_title(line: str) -> Title | None:
    """Find the title with which *line* begins; places count in *line*."""
    folded = _SPECIAL_ARROWS.sub(lambda arrow: ":" * len(arrow.group()), fold(line[:_READ]))
    dress = _DRESS.match(folded)
    start = dress.end() if dress else 0
    near = list(words(folded, start, start + _READ))[: MOST_WORDS + 8]
    if not near or near[0].start() != start:
        return None
    lead = _skip_leads(_joined(folded, near))
    head = find_head([match.group() for match in lead.tokens])
    return _close(line[:_READ], folded, lead, head) if head else None


def find_inner_title(line: str) -> int | None:
    """Find where a later sentence of *line* begins with a title and its colon.

    A comma or a slash is boundary enough after a greeting, or in a line that began with a title.
    """
    titled: bool | None = None
    for boundary in islice(_SENTENCE_END.finditer(line, 0, _INNER_READ), _BOUNDARIES):
        title = find_title(line[boundary.end() : boundary.end() + _READ])
        if title is None or not (title.colon and title.firm):
            continue
        if not any(map(str.isalpha, line[: boundary.start()])):
            continue  # « 1. Irritant : … »
        if boundary.group().strip() not in {",", "/"} or is_polite(line[: boundary.start()]):
            return boundary.end()
        if titled is None:
            first = find_title(line)
            titled = first is not None and first.colon and first.firm
        if titled:
            return boundary.end()
    return None


def wonders(line: str) -> bool:
    """Tell whether *line* begins with « Et si… » and proposes something with it."""
    folded = fold(line[:_READ])
    dress = _DRESS.match(folded)
    start = dress.end() if dress else 0
    return bool(_WONDER.match(folded, start)) and not _NO_WONDER.match(folded, start)
