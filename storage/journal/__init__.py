"""The journal of each organisation: what is noted in a transaction is chained when it ends."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.journal import GENESIS, Entry, Event, Link, Problem, follow, new_key
from domain.records import record
from storage.compiled import Compiled
from storage.journal import states
from storage.journal.states import State, watch
from storage.sql import insert, table
from storage.tables import JournalHeadRow, JournalKeyRow, JournalRow

__all__ = ["Content", "Journal", "begin", "seal", "watch"]

_J, _K, _T = table(JournalRow), table(JournalKeyRow), table(JournalHeadRow)

PART = 1000
"""Entries read at once."""


@record
class Content:
    """What an entry tells, with the key of its digests."""

    seq: int
    key: str
    facts: dict[str, Any]


class Journal:
    """Notes events, and reads what was noted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.noted: list[Event] = []

    def note(self, event: Event) -> None:
        """Write *event* in the journal once the transaction is over."""
        self.noted.append(event)

    def organisations(self) -> list[int]:
        """Return the organisations that have a journal."""
        rows = self._connection.execute(
            sa.select(_T.c.organisation_id).order_by(_T.c.organisation_id)
        )
        return [row.organisation_id for row in rows]

    def head(self, organisation_id: int) -> Link:
        """Return the newest entry as it is remembered beside the journal."""
        row = self._connection.execute(
            sa.select(_T.c.seq, _T.c.hash).where(_T.c.organisation_id == organisation_id)
        ).first()
        return Link(*row) if row else Link()

    def entries(self, organisation_id: int) -> Iterator[Entry]:
        """Yield the entries of an organisation in their order, read in parts."""
        last = -1
        while True:
            rows = self._connection.execute(
                sa.select(*_ENTRY)
                .where(_J.c.organisation_id == organisation_id, _J.c.seq > last)
                .order_by(_J.c.seq)
                .limit(PART)
            ).all()
            if not rows:
                return
            yield from (Entry(*row) for row in rows)
            last = rows[-1].seq

    def at(self, organisation_id: int, seq: int) -> Entry | None:
        """Return one entry, or None."""
        row = self._connection.execute(
            sa.select(*_ENTRY).where(_J.c.organisation_id == organisation_id, _J.c.seq == seq)
        ).first()
        return Entry(*row) if row else None

    def first_untrue_row(self, organisation_id: int) -> Problem | None:
        """Return the first row that is not what the journal says of it, or None."""
        return states.first_untrue(self._connection, organisation_id)

    def latest_of(self, organisation_id: int, subject: str) -> Entry | None:
        """Return the newest entry about *subject*, or None."""
        row = self._connection.execute(
            sa.select(*_ENTRY)
            .where(_J.c.organisation_id == organisation_id, _J.c.subject == subject)
            .order_by(_J.c.seq.desc())
            .limit(1)
        ).first()
        return Entry(*row) if row else None

    def contents(self, organisation_id: int, what: str) -> Iterator[list[Content]]:
        """Yield in parts what the entries of a kind tell, and the keys of what they digest.

        They are of all kinds that begin with *what*; what was erased on purpose is left out.
        """
        last = 0
        while True:
            rows = self._connection.execute(
                sa.select(_J.c.seq, _J.c.facts, _K.c.key)
                .join(_K, (_K.c.organisation_id == _J.c.organisation_id) & (_K.c.seq == _J.c.seq))
                .where(
                    _J.c.organisation_id == organisation_id,
                    _J.c.seq > last,
                    _J.c.what.startswith(what),
                )
                .order_by(_J.c.seq)
                .limit(PART)
            ).all()
            if not rows:
                return
            yield [Content(row.seq, row.key, json.loads(row.facts)) for row in rows if row.key]
            last = rows[-1].seq


def seal(connection: Connection, journals: Iterable[Journal]) -> None:
    """Write what was noted in one transaction, each organisation's events in their order.

    After them stands how the rows are that it changed. The head of a journal is locked until the
    transaction ends; heads are taken in the order of their organisations, so that two processes
    never wait for each other.
    """
    noted: dict[int, list[Event]] = {}
    for journal in journals:
        for event in journal.noted:
            noted.setdefault(event.organisation_id, []).append(event)
        journal.noted = []
    stated = states.states_of(connection, (event for of in noted.values() for event in of))
    for organisation_id in sorted({*noted, *stated}):
        events, rows = noted.get(organisation_id, ()), stated.get(organisation_id, ())
        _append(connection, organisation_id, events, rows)


def begin(connection: Connection) -> None:
    """Tell how all rows stand of organisations whose journal does not say it yet."""
    for organisation_id, rows in states.unproved(connection).items():
        _append(connection, organisation_id, (), rows)


@Compiled
def _holding(dialect: str) -> Any:
    """Return the statement that locks a head and reads it."""
    holding = insert(dialect, JournalHeadRow).on_conflict_do_update(
        index_elements=["organisation_id"], set_={"seq": _T.c.seq}
    )
    return holding.returning(_T.c.seq, _T.c.hash)


def _append(
    connection: Connection, organisation_id: int, events: Sequence[Event], rows: Sequence[State]
) -> None:
    first = {"organisation_id": organisation_id, "seq": 0, "hash": GENESIS}
    last = Link(*_holding.first(connection, first))
    entries, keys = [], []
    for event in events:
        key = new_key()
        entry = follow(last, event, key)
        entries.append({name: getattr(entry, name) for name in _NAMES})
        keys.append(
            {
                "organisation_id": organisation_id,
                "seq": entry.seq,
                "key": key,
                "person_id": event.person_id,
            }
        )
        last = Link(entry.seq, entry.hash)
    told: list[tuple[State, int]] = []
    for state in rows:
        entry = follow(last, state.event, state.key)
        entries.append({name: getattr(entry, name) for name in _NAMES})
        told.append((state, entry.seq))
        last = Link(entry.seq, entry.hash)
    _adding.each(connection, entries)
    if keys:
        _adding_keys.each(connection, keys)
    if told:
        states.keep(connection, organisation_id, told)
    newest = {"organisation": organisation_id, "last": last.seq, "newest": last.hash}
    _moving.run(connection, newest)


_NAMES = ("organisation_id", "seq", "at", "what", "subject", "who", "facts", "hash")
_ENTRY = tuple(_J.c[name] for name in _NAMES)
_adding = Compiled(lambda _dialect: sa.insert(_J))
_adding_keys = Compiled(lambda _dialect: sa.insert(_K))


@Compiled
def _moving(_dialect: str) -> Any:
    moving = sa.update(_T).where(_T.c.organisation_id == sa.bindparam("organisation"))
    return moving.values(seq=sa.bindparam("last"), hash=sa.bindparam("newest"))
