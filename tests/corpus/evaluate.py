"""How well messages are understood: on the part kept apart, and across authors."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score

from domain.kinds import Kind
from domain.understanding import KINDS, Classifier
from tests.corpus.data import Labelled
from tests.corpus.train import trained

ASK = 0.13
"""The share of messages that may be asked about; the issue allows 15 % at most."""


@dataclass(frozen=True)
class Figures:
    """Figures of one reading of a corpus; ``sure`` speaks of what is not asked about."""

    size: int
    macro_f1: float
    asked: float
    sure_macro_f1: float
    sure_accuracy: float
    confusion: list[list[int]]


def figures(classifier: Classifier, corpus: Sequence[Labelled]) -> Figures:
    """Return how well *classifier* reads *corpus*."""
    read = [classifier.understand(example.text) for example in corpus]
    said = [understood.kind for understood in read]
    meant = [example.kind for example in corpus]
    sure = [(m, s) for m, s, u in zip(meant, said, read, strict=True) if not u.ask]
    return Figures(
        size=len(corpus),
        macro_f1=_macro_f1(meant, said),
        asked=1 - len(sure) / len(corpus),
        sure_macro_f1=_macro_f1([m for m, _ in sure], [s for _, s in sure]),
        sure_accuracy=sum(m is s for m, s in sure) / max(len(sure), 1),
        confusion=confusion_matrix(meant, said, labels=list(KINDS)).tolist(),
    )


def _macro_f1(meant: list[Kind], said: list[Kind]) -> float:
    return float(f1_score(meant, said, labels=list(KINDS), average="macro", zero_division=0))


def across_authors(authors: dict[str, list[Labelled]]) -> tuple[dict[str, Figures], float]:
    """Return each author read by a model that never saw them, and the threshold for asking.

    The threshold is the lead under which ``ASK`` of all these readings fall.
    """
    models = {
        name: trained(
            [example for other in authors if other != name for example in authors[other]]
        )
        for name in authors
    }
    leads = [
        _lead(models[name], example.text) for name, corpus in authors.items() for example in corpus
    ]
    ask_below = round(float(np.quantile(leads, ASK)), 3)
    found = {
        name: figures(_asking(models[name], ask_below), corpus) for name, corpus in authors.items()
    }
    return found, ask_below


def _asking(model: Classifier, ask_below: float) -> Classifier:
    return replace(model, ask_below=ask_below)


def _lead(model: Classifier, text: str) -> float:
    chances = sorted((score for _, score in model.understand(text).scores), reverse=True)
    return chances[0] - chances[1] if chances else 1.0


def milliseconds(classifier: Classifier, corpus: Sequence[Labelled]) -> tuple[float, float]:
    """Return the median and the longest time of reading one message."""
    spent = []
    for example in corpus:
        began = time.perf_counter()
        classifier.understand(example.text)
        spent.append((time.perf_counter() - began) * 1000)
    return float(np.median(spent)), max(spent)


def table(found: Figures) -> str:
    """Return figures as lines for people."""
    lines = [
        f"  {found.size} messages · macro-F1 {found.macro_f1:.3f} · asked about {found.asked:.1%}",
        f"  on the rest: macro-F1 {found.sure_macro_f1:.3f}, accuracy {found.sure_accuracy:.3f}",
        f"  {'meant / said':>14} " + " ".join(f"{kind.value:>13}" for kind in KINDS),
    ]
    for kind, row in zip(KINDS, found.confusion, strict=True):
        lines.append(f"  {kind.value:>14} " + " ".join(f"{count:>13}" for count in row))
    return "\n".join(lines)
