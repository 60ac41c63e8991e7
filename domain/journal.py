"""The journal: entries that follow from each other, so that nobody can change one unnoticed.

The hash of an entry is the SHA-256 of the hash before it and of all that the entry says (a hash
chain; RFC 6962 and RFC 9162 build logs that can be audited on the same idea). Whose name or words
may have to be erased one day stand in it as a digest under a key of the entry's own (HMAC-SHA-256,
RFC 2104): when the key is deleted the digest tells nothing any more, and the chain still holds.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import UTC, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

import orjson

from domain.records import record

GENESIS = "0" * 64
"""The hash before the first entry."""

SEND = "send."
"""How the codes of what became of a message begin: it changes nothing that the message shows."""

_KEY_BYTES = 16


@record
class Event:
    """Something that changed, as the journal is told of it.

    ``what`` is a code such as ``contribution.moved``, ``subject`` what it was about
    (``contribution:12``), ``person_id`` who did it or was written to; None for the bot itself and
    for who must stay unknown. ``facts`` stand in the journal for ever; ``secret`` only as digests.
    """

    organisation_id: int
    at: datetime
    what: str
    subject: str = ""
    person_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    secret: dict[str, Any] = field(default_factory=dict)


@record
class Entry:
    """An event in its place: the ``seq``-th of its organisation, counted from 1."""

    organisation_id: int
    seq: int
    at: datetime
    what: str
    subject: str
    who: str
    facts: str
    hash: str


@record
class Link:
    """Where a chain ends: the last ``seq`` and its hash."""

    seq: int = 0
    hash: str = GENESIS


class Fault(StrEnum):
    """What is wrong with a journal."""

    ALTERED = "altered"
    """An entry does not follow from what stands before it."""
    MISSING = "missing"
    REORDERED = "reordered"
    HEAD = "head"
    """The newest entry is another than the one that was signed or remembered."""
    CONTENT = "content"
    """What an entry was about is no longer what it was."""
    ROW = "row"
    """A row is no longer what the journal last said of it."""
    ROW_UNTOLD = "row_untold"
    """The journal says nothing of a row, or not any more what it was."""
    ROW_GONE = "row_gone"
    """A row is missing, and the journal does not say that it went."""
    SIGNATURE = "signature"
    """A head was not signed by us, or was altered since."""


@record
class Problem:
    """The first thing that is wrong: in or before the entry ``seq``; ``subject`` if it has one.

    ``columns`` of a row are those that differ, by their names.
    """

    fault: Fault
    seq: int
    subject: str = ""
    columns: str = ""


def canonical(value: Any) -> str:
    """Return *value* as JSON in one way only: keys sorted, no spaces, moments in ISO 8601."""
    return _written(value).decode()


def _written(value: Any) -> bytes:
    return orjson.dumps(value, _plain, _ONE_WAY)


_ONE_WAY = (
    orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def moment(at: datetime) -> str:
    """Return a moment as entries say it: in UTC, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def new_key() -> str:
    """Return a key for the digests of one entry: 32 hexadecimal digits."""
    return token_hex(_KEY_BYTES)


def digest(key: str, value: Any) -> str:
    """Return what stands for *value* in an entry."""
    return hmac.digest(bytes.fromhex(key), _written(value), "sha256").hex()


def follow(last: Link, event: Event, key: str) -> Entry:
    """Return the entry that tells of *event* after *last*."""
    who = "" if event.person_id is None else digest(key, event.person_id)
    secret = {name: digest(key, value) for name, value in event.secret.items()}
    facts = canonical(event.facts | secret)
    seq, at = last.seq + 1, event.at
    said = (event.organisation_id, seq, at, event.what, event.subject, who, facts)
    return Entry(*said, hash=_hash(last.hash, said))


def chained(before: str, entry: Entry) -> str:
    """Return the hash that *entry* has to have after the hash *before*."""
    said = (entry.organisation_id, entry.seq, entry.at, entry.what, entry.subject)
    return _hash(before, (*said, entry.who, entry.facts))


def _hash(before: str, said: tuple[Any, ...]) -> str:
    return hashlib.sha256(_written((before, *said))).hexdigest()


def walk(entries: Iterable[Entry], last: Link | None = None) -> tuple[Link, Problem | None]:
    """Return where the chain of one organisation ends, and the first problem in it if any.

    *entries* come as they stand; memory does not grow with them.
    """
    last = last or Link()
    rest = iter(entries)
    for entry in rest:
        if entry.seq != last.seq + 1 or chained(last.hash, entry) != entry.hash:
            return last, _what_is_wrong(last, entry, rest)
        last = Link(entry.seq, entry.hash)
    return last, None


def _what_is_wrong(last: Link, entry: Entry, rest: Iterator[Entry]) -> Problem:
    """Look through what comes after: is the entry that belongs here there, in another place?"""
    wanted = last.seq + 1
    for later in rest:
        if chained(last.hash, replace(later, seq=wanted)) == later.hash:
            return Problem(Fault.REORDERED, wanted, later.subject)
    if entry.seq > wanted:
        return Problem(Fault.MISSING, wanted)
    if entry.seq < wanted:
        return Problem(Fault.REORDERED, entry.seq, entry.subject)
    return Problem(Fault.ALTERED, wanted, entry.subject)
