"""The labelled corpus: the training part by author, and the test part kept apart."""

import json
from dataclasses import dataclass
from pathlib import Path

from domain.kinds import Kind

FOLDER = Path(__file__).parent / "kind"
MODEL = Path(__file__).parents[2] / "domain" / "understanding" / "kind_model.json"


@dataclass(frozen=True)
class Labelled:
    text: str
    kind: Kind


def authors() -> dict[str, list[Labelled]]:
    """Return the training part, by the author who wrote it."""
    return {file.stem: read(file) for file in sorted(FOLDER.glob("train-*.jsonl"))}


def kept_apart() -> list[Labelled]:
    """Return the test part: written by another author, never trained on."""
    return read(FOLDER / "test.jsonl")


def read(file: Path) -> list[Labelled]:
    """Return the labelled messages of a file."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [Labelled(line["text"], Kind(line["kind"])) for line in lines]
