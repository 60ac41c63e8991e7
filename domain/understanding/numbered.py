"""Answers that somebody numbers: « 1) … 2) … 3) … »."""

import re

from domain.understanding.nothing import is_polite

_LINE = re.compile(r"^[ \t\xa0]*\(?([0-9]{1,2})[ \xa0]?[).:/°-][ \t\xa0]*(?=\S)", re.MULTILINE)
_INSIDE = re.compile(r"(?:^|(?<=[\s;,.]))\(?([1-9])\)[ \t\xa0]*(?=\S)")
_FEWEST, _MOST = 2, 9


def numbered(text: str) -> list[str]:
    """Return what stands under 1, 2, 3 …, if *text* is such a list and nothing else; else nothing.

    A greeting may stand before it. What follows a sentence is a list of that sentence's.
    """
    for mark in (_LINE, _INSIDE):
        found = list(mark.finditer(text))
        if [int(each[1]) for each in found] != list(range(1, len(found) + 1)):
            continue
        if not (_FEWEST <= len(found) <= _MOST and _is_nothing(text[: found[0].start()])):
            continue
        ends = [each.start() for each in found[1:]] + [len(text)]
        items = [text[each.end() : end].strip() for each, end in zip(found, ends, strict=True)]
        return [item.rstrip(" ;,") for item in items]
    return []


def _is_nothing(before: str) -> bool:
    return not before.strip() or is_polite(before.strip())
