"""The chain of the journal: whatever is done to an entry shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.journal import Entry, Event, Fault, Link, Problem, digest, follow, new_key, walk

NOW = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)


def _chain(length: int = 6) -> list[Entry]:
    last, entries = Link(), []
    for number in range(length):
        said = Event(1, NOW + timedelta(seconds=number), "contribution.moved", f"c:{number}", 7)
        entry = follow(last, said, new_key())
        last = Link(entry.seq, entry.hash)
        entries.append(entry)
    return entries


def test_a_whole_chain_ends_at_its_last_entry() -> None:
    chain = _chain()
    assert walk(chain) == (Link(6, chain[-1].hash), None)
    assert walk([]) == (Link(), None)


@pytest.mark.parametrize(
    "change",
    [
        {"what": "contribution.read"},
        {"subject": "c:9"},
        {"who": ""},
        {"facts": "{ }"},
        {"hash": "0" * 64},
        {"at": NOW + timedelta(days=1)},
        {"organisation_id": 2},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_part_of_an_entry_that_is_altered_shows(change: dict[str, object]) -> None:
    chain = _chain()
    chain[2] = replace(chain[2], **change)  # type: ignore[arg-type]  # one field, of its own type

    end, problem = walk(chain)

    assert end.seq == 2
    assert problem is not None
    assert (problem.fault, problem.seq) == (Fault.ALTERED, 3)


def test_an_entry_that_is_missing_shows() -> None:
    chain = _chain()
    assert walk([*chain[:2], *chain[3:]])[1] == Problem(Fault.MISSING, 3)
    assert walk(chain[1:])[1] == Problem(Fault.MISSING, 1)


def test_entries_that_changed_places_show() -> None:
    chain = _chain()
    moved = [*chain[:2], chain[3], chain[2], *chain[4:]]
    assert walk(moved)[1] == Problem(Fault.REORDERED, 3, "c:2")
    renumbered = [*chain[:2], replace(chain[3], seq=3), replace(chain[2], seq=4), *chain[4:]]
    assert walk(renumbered)[1] == Problem(Fault.REORDERED, 3, "c:2")


def test_an_entry_that_stands_twice_shows() -> None:
    chain = _chain()
    problem = walk([*chain[:3], chain[2], *chain[3:]])[1]
    assert problem is not None
    assert problem.fault is Fault.REORDERED


def test_a_digest_tells_nothing_without_its_key() -> None:
    first, second = (follow(Link(), Event(1, NOW, "x", person_id=7), new_key()) for _ in range(2))
    assert first.who != second.who
    assert digest("00" * 16, 7) == digest("00" * 16, 7)
