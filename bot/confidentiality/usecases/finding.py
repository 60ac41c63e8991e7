"""Finding in a message what may identify a young person, for the command line."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from bot.usecases.understand import read_lines
from domain.confidentiality import examine


def examine_lines(lines: Iterable[str], roster: Collection[str] = ()) -> Iterator[str]:
    """Yield one JSON line per JSON line ``{"id", "text"}``, in the same order.

    Raises:
        ValueError: a line is not such an object; the message names it.
    """
    for asked in read_lines(lines):
        yield json.dumps(_examined(asked, roster), ensure_ascii=False)


def _examined(asked: dict[str, Any], roster: Collection[str]) -> dict[str, Any]:
    examined = examine(asked["text"], roster)
    return {
        "id": asked.get("id"),
        "spans": [
            {"start": span.start, "end": span.end, "type": span.type.value}
            for span in examined.spans
        ],
        "firm": examined.firm,
    }


def parse_roster(raw: str) -> list[str]:
    """Return the names of staff that a JSON list holds.

    Raises:
        ValueError: it is no such list.
    """
    try:
        names = json.loads(raw)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError(
            "--roster\u00a0: ce n’est pas du JSON. Donnez une liste JSON de noms."
        ) from None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(
            "--roster\u00a0: ce n’est pas une liste de noms. Donnez une liste JSON de noms."
        )
    return names
