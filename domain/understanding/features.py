"""What the classifier sees of a message: its words, its letters, its moves and a few cues."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from domain.tokens import EMOJI, compose, fold, remembered
from domain.understanding.lexicon import EMOJI_GROUPS, FUNCTION_WORDS, GROUPS, PHRASES

READ = 900
"""So many characters are read (the first two thirds and the end): it bounds the time."""

_TOKEN = re.compile(rf"[a-z]+'|[a-z]+|\d+(?:h\d*|%)?|[?!]+|…|->|[.:;,()\"=/+]|{EMOJI}")
_TODAY = re.compile(r"aujourd'hui")
_QUELQU_UN = re.compile(r"quelqu'une?\b")
_LETTERS = (2, 5)
_MOVES = (2, 4)
_SHORTEST_STEM = 3


def _clip(text: str) -> str:
    if len(text) <= READ:
        return text
    head = READ * 2 // 3
    return f"{text[:head]} {text[head - READ :]}"


def _stems() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    for group, listed in GROUPS.items():
        for word in listed.split():
            table, key = (stems, word[:-1]) if word.endswith("*") else (exact, word)
            table.setdefault(key, group)
    return exact, stems


def _phrases() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for group, listed in PHRASES.items():
        for phrase in listed.split("|"):
            table.setdefault(tuple(_TOKEN.findall(phrase.replace("quelqu'un", "quelquun"))), group)
    return table


_EXACT, _STEMS = _stems()
_PHRASES = _phrases()
_LONGEST_PHRASE = max(map(len, _PHRASES))


def tokens(folded: str) -> list[str]:
    """Cut folded text into words, numbers, signs and emoji."""
    folded = _TODAY.sub("aujourdhui", folded).replace("...", "…")
    return _TOKEN.findall(_QUELQU_UN.sub("quelquun", folded))


def group_of(word: str) -> str | None:
    """Find the lexicon's group of a folded word."""
    group = _EXACT.get(word)
    if group is None:
        for length in range(len(word), _SHORTEST_STEM - 2, -1):
            group = _STEMS.get(word[:length])
            if group:
                break
    return group


_ENDINGS = (
    ("raient", "WOULD"), ("rait", "WOULD"), ("rions", "WOULD"), ("riez", "WOULD"),
    ("aient", "WAS"), ("ait", "WAS"), ("ions", "WAS"), ("ons", "ONS"), ("ez", "EZ"),
    ("er", "INF"), ("ir", "INF"), ("ees", "DONE"), ("ee", "DONE"), ("ment", "LY"),
    ("tion", "TION"), ("ent", "ENT"), ("es", "ES"), ("e", "E"), ("s", "S"),
)  # fmt: skip
_EMOJI_OF = {sign: group for group, signs in EMOJI_GROUPS.items() for sign in signs}


@remembered(8192)
def move_of(token: str) -> str:
    """Name what a token does: itself for closed classes, else its group or its ending."""
    if token in FUNCTION_WORDS or not token[0].isalnum():
        return _EMOJI_OF.get(token, token)
    if token[0].isdigit():
        return "HOUR" if "h" in token else "0"
    group = group_of(token)
    if group:
        return group
    for ending, name in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return name
    return "X"


def _grams(prefix: str, items: list[str], lengths: tuple[int, int]) -> Iterator[str]:
    low, high = lengths
    for start in range(len(items)):
        for length in range(low, min(high, len(items) - start) + 1):
            yield prefix + " ".join(items[start : start + length])


@lru_cache(maxsize=2048)
def _letters_of(word: str) -> tuple[str, ...]:
    """List the letter n-grams of a word; people use the same few again and again.

    Those of a word take two kilobytes.
    """
    low, high = _LETTERS
    padded = f" {word} "
    return tuple(
        "c:" + padded[start : start + length]
        for length in range(low, high + 1)
        for start in range(len(padded) - length + 1)
    )


def _letter_grams(folded: str) -> Iterator[str]:
    return chain.from_iterable(_letters_of(word[:40]) for word in folded.split())


def _phrase_groups(listed: list[str]) -> Iterator[str]:
    for start in range(len(listed)):
        for length in range(_LONGEST_PHRASE, 0, -1):
            group = _PHRASES.get(tuple(listed[start : start + length]))
            if group:
                yield "P" + group
                break


def _names(text: str) -> int:
    """Count capitalised words inside sentences: first names, places."""
    return len(re.findall(r"(?<=[a-zéèà,] )[A-ZÉ][a-zéèêëïîç]{2,}", text))


def _cues(text: str, listed: list[str], moves: list[str]) -> Iterator[str]:
    present = Counter(move for move in moves if move.isupper() and len(move) > 1)
    present.update(_phrase_groups(listed))
    present["NAME"] = _names(text)
    present["ASK"] = int("?" in text[-6:])
    for group, count in present.items():
        for level in range(1, min(count, 3) + 1):
            yield f"k:{group}>={level}"
    held = sorted(group for group in present if present[group] and group not in _PLAIN)
    for place, one in enumerate(held):
        for other in held[place + 1 :]:
            yield f"k:{one}&{other}"
    yield f"k:size{min(len(listed) // 6, 6)}"
    yield f"k:first={moves[0]}" if moves else "k:empty"
    yield f"k:last={moves[-1]}" if moves else "k:empty"


_PLAIN = frozenset({"E", "ES", "S", "X", "0", "ENT", "TION", "LY", "TOOL", "TEAM"})


def extract(text: str) -> dict[str, Counter[str]]:
    """Count the features of *text*, by family: words, letters, moves, cues."""
    clipped = compose(_clip(text))
    folded = fold(clipped)
    listed = tokens(folded)
    moves = [move_of(token) for token in listed]
    return {
        "w": Counter(_grams("w:", ["^", *listed, "$"], (1, 3))),
        "c": Counter(_letter_grams(folded)),
        "m": Counter(_grams("m:", ["^", *moves, "$"], _MOVES)),
        "k": Counter(_cues(clipped, listed, moves)),
    }
