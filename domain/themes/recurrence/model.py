"""How alike two irritants are: a few likenesses, each with a weight that was learnt.

Learnt with scikit-learn (``python -m tests.corpus meanings``), applied in plain Python: the same
two texts are always as alike, on any machine, and every likeness can be told.
"""

import json
import math
from base64 import b64decode
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import repeat
from operator import add, mul

from domain.records import record
from domain.themes.recurrence.reading import Reading, read

Weights = dict[str, float]


@record
class Weighed:
    """A reading in which what is rare weighs more; of length one, so that products are cosines."""

    stems: Weights
    things: Weights
    meaning: tuple[float, ...]


@record
class Model:
    """What was learnt: how rare names are, what stems mean, and what each likeness weighs."""

    rarity: dict[str, dict[str, float]]
    rarest: float
    meanings: dict[str, bytes]
    """The numbers of a stem, each a signed byte."""
    weights: dict[str, float]
    bias: float

    def weigh(self, reading: Reading) -> Weighed:
        """Return *reading* with its weights."""
        return Weighed(
            _unit(self.rare("stems", reading.stems)),
            _unit(self.rare("things", reading.things)),
            self._meaning(reading.stems),
        )

    def rare(self, family: str, names: Iterable[str]) -> Weights:
        """Return how rare each of *names* is; what was never seen is as rare as can be."""
        known = self.rarity[family]
        return {name: known.get(name, self.rarest) for name in names}

    def chance(self, one: Weighed, other: Weighed) -> float:
        """Return how likely two irritants speak of the same problem, between 0 and 1."""
        stems, things, meaning = _alike(one, other)
        weights = self.weights  # not as in ``pulls``: a turn asks this forty times
        pull = weights["stems"] * stems + weights["things"] * things + weights["meaning"] * meaning
        return 1 / (1 + math.exp(-self.bias - pull))

    def pulls(self, one: Weighed, other: Weighed) -> dict[str, float]:
        """Return how much each likeness speaks for the same problem."""
        alike = zip(("stems", "things", "meaning"), _alike(one, other), strict=True)
        return {name: self.weights[name] * value for name, value in alike}

    def _meaning(self, stems: Iterable[str]) -> tuple[float, ...]:
        total: list[float] = []
        for stem, weight in self.rare("stems", sorted(stems)).items():
            if numbers := _numbers(self.meanings.get(stem, b"")):
                weighs = map(mul, repeat(weight), numbers)
                total = list(map(add, total, weighs)) if total else list(weighs)
        length = math.sqrt(sum(map(mul, total, total))) or 1.0
        return tuple(number / length for number in total)


@lru_cache(4_000)
def _numbers(raw: bytes) -> tuple[int, ...]:
    return tuple(memoryview(raw).cast("b"))


def _unit(weights: Weights) -> Weights:
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {name: value / length for name, value in weights.items()}


def _alike(one: Weighed, other: Weighed) -> tuple[float, float, float]:
    """Return how alike two are in their stems, in their things and in meaning."""
    meaning = sum(map(mul, one.meaning, other.meaning))
    return _product(one.stems, other.stems), _product(one.things, other.things), meaning


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum([weight * other[name] for name, weight in one.items() if name in other])


def parse_model(raw: bytes) -> Model:
    """Return the model that *raw*, the content of ``likeness_model.json``, describes."""
    told = json.loads(raw)
    scale = told["scale"]
    return Model(
        rarity={
            family: {name: number / scale for name, number in numbers.items()}
            for family, numbers in told["rarity"].items()
        },
        rarest=told["rarest"] / scale,
        meanings={stem: b64decode(numbers) for stem, numbers in told["meanings"].items()},
        weights={name: number / scale for name, number in told["weights"].items()},
        bias=told["bias"] / scale,
    )


@cache
def load_model() -> Model:
    """Return the model that comes with this version."""
    file = resources.files("domain.themes.recurrence").joinpath("likeness_model.json")
    return parse_model(file.read_bytes())


def weigh(reading: Reading) -> Weighed:
    """Return *reading* with what its stems and things weigh."""
    return load_model().weigh(reading)


def weighed(text: str) -> Weighed:
    """Return *text* read and weighed."""
    return weigh(read(text))
