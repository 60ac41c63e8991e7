"""Training: the same corpus always gives the same ``kind_model.json``, byte for byte."""

import json
import math
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from domain.understanding import KINDS, Classifier, parse_model
from domain.understanding.features import extract
from domain.understanding.model import NUMBERS
from tests.corpus.data import Labelled

KEPT = 40_000
"""Features that stay in the model: fewer cost accuracy, more only weight."""

SCALE = 100
"""Weights are kept as whole hundredths: it keeps the file small and every machine exact."""

CUE_SHARE = 0.5
"""The cues are few and every message has some: at full weight they drown the words."""

MARGIN_SHARE, COUNT_SHARE = 1.5, 0.5
"""How loudly the two models speak: about as loudly as each other."""

COST, SMOOTHING = 0.3, 0.1
"""Of the support vectors and of the counts. All of these were chosen leave-one-author-out, where
neighbouring values differ by less than a point of macro-F1; never on the part kept apart."""


@dataclass(frozen=True)
class _Weights:
    """One weight for each kind and feature, and one for each kind."""

    features: np.ndarray
    bias: np.ndarray


def train(corpus: Sequence[Labelled], ask_below: float) -> bytes:
    """Return the content of the model file for *corpus*."""
    counted = [extract(example.text) for example in corpus]
    labels = np.array([KINDS.index(example.kind) for example in corpus])
    rarity = _rarity(counted)
    best = _best(rarity, _fit(counted, labels, rarity))
    weights = _fit(counted, labels, best)
    packed = b"".join(
        NUMBERS.pack(
            *(
                round(number * SCALE)
                for number in (best[name], *_share(name) * weights.features[:, column])
            )
        )
        for column, name in enumerate(best)
    )
    return json.dumps(
        {
            "scale": SCALE,
            "ask_below": ask_below,
            "bias": [round(number * SCALE) for number in weights.bias],
            "features": list(best),
            "numbers": b64encode(packed).decode(),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _share(name: str) -> float:
    return CUE_SHARE if name.startswith("k:") else 1.0


def trained(corpus: Sequence[Labelled], ask_below: float = 0.0) -> Classifier:
    """Return a classifier trained on *corpus*."""
    return parse_model(train(corpus, ask_below))


def _rarity(counted: list[dict[str, Counter[str]]]) -> dict[str, float]:
    """Return the inverse document frequency of what at least two messages hold, by name."""
    held: dict[str, int] = defaultdict(int)
    for families in counted:
        for family in families.values():
            for name in family:
                held[name] += 1
    total = len(counted)
    return {
        name: math.log((1 + total) / (1 + count)) + 1
        for name, count in sorted(held.items())
        if count > 1
    }


def _fit(
    counted: list[dict[str, Counter[str]]], labels: np.ndarray, rarity: dict[str, float]
) -> _Weights:
    """Add up a maximum-margin model and complement naive Bayes: they err on different messages."""
    matrix = _matrix(counted, rarity)
    margin = LinearSVC(C=COST, class_weight="balanced", random_state=0).fit(matrix, labels)
    counts = ComplementNB(alpha=SMOOTHING).fit(matrix, labels).feature_log_prob_
    counts = counts - counts.mean(axis=0)
    return _Weights(
        MARGIN_SHARE * margin.coef_ + COUNT_SHARE * counts, MARGIN_SHARE * margin.intercept_
    )


def _matrix(counted: list[dict[str, Counter[str]]], rarity: dict[str, float]) -> sp.csr_matrix:
    columns = {name: column for column, name in enumerate(rarity)}
    rows, places, values = [], [], []
    for row, families in enumerate(counted):
        for family in families.values():
            held = {name: count for name, count in family.items() if name in columns}
            weighed = {name: (1 + math.log(count)) * rarity[name] for name, count in held.items()}
            length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
            for name, value in weighed.items():
                rows.append(row)
                places.append(columns[name])
                values.append(_share(name) * value / length)
    return sp.csr_matrix((values, (rows, places)), shape=(len(counted), len(columns)))


def _best(rarity: dict[str, float], weights: _Weights) -> dict[str, float]:
    commonness = np.exp(-np.array(list(rarity.values())) / 2)
    strength = np.abs(weights.features).max(axis=0) * commonness
    ranked = sorted(zip(rarity, strength, strict=True), key=lambda each: (-each[1], each[0]))
    kept = {name for name, _ in ranked[:KEPT]}
    return {name: value for name, value in rarity.items() if name in kept}
