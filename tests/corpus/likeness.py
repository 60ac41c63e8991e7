"""Learning how alike two irritants are, from labelled ones that are not kept apart."""

import json
import math
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from domain.themes.recurrence.model import Model, Weighed
from domain.themes.recurrence.reading import read
from tests.corpus import data, recurrence
from tests.corpus.meanings import Vectors, projection
from tests.corpus.recurrence import Said

LIKENESSES = ("stems", "things", "meaning")
SCALE = 1000
FOLDS = 5
"""What stems mean is learnt from the groups too: the weights must not see it of their own."""
STRANGERS = 40
"""So many of those that are most alike without being of the group stand for all others."""

WEIGHS = {"learn": 6.0, "fresh_voices": 1.0}
"""What a part weighs, whatever its size: people share more words than the second part does."""

_Rarity = dict[str, dict[str, float]]


def train(vectors: Vectors) -> bytes:
    """Return the content of the model file."""
    parts = list(recurrence.learnt_from().values())
    rarity, rarest = _rarity()
    rows: list[tuple[list[float], bool, float]] = []
    for fold in range(FOLDS):
        others = [
            said for part in parts for said in part if crc32(said.group.encode()) % FOLDS != fold
        ]
        model = _model(rarity, rarest, _meanings(vectors, others, rarity, rarest))
        for name, part in recurrence.learnt_from().items():
            share = WEIGHS[name] / len(part)
            rows += [(*row[:2], row[2] * share) for row in _examples(model, part, fold)]
    weights, bias = _fit(rows)
    meanings = _meanings(vectors, [said for part in parts for said in part], rarity, rarest)
    return _written(rarity, rarest, meanings, weights, bias)


def _fit(rows: Sequence[tuple[list[float], bool, float]]) -> tuple[dict[str, float], float]:
    """Return the weights and the bias."""
    found = LogisticRegression(C=1000.0, max_iter=1000).fit(
        np.array([row[0] for row in rows]),
        [row[1] for row in rows],
        sample_weight=[row[2] for row in rows],
    )
    return dict(zip(LIKENESSES, map(float, found.coef_[0]), strict=True)), float(
        found.intercept_[0]
    )


def _rarity() -> tuple[_Rarity, float]:
    """Return how rare what messages hold is, and what none of them does."""
    readings = [read(example.text) for part in data.authors().values() for example in part]
    most = math.log(len(readings) + 1)
    families = ("stems", "things")
    counted = {
        family: Counter(name for reading in readings for name in getattr(reading, family))
        for family in families
    }
    return {
        family: {name: most - math.log(count + 1) for name, count in sorted(counts.items())}
        for family, counts in counted.items()
    }, most


def _model(rarity: _Rarity, rarest: float, meanings: Mapping[str, bytes]) -> Model:
    return Model(rarity, rarest, dict(meanings), dict.fromkeys(LIKENESSES, 1.0), 0.0)


def _meanings(
    vectors: Vectors, corpus: Sequence[Said], rarity: _Rarity, rarest: float
) -> dict[str, bytes]:
    groups = defaultdict(list)
    for said in corpus:
        held = read(said.text).stems
        groups[said.group].append({stem: rarity["stems"].get(stem, rarest) for stem in held})
    projected = np.array(list(vectors.values())) @ projection(vectors, groups)
    projected *= 127 / np.abs(projected).max()
    return {
        stem: numbers.astype(np.int8).tobytes()
        for stem, numbers in zip(vectors, projected.round(), strict=True)
    }


def _examples(
    model: Model, part: Sequence[Said], fold: int
) -> Iterator[tuple[list[float], bool, float]]:
    """Yield likenesses, whether they are of one group, and what they weigh: a query as another."""
    readings = [model.weigh(read(said.text)) for said in part]
    for place, said in enumerate(part):
        if crc32(said.group.encode()) % FOLDS != fold:
            continue
        same = [other for other, each in enumerate(part) if each.group == said.group]
        if len(same) < 2:
            continue
        for other in same:
            if other != place:
                alike = model.pulls(readings[place], readings[other])
                yield list(alike.values()), True, 1 / (len(same) - 1)
        for pulls in _strangers(model, part, readings, place):
            yield pulls, False, 1 / STRANGERS


def _strangers(
    model: Model, part: Sequence[Said], readings: Sequence[Weighed], place: int
) -> list[list[float]]:
    """Return the likenesses of those of other groups that would be compared in full."""
    others = [
        model.pulls(readings[place], readings[other])
        for other, each in enumerate(part)
        if each.group != part[place].group
    ]
    near = sorted(others, key=lambda pulls: -pulls["stems"] - pulls["things"])
    return [list(pulls.values()) for pulls in near[:STRANGERS]]


def _written(
    rarity: _Rarity,
    rarest: float,
    meanings: Mapping[str, bytes],
    weights: Mapping[str, float],
    bias: float,
) -> bytes:
    return json.dumps(
        {
            "scale": SCALE,
            "rarest": round(rarest * SCALE),
            "bias": round(bias * SCALE),
            "weights": {name: round(weight * SCALE) for name, weight in weights.items()},
            "rarity": {
                family: {name: round(number * SCALE) for name, number in numbers.items()}
                for family, numbers in rarity.items()
            },
            "meanings": {stem: b64encode(raw).decode() for stem, raw in meanings.items()},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
