"""How well what may identify a young person is found: the labelled messages, and the figures."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.confidentiality import Found, Span, examine

FOLDER = Path(__file__).parent / "pii"


@dataclass(frozen=True)
class Marked:
    text: str
    roster: list[str]
    spans: list[Span]


@dataclass(frozen=True)
class Figures:
    """Of whole messages; ``types`` counts spans: labelled, found, and said by the rules."""

    size: int
    precision: float
    recall: float
    false_warnings: float
    """The share of clean messages that are warned about."""
    types: dict[Found, tuple[int, int, int, int]]
    """Labelled, of these found; said, of these right. A span counts when it touches one."""


def parts() -> dict[str, list[Marked]]:
    """Return each part by its name."""
    return {file.stem: read(file) for file in sorted(FOLDER.glob("*.jsonl"))}


def learn() -> list[Marked]:
    """Return the parts from which the rules were written."""
    return _parts("learn")


def kept_apart() -> list[Marked]:
    """Return the parts that the rules were not written from."""
    return _parts("kept_apart")


def _parts(begun: str) -> list[Marked]:
    named = (part for name, part in parts().items() if name.startswith(begun))
    return [message for part in named for message in part]


def read(file: Path) -> list[Marked]:
    """Return the labelled messages of a file."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [
        Marked(
            line["text"],
            line["roster"],
            [Span(each["start"], each["end"], Found(each["type"])) for each in line["spans"]],
        )
        for line in lines
    ]


def figures(corpus: Sequence[Marked]) -> Figures:
    """Return how well the rules read *corpus*."""
    said = [list(examine(message.text, message.roster).spans) for message in corpus]
    seen = Counter((bool(m.spans), bool(spans)) for m, spans in zip(corpus, said, strict=True))
    right, missed, wrong = seen[True, True], seen[True, False], seen[False, True]
    return Figures(
        size=len(corpus),
        precision=right / max(right + wrong, 1),
        recall=right / max(right + missed, 1),
        false_warnings=wrong / max(wrong + seen[False, False], 1),
        types={found: _of_type(found, corpus, said) for found in Found},
    )


def _of_type(
    found: Found, corpus: Sequence[Marked], said: Sequence[list[Span]]
) -> tuple[int, int, int, int]:
    labelled = touched = told = right = 0
    for message, spans in zip(corpus, said, strict=True):
        meant = [span for span in message.spans if span.type is found]
        read_as = [span for span in spans if span.type is found]
        labelled += len(meant)
        touched += sum(_touches(span, read_as) for span in meant)
        told += len(read_as)
        right += sum(_touches(span, meant) for span in read_as)
    return labelled, touched, told, right


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def still_masked(names: Sequence[str]) -> str:
    """Return which names, wrongly masked once, would be masked again in a plain sentence."""
    masked = [name for name in names if examine(f"{name} attend.").spans]
    return f"  {len(masked)} of {len(names)} would be masked again: {', '.join(masked)}"


def table(read_as: Figures) -> str:
    """Return figures as lines for people."""
    lines = [
        (
            f"  {read_as.size} messages · precision {read_as.precision:.3f} · recall "
            f"{read_as.recall:.3f} · false warnings {read_as.false_warnings:.1%}"
        )
    ]
    for found, (labelled, touched, told, right) in read_as.types.items():
        precision = f"{right / told:.3f}" if told else "–"
        recall = f"{touched / labelled:.3f}" if labelled else "–"
        lines.append(
            f"  {found.value:>12}: {labelled:>3} spans · precision {precision} · recall {recall}"
        )
    return "\n".join(lines)
