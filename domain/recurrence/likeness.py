"""How alike two irritants are, and which of many are most like one."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.recurrence.reading import Reading, read

PROPOSED = 0.25
"""The likeness from which an irritant is proposed as the same problem."""

_STEMS, _CONCEPTS, _GRAMS = 0.4, 0.35, 0.25


@dataclass(frozen=True, slots=True)
class Similar:
    """An irritant that may speak of the same problem; ``score`` is between 0 and 1."""

    contribution_id: int
    score: float


def rank(text: str, found: Mapping[int, str]) -> list[Similar]:
    """Return what in *found* (id to text) is like *text* from ``PROPOSED`` on, best first."""
    asked = read(text)
    readings = {id_: read(said) for id_, said in found.items()}
    rarity = _rarity([asked, *readings.values()])
    scored = (Similar(id_, _score(asked, other, rarity)) for id_, other in readings.items())
    alike = [each for each in scored if each.score >= PROPOSED]
    return sorted(alike, key=lambda each: (-each.score, -each.contribution_id))


def _rarity(readings: list[Reading]) -> dict[str, float]:
    spread = Counter(
        name for reading in readings for name in (*reading.stems, *_marked(reading.concepts))
    )
    return {name: math.log(1 + len(readings) / count) for name, count in spread.items()}


def _score(one: Reading, other: Reading, rarity: Mapping[str, float]) -> float:
    concepts = _cosine(_marked(one.concepts), _marked(other.concepts), rarity)
    return (
        _STEMS * _cosine(one.stems, other.stems, rarity)
        + _CONCEPTS * concepts
        + _GRAMS * len(one.grams & other.grams) / math.sqrt(len(one.grams) * len(other.grams) or 1)
    )


def _marked(concepts: Iterable[str]) -> frozenset[str]:
    return frozenset(f"={concept}" for concept in concepts)


def _cosine(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    lengths = _weight(one, rarity) * _weight(other, rarity)
    return _weight(one & other, rarity) / math.sqrt(lengths) if lengths else 0.0


def _weight(names: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(name, 1.0) ** 2 for name in names)
