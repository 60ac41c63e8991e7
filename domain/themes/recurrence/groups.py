"""What is put together without asking anybody: only where it can hardly be wrong."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

CERTAIN = 0.975
"""The chance that every two of a group need."""

_Key = TypeVar("_Key", int, str)


def put_together(alike: Mapping[_Key, Sequence[tuple[_Key, float]]]) -> list[list[_Key]]:
    """Return the groups of those that are surely alike, two members at least, in their order.

    *alike* holds what is like each, with its chance. Complete linkage: the likeliest two first; a
    group takes another in only when every two of what it would be are sure.
    """
    sure = {
        frozenset((key, other)): chance
        for key, found in alike.items()
        for other, chance in found
        if chance >= CERTAIN
    }
    group_of: dict[_Key, list[_Key]] = {key: [key] for key in alike}
    for pair in sorted(sure, key=lambda pair: (-sure[pair], *sorted(pair))):
        one, other = (group_of[key] for key in sorted(pair))
        if one is not other and all(frozenset((a, b)) in sure for a in one for b in other):
            one += other
            group_of.update(dict.fromkeys(other, one))
    places = {key: place for place, key in enumerate(alike)}
    several = {id(group): group for group in group_of.values() if len(group) > 1}
    return [sorted(group, key=places.__getitem__) for group in several.values()]
