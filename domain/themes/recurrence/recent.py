"""The irritants of late, in memory, by what they say: the same problem is looked for in them."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from sys import intern

MOST_WORDS = 80_000
"""So many words are held, of some five thousand irritants: what a Mission Locale says in years."""

POOL = 240
"""So many of the newest that have something rare in common are compared."""
_EACH = 60
"""So many of them come from one question, so that none fills the pool alone."""
_READ = 40
"""So many of the pool are read and compared in full."""
_PAIRED, _ALONE = 3, 5
"""So many of the rarest traces are looked for in pairs, and each by itself."""

Traces = Mapping[tuple[str, ...], float]
"""Stems, each or one of several, by which a problem may be found, with how rare they are."""


class Recent:
    """Irritants by their stems; where there are too many words the oldest make room."""

    def __init__(self, most_words: int = MOST_WORDS) -> None:
        self._most_words = most_words
        self._said: dict[int, tuple[str, ...]] = {}
        self._ids: list[int] = []
        """In their order, the oldest first; so are those of each stem."""
        self._with: dict[str, list[int]] = {}
        self.words = 0
        """How many are held."""

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __contains__(self, id_: int) -> bool:
        return id_ in self._said

    def __len__(self) -> int:
        return len(self._said)

    def put(self, id_: int, stems: Iterable[str]) -> None:
        """Hold an irritant, with these stems from now on."""
        self.drop(id_)
        said = self._said[id_] = tuple(intern(stem) for stem in dict.fromkeys(stems))
        insort(self._ids, id_)
        for stem in said:
            insort(self._with.setdefault(stem, []), id_)
        self.words += len(said)
        while self.words > self._most_words:
            self.drop(self._ids[0])

    def drop(self, id_: int) -> None:
        """Hold an irritant no more."""
        said = self._said.pop(id_, None)
        if said is None:
            return
        _take(self._ids, id_)
        for stem in said:
            _take(self._with[stem], id_)
            if not self._with[stem]:
                del self._with[stem]
        self.words -= len(said)

    def nearest(
        self, traces: Traces, without: Collection[int] = (), *, pool: int = POOL
    ) -> list[int]:
        """Return the ids of those with most and rarest *traces*, none of *without* among them."""
        found: set[int] = set()
        for groups in _questions(list(traces)):
            if len(found) < pool:
                found.update(islice(self._newest(groups), _EACH))
        found.difference_update(without)
        rarity = list(traces.values())
        places: dict[str, list[int]] = {}
        for place, names in enumerate(traces):
            for stem in names:
                places.setdefault(stem, []).append(place)

        weights: dict[frozenset[str], float] = {}
        asked = frozenset(places)

        def weight(id_: int) -> float:
            shared = asked.intersection(self._said[id_])
            if shared not in weights:  # many share the same
                held = {place for stem in shared for place in places[stem]}
                weights[shared] = sum(rarity[place] for place in sorted(held))
            return weights[shared]

        best = sorted(((weight(id_), id_) for id_ in found), reverse=True)
        return [id_ for _, id_ in best[:_READ]]

    def _newest(self, groups: Sequence[Sequence[str]]) -> Iterator[int]:
        """Yield those that hold a stem of each group, the newest first."""
        fewest, *others = sorted(groups, key=self._count)
        some = [self._with[stem] for stem in fewest if stem in self._with]
        newest = reversed(some[0]) if len(some) == 1 else sorted({*chain(*some)}, reverse=True)
        if not others:
            yield from newest
            return
        needed = [frozenset(names) for names in others]
        for id_ in newest:
            said = self._said[id_]
            if not any(names.isdisjoint(said) for names in needed):
                yield id_

    def _count(self, names: Sequence[str]) -> int:
        return sum(len(self._with.get(stem, ())) for stem in names)


def _take(ids: list[int], id_: int) -> None:
    del ids[bisect_left(ids, id_)]


def _questions(traces: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield what is looked for: the rarest traces two by two, then one by one."""
    for one, other in combinations(traces[:_PAIRED], 2):
        yield [one, other]
    for alone in traces[:_ALONE]:
        yield [alone]
