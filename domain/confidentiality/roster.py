"""The staff: their names are nobody's secret."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from domain.names import fold

_SHORTEST = 3


class Roster:
    """Staff as their full names, first names or last names; others by their exact name alone."""

    def __init__(self, names: Collection[str], exactly: Iterable[str] = ()) -> None:
        self._people = [parts for name in names if (parts := _parts(name))]
        self._by_part: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for name in names:
            person, first = _parts(name), _parts(name.strip().partition(" ")[0])
            for part in dict.fromkeys(person):
                self._by_part.setdefault(part, []).append((person, first))
        self._exactly = {_parts(name) for name in exactly}

    def holds(self, said: Sequence[str]) -> bool:
        """Tell whether the folded words *said* name one of the staff; an initial may stand in."""
        parts = [part for word in said for part in word.split("-")]
        if tuple(parts) in self._exactly:
            return True
        whole = next((part for part in parts if len(part) > 1), "")
        return any(
            _is(person, parts) and not _cuts(first, parts)
            for person, first in self._by_part.get(whole, ())
        )

    def holds_mailbox(self, words: Sequence[str]) -> bool:
        """Tell whether the words before the @ are one of the staff: « s.keller », « skeller »."""
        if not words:
            return False
        squeezed = "".join(words)
        return any(
            (_is(person, list(words)) and max(map(len, words)) >= _SHORTEST)
            or squeezed in _mailboxes(person)
            for person in self._people
        )


@lru_cache(maxsize=16)
def roster_of(names: frozenset[str]) -> Roster:
    """Return the roster of *names*; the same staff are asked about all day."""
    return Roster(names)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\W_]+", fold(name)) if part)


def _cuts(first: tuple[str, ...], parts: list[str]) -> bool:
    """Tell whether *parts* hold only a part of a first name: Marc is not Jean-Marc."""
    held = [part for part in first if part in parts]
    return bool(held) and len(held) < len(first)


def _is(person: tuple[str, ...], parts: list[str]) -> bool:
    whole = [part for part in parts if len(part) > 1]
    initials = [part for part in parts if len(part) == 1]
    others = [part for part in person if part not in whole]
    return (
        bool(whole)
        and all(part in person for part in whole)
        and all(any(other.startswith(one) for other in others) for one in initials)
    )


@lru_cache(maxsize=1024)
def _mailboxes(person: tuple[str, ...]) -> frozenset[str]:
    first, last = person[0], "".join(person[1:])
    if not last:
        return frozenset({first})
    return frozenset({first + last, last + first, first[0] + last, last + first[0]})
