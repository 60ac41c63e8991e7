"""Which irritants speak of the same problem, for the command line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.usecases.understand import read_lines
from domain.themes.recurrence import Crowd, put_together, weighed
from domain.themes.recurrence.explaining import explain_pair

MOST = 5


def compare_lines(lines: Iterable[str], *, explain: bool = False) -> Iterator[str]:
    """Yield one JSON line per JSON line ``{"id", "text"}``, in the same order.

    Raises:
        ValueError: a line is not such an object; the message names it.
    """
    asked = list(read_lines(lines))
    crowd = Crowd({place: weighed(line["text"]) for place, line in enumerate(asked)})
    alike = {place: crowd.like(one, but=place) for place, one in crowd.held.items()}
    together = enumerate(put_together(alike), start=1)
    groups = {place: number for number, group in together for place in group}
    for place, line in enumerate(asked):
        found = alike[place][:MOST]
        told: dict[str, Any] = {
            "id": line.get("id"),
            "candidates": [asked[other].get("id") for other, _ in found],
            "group": groups.get(place),
        }
        if explain:
            told["scores"] = [round(chance, 4) for _, chance in found]
            told["reasons"] = [
                explain_pair(line["text"], asked[other]["text"]) for other, _ in found
            ]
        yield json.dumps(told, ensure_ascii=False)
