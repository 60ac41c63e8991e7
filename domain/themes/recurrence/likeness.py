"""Which of many irritants are most like one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import Generic, TypeVar

from domain.records import record
from domain.themes.recurrence.model import Weighed, load_model
from domain.themes.recurrence.reading import Reading, names_of

PROPOSED = 0.3
"""The chance of being the same problem from which an irritant is proposed."""
FINALISTS = 60
"""So many, those with the rarest stems and things in common, are compared in full."""

_Key = TypeVar("_Key", int, str)


@record
class Similar:
    """An irritant that may speak of the same problem; ``score``: the chance that it does."""

    contribution_id: int
    score: float


def rank(one: Weighed, others: Mapping[int, Weighed]) -> list[Similar]:
    """Return which of *others* are like *one* from ``PROPOSED`` on, best first.

    Among equals the one with the highest id, the newest, comes first. What has neither a stem nor
    a thing in common is not like it.
    """
    shared = {id_: other for id_, other in others.items() if _share(one, other)}
    return [Similar(id_, round(chance, 4)) for id_, chance in _alike(one, shared)]


def traces(reading: Reading) -> dict[tuple[str, ...], float]:
    """Return the stems by which what was read may be found elsewhere, the rarest first.

    With each is how rare it is.

    Each is one that the text holds, or all those that name a thing of which it speaks.
    """
    model = load_model()
    stems = {(stem,): rare for stem, rare in model.rare("stems", reading.stems).items()}
    things = {
        names: rare
        for thing, rare in model.rare("things", reading.things).items()
        if (names := names_of(thing))
    }
    found = stems | things
    return {names: found[names] for names in sorted(found, key=lambda each: (-found[each], each))}


class Crowd(Generic[_Key]):
    """Many irritants, so arranged that those like one are found without comparing all."""

    def __init__(self, held: Mapping[_Key, Weighed]) -> None:
        self.held: Mapping[_Key, Weighed] = held
        self._by_name: dict[str, list[tuple[_Key, float]]] = defaultdict(list)
        for key, one in held.items():
            for name, weight in _names(one):
                self._by_name[name].append((key, weight))

    def like(self, one: Weighed, *, but: _Key | None = None) -> list[tuple[_Key, float]]:
        """Return what is like *one* from ``PROPOSED`` on with its chance, best first."""
        return _alike(one, {key: self.held[key] for key in self._finalists(one, but)})

    def _finalists(self, one: Weighed, but: _Key | None) -> Iterable[_Key]:
        shared: dict[_Key, float] = defaultdict(float)
        for name, weight in _names(one):
            for key, other in self._by_name.get(name, ()):
                shared[key] += weight * other
        if but is not None:
            shared.pop(but, None)
        return nlargest(FINALISTS, shared, key=lambda key: (shared[key], key))


def _alike(one: Weighed, others: Mapping[_Key, Weighed]) -> list[tuple[_Key, float]]:
    model = load_model()
    chances = [(key, model.chance(one, other)) for key, other in others.items()]
    alike = [(key, chance) for key, chance in chances if chance >= PROPOSED]
    return sorted(alike, key=lambda each: (each[1], each[0]), reverse=True)


def _share(one: Weighed, other: Weighed) -> bool:
    return not (
        one.stems.keys().isdisjoint(other.stems) and one.things.keys().isdisjoint(other.things)
    )


def _names(one: Weighed) -> Iterable[tuple[str, float]]:
    yield from one.stems.items()
    for thing, weight in one.things.items():
        yield f"={thing}", weight
