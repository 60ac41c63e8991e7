"""Cards that repeat: what they share is made once, and what differs is put in its places."""

import re
from collections.abc import Mapping
from typing import Any

import orjson


class Template:
    """A card with *marks*, by their names, where values differ: in its texts, or as numbers."""

    def __init__(self, card: Mapping[str, Any], marks: Mapping[str, str]) -> None:
        names = {mark: name for name, mark in marks.items()}
        found = re.compile("|".join(map(re.escape, names)))
        written = orjson.dumps(card).decode()
        self._pieces = found.split(written)
        self._names = [names[mark] for mark in found.findall(written)]

    def filled(self, values: Mapping[str, str | int]) -> dict[str, Any]:
        """Return a card of its own, with the values of these names in the places of the marks."""
        written = {name: _written(value) for name, value in values.items()}
        parts = self._pieces[:1]
        for name, piece in zip(self._names, self._pieces[1:], strict=True):
            parts += written[name], piece
        card: dict[str, Any] = orjson.loads("".join(parts))
        return card


def _written(value: str | int) -> str:
    """Return a value as JSON holds it, without the quotes: they stand around the mark."""
    return str(value) if isinstance(value, int) else orjson.dumps(str(value)).decode()[1:-1]
