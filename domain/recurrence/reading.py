"""What is compared of an irritant: its stems, its concepts, its letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from domain.recurrence.lexicon import CONCEPTS
from domain.words import stems

_GRAM = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """An irritant as it is compared with others."""

    stems: frozenset[str]
    concepts: frozenset[str]
    grams: frozenset[str]


_STEMS_OF = {name: frozenset(stems(listed)) for name, listed in CONCEPTS.items()}


def _by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, listed in _STEMS_OF.items():
        for stem in listed:
            found.setdefault(stem, set()).add(concept)
    return {stem: frozenset(concepts) for stem, concepts in found.items()}


_CONCEPTS_OF = _by_stem()


def concepts_of(said: Iterable[str]) -> frozenset[str]:
    """Return the concepts that the stems *said* name."""
    return frozenset().union(*(_CONCEPTS_OF.get(stem, ()) for stem in said))


@lru_cache(20_000)
def read(text: str) -> Reading:
    """Return *text* as it is compared."""
    said = stems(text)
    padded = (f" {stem} " for stem in set(said))
    grams = {word[at : at + _GRAM] for word in padded for at in range(max(1, len(word) - 3))}
    return Reading(frozenset(said), concepts_of(said), frozenset(grams))


def wider(text: str) -> list[str]:
    """Return the stems under which the problem of *text* may stand elsewhere, its own first."""
    own = list(dict.fromkeys(stems(text)))
    others = {stem for concept in sorted(concepts_of(own)) for stem in _STEMS_OF[concept]}
    return [*own, *sorted(others - set(own))]
