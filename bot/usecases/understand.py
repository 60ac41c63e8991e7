"""Understanding a message, for a turn and for the command line."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from domain.confidentiality import Clean, Screen
from domain.kinds import Kind
from domain.records import record
from domain.understanding import Classifier, Understanding, parse_model


@cache
def load_classifier() -> Classifier:
    """Return the classifier that comes with this version."""
    return parse_model(
        resources.files("domain.understanding").joinpath("kind_model.json").read_bytes()
    )


class Said(NamedTuple):
    """One thing that a message says, as it may be kept."""

    kind: Kind
    text: Clean


@record
class Heard:
    """What a message is: found in what was written, told as it may be kept."""

    kind: Kind
    ask: bool
    explicit: bool
    """True where its own signs say what it is."""
    parts: tuple[Said, ...]
    clean: Clean
    """The whole of it as it may be kept."""


def understand(text: str, classifier: Classifier) -> Understanding:
    """Return what *text* is."""
    return classifier.understand(text)


def listen(text: str, classifier: Classifier, screen: Screen) -> Heard:
    """Return what *text* is, and its parts as they may be kept."""
    understood = classifier.understand(text)
    told = understood.contributions(text)
    clean, parts = screen.clean_parts(text, [part.text for part in told])
    said = tuple(Said(part.kind, each) for part, each in zip(told, parts, strict=True))
    return Heard(understood.kind, understood.ask, understood.explicit, said, clean)


def analyse_lines(
    lines: Iterable[str], classifier: Classifier, *, explain: bool = False
) -> Iterator[str]:
    """Yield one JSON line per JSON line ``{"id", "text"}``, in the same order.

    Raises:
        ValueError: a line is not such an object; the message names it.
    """
    for asked in read_lines(lines):
        yield json.dumps(_analysed(asked, classifier, explain), ensure_ascii=False)


def read_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield what each JSON line ``{"id", "text"}`` holds; empty lines are passed over.

    Raises:
        ValueError: a line is not such an object; the message names it.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read(line, number)


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError(
            f"la ligne {number} n’est pas du JSON. Écrivez un objet par ligne."
        ) from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError(  # noqa: TRY004 -- bad input
            f'la ligne {number} n’a pas la forme {{"id", "text"}}. Écrivez-la ainsi.'
        )
    return asked


def _analysed(asked: dict[str, Any], classifier: Classifier, explain: bool) -> dict[str, Any]:
    understood = classifier.understand(asked["text"], explain=explain)
    several = understood.parts if len(understood.parts) > 1 else ()
    told: dict[str, Any] = {
        "id": asked.get("id"),
        "kind": understood.kind.value,
        "ask": understood.ask,
        "parts": [{"kind": part.kind.value, "text": part.text} for part in several],
    }
    if explain:
        told["scores"] = {kind.value: score for kind, score in understood.scores}
        told["reasons"] = list(understood.reasons)
    return told
