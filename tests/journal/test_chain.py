"""The chain of the journal: whatever is done to an entry shows."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contributions.contribution import Number, Status
from domain.journal import (
    Entry,
    Event,
    Fault,
    Link,
    Problem,
    canonical,
    chained,
    digest,
    follow,
    new_key,
    walk,
)

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


_PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text()
_MOMENTS = st.datetimes(timezones=st.just(UTC)) | st.datetimes(timezones=st.timezones())
_OURS = st.dates() | _MOMENTS | st.sampled_from(Status) | st.builds(Number, st.just(2026))
_VALUES = st.recursive(
    _PLAIN | _OURS,
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
)


def _as_ever(value: Any) -> str:
    """Return *value* as the first version wrote it, whose journals have to be true for ever."""

    def plain(odd: Any) -> str:
        if isinstance(odd, datetime):
            return odd.astimezone(UTC).isoformat(timespec="microseconds")
        return odd.isoformat() if isinstance(odd, date) else str(odd)

    return json.dumps(
        value, default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


@given(_VALUES)
def test_a_value_is_written_as_it_ever_was(value: Any) -> None:
    assert canonical(value) == _as_ever(value)
    key = new_key()
    as_ever = hmac.new(bytes.fromhex(key), _as_ever(value).encode(), hashlib.sha256)
    assert digest(key, value) == as_ever.hexdigest()


@given(st.dictionaries(st.text(), _PLAIN), st.integers(1, 2**53), st.text(), _MOMENTS)
def test_an_entry_follows_as_it_ever_did(
    facts: dict[str, Any], seq: int, about: str, at: datetime
) -> None:
    last = Link(seq, hashlib.sha256(about.encode()).hexdigest())
    entry = follow(last, Event(3, at, "contribution.kept", about, 7, facts), new_key())

    at_utc = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [last.hash, 3, seq + 1, at_utc, "contribution.kept", about, entry.who, _as_ever(facts)]
    assert entry.hash == hashlib.sha256(_as_ever(said).encode()).hexdigest()
    assert entry.hash == chained(last.hash, entry)
