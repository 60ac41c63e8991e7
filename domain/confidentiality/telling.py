"""What was found in one text, found again in others: what is told once is told everywhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.confidentiality.spans import Span

_SIGN = re.compile(r"\w+|[^\w\s]")
_IN_A_WORD = re.compile(r"\w")
_LONGEST = 200
"""Longer than what is written twice: a name, an address, a link."""


class Told:
    """What was found in a text, word for word."""

    def __init__(self, text: str, found: Sequence[Span]) -> None:
        self._said: dict[str, Span] = {}
        self._lengths: dict[str, list[int]] = {}
        """How long those are that begin with a word, the longest first."""
        for span in found:
            said = text[span.start : span.end]
            begun = _SIGN.match(said)
            if begun and len(said) <= _LONGEST and said not in self._said:
                self._said[said] = span
                self._lengths.setdefault(begun[0], []).append(len(said))
        for begins, lengths in self._lengths.items():
            self._lengths[begins] = sorted(set(lengths), reverse=True)

    def again_in(self, text: str) -> Iterator[Span]:
        """Yield where any of it stands in *text*, as words of their own."""
        for begun in _SIGN.finditer(text):
            start = begun.start()
            for length in self._lengths.get(begun[0], ()):
                end = start + length
                known = self._said.get(text[start:end])
                if known is not None and not _IN_A_WORD.match(text, end):
                    yield replace(known, start=start, end=end)
                    break
