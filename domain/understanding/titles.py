"""Explicit signs win: hashtags, the Friday titles and « Et si… » cut a message into parts."""

from dataclasses import dataclass, field
from typing import NamedTuple

from domain.kinds import Kind
from domain.tokens import compose
from domain.understanding.hashtags import Hashtag, closes, find_hashtags, opens, plain_words
from domain.understanding.nothing import is_nothing, is_polite
from domain.understanding.title_forms import find_inner_title, find_title, wonders

_LINES = 60
"""So many lines are searched for signs; what follows belongs to the last part."""
_FAREWELLS = 4
_EDGES = " :*_-–—=>.|,;([])"
_STRUCTURED = 2
"""Titles of so many kinds prove each other, even everyday words without a colon."""


class Part(NamedTuple):
    """One contribution: its kind and its text, without the title that named the kind."""

    kind: Kind
    text: str


class Signs(NamedTuple):
    """What the explicit signs of a message say; *labels* are the signs as written."""

    parts: tuple[Part, ...]
    labels: tuple[str, ...]


@dataclass
class _Mark:
    """A line and the sign it carries, if any."""

    text: str
    kind: Kind | None = None
    label: str = ""
    role: str = ""  # title, bare, loose, wonder, tail, alone, inside
    raw: str = ""


@dataclass
class _Block:
    kind: Kind | None = None
    lines: list[str] = field(default_factory=list)
    closed: bool = False

    def text(self) -> str:
        lines = [line.rstrip() for line in self.lines]
        for _ in range(min(_FAREWELLS, len(lines) - 1)):
            if is_polite(lines[-1]):
                lines.pop()
        text = "\n".join(lines).strip()
        return text.replace("**", "") if text.count("**") % 2 else text


def _cut(text: str) -> list[str]:
    """Cut into lines, and lines before the titles and hashtags inside them."""
    lines: list[str] = []
    for line in compose(text).split("\n"):
        if len(lines) >= _LINES:
            lines.append(line)
            continue
        lines.extend(_cut_line(line))
    return lines


def _cut_line(line: str) -> list[str]:
    pieces: list[str] = []
    tags = find_hashtags(line)
    if len(tags) > 1 and opens(line, tags[0]):
        places = [tag.start for tag in tags[1:] if tag.kind is not tags[0].kind]
        places = [place for place in places if any(map(str.isalnum, line[place + 1 :]))]
        cuts = [0, *(place for place in places if not closes(line[place:], [_shift(line, place)]))]
        return [line[a:b] for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    while (place := find_inner_title(line)) is not None:
        pieces.append(line[:place].rstrip(" ,;|/•-–—"))
        line = line[place:]
    return [*pieces, line]


def _shift(line: str, place: int) -> Hashtag:
    return find_hashtags(line[place:])[0]


def _mark(line: str) -> _Mark:
    tags = find_hashtags(line)
    if tags:
        return _mark_tags(line, tags)
    title = find_title(line)
    if title:
        label = f"titre « {line[title.start : title.end].strip(_EDGES)} »"
        role = "title" if title.firm else "loose"
        role = "bare" if role == "title" and not title.colon and title.end >= len(line) else role
        return _Mark(line[title.end :].lstrip(" ,;"), title.kind, label, role, line)
    if wonders(line):
        return _Mark(line, Kind.SUGGESTION, "« Et si… »", "wonder", line)
    return _Mark(line, raw=line)


def _mark_tags(line: str, tags: list[Hashtag]) -> _Mark:
    text = plain_words(line, tags)
    label = f"mot-dièse {line[tags[0].start : tags[0].end]}"
    if not any(map(str.isalnum, text)):
        role = "alone"
    elif opens(line, tags[0]):
        role, text = "title", text.lstrip(" :*_-–—=>.,")
    else:
        role = "tail" if closes(line, tags) else "inside"
    return _Mark(text, tags[0].kind, label, role, line)


def _settle(marks: list[_Mark]) -> list[_Mark]:
    """Decide what depends on the other lines: loose titles, lone and inner hashtags."""
    following = ""
    for mark in reversed(marks):
        if mark.role == "bare":  # a title alone on its line needs text after it
            mark.role = "title" if following else "loose"
        following = following or mark.text.strip()
    titled = {mark.kind for mark in marks if mark.role in {"title", "loose"}}
    held = [mark for mark in marks if mark.text.strip() or mark.role == "alone"]
    as_tails = bool(held) and held[-1].role == "alone"
    only_inside = all(mark.role in {"", "inside", "loose"} for mark in marks)
    for mark in marks:
        if mark.role == "loose" and len(titled) < _STRUCTURED:
            mark.kind, mark.text, mark.role = None, mark.raw, ""
        elif mark.role == "alone":
            mark.role = "tail" if as_tails else "title"
        elif mark.role == "inside" and not only_inside:
            mark.kind, mark.role = None, ""
    return marks


def _gather(marks: list[_Mark]) -> list[_Block]:
    whole = next((mark for mark in marks if mark.role == "inside"), None)
    if whole:
        return [_Block(whole.kind, [mark.text for mark in marks])]
    blocks = [_Block()]
    for mark in marks:
        _place(blocks, mark)
    return blocks


def _place(blocks: list[_Block], mark: _Mark) -> None:
    last = blocks[-1]
    goes_on = mark.role == "wonder" and last.kind is mark.kind and not last.closed
    if mark.role in {"title", "loose"} or (mark.role == "wonder" and not goes_on):
        blocks.append(_Block(mark.kind, [mark.text]))
    elif mark.role == "tail":
        _close_with(blocks, mark)
    elif last.closed:
        blocks.append(_Block(None, [mark.text]))
    else:
        last.lines.append(mark.text)


def _close_with(blocks: list[_Block], mark: _Mark) -> None:
    """A hashtag at the end names what stands before it, up to the sign before that."""
    last = blocks[-1]
    if last.closed or last.kind not in {None, mark.kind}:
        blocks.append(_Block(mark.kind, [mark.text], closed=True))
        return
    if last.kind is None:
        while last.lines and is_polite(last.lines[0]):
            last.lines.pop(0)
    last.lines.append(mark.text)
    last.kind, last.closed = mark.kind, True


def _parts(blocks: list[_Block]) -> tuple[Part, ...]:
    """Keep what says something; text without a sign joins its neighbour, nothing is lost."""
    parts: list[Part] = []
    waiting = ""
    for block in blocks:
        text = block.text()
        if block.kind is None:
            if is_polite(text):
                continue
            if parts:
                parts[-1] = Part(parts[-1].kind, f"{parts[-1].text}\n{text}")
            else:
                waiting = text
        elif not is_nothing(text):
            parts.append(Part(block.kind, f"{waiting}\n{text}" if waiting else text))
            waiting = ""
    return tuple(parts)


def read_signs(text: str) -> Signs | None:
    """Read the explicit signs of *text*; None when it has none.

    Signs without parts mean that the person wrote titles and nothing under them (« RAS »).
    """
    lines = _cut(text)
    read = [_mark(line) for line in lines[:_LINES]]
    marks = _settle(read + [_Mark(line, raw=line) for line in lines[_LINES:]])
    labels = tuple(dict.fromkeys(mark.label for mark in marks if mark.kind))
    return Signs(_parts(_gather(marks)), labels) if labels else None


def split(text: str) -> list[Part]:
    """Cut *text* into the contributions that its own signs announce; none without signs."""
    signs = read_signs(text)
    return list(signs.parts) if signs else []
