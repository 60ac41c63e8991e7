"""The journal of each organisation: what is noted in a transaction is chained when it ends."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.journal import GENESIS, Entry, Event, Fault, Link, Problem, digest, follow, new_key
from storage.contributions.tables import ContributionRow, HistoryRow
from storage.sql import insert, table
from storage.tables import JournalHeadRow, JournalKeyRow, JournalRow

_J, _K, _T = table(JournalRow), table(JournalKeyRow), table(JournalHeadRow)
_H, _C = table(HistoryRow), table(ContributionRow)

PART = 1000
"""Entries read at once."""


class Journal:
    """Notes events, and reads what was noted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.noted: list[Event] = []

    def note(self, event: Event) -> None:
        """Have *event* be in the journal once the transaction is over."""
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

    def latest_of(self, organisation_id: int, subject: str) -> Entry | None:
        """Return the newest entry about *subject*, or None."""
        row = self._connection.execute(
            sa.select(*_ENTRY)
            .where(_J.c.organisation_id == organisation_id, _J.c.subject == subject)
            .order_by(_J.c.seq.desc())
            .limit(1)
        ).first()
        return Entry(*row) if row else None

    def first_strange_content(self, organisation_id: int) -> Problem | None:
        """Return the first entry whose line of the history, or text, is not what it told, or None.

        What was erased on purpose is left out: its key is gone, or what it quoted is empty.
        """
        unlike: dict[int, int] = {}  # texts that are not what an entry told: a later one may do
        for part in self._parts(organisation_id):
            told = [_Told(row.seq, row.key, json.loads(row.facts)) for row in part if row.key]
            strange = self._first_strange_line(told)
            if strange:
                return strange
            unlike = self._unlike(told, unlike)
        if not unlike:
            return None
        contribution_id, seq = min(unlike.items(), key=lambda each: each[1])
        return Problem(Fault.CONTENT, seq, f"contribution:{contribution_id}")

    def _parts(self, organisation_id: int) -> Iterator[Sequence[Any]]:
        last = 0
        while True:
            rows = self._connection.execute(
                sa.select(_J.c.seq, _J.c.facts, _K.c.key)
                .join(_K, (_K.c.organisation_id == _J.c.organisation_id) & (_K.c.seq == _J.c.seq))
                .where(
                    _J.c.organisation_id == organisation_id,
                    _J.c.seq > last,
                    _J.c.what.startswith("contribution."),
                )
                .order_by(_J.c.seq)
                .limit(PART)
            ).all()
            if not rows:
                return
            yield rows
            last = rows[-1].seq

    def _first_strange_line(self, told: Sequence["_Told"]) -> Problem | None:
        ids = [each.facts["history"] for each in told if "history" in each.facts]
        rows = self._connection.execute(sa.select(_H).where(_H.c.id.in_(ids))) if ids else ()
        lines = {row.id: row for row in rows}
        for each in told:
            if "history" in each.facts and not _is_as_told(each, lines):
                return Problem(Fault.CONTENT, each.seq, f"history:{each.facts['history']}")
        return None

    def _unlike(self, told: Sequence["_Told"], unlike: dict[int, int]) -> dict[int, int]:
        texts = [each for each in told if "text" in each.facts]
        ids = {each.facts["contribution"] for each in texts}
        rows = self._connection.execute(sa.select(_C.c.id, _C.c.text).where(_C.c.id.in_(ids)))
        now = {row.id: row.text for row in rows}
        for each in texts:
            this = each.facts["contribution"]
            if this in now and digest(each.key, now[this]) == each.facts["text"]:
                unlike.pop(this, None)
            else:
                unlike[this] = each.seq
        return unlike


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry tells, with the key of its digests."""

    seq: int
    key: str
    facts: dict[str, Any]


def _is_as_told(told: _Told, lines: Mapping[int, sa.Row[Any]]) -> bool:
    line = lines.get(told.facts["history"])
    if line is None:
        return False
    if not (line.before or line.after):
        return True  # erased: the database lets nothing else empty it
    content = history_content(line.contribution_id, line.change, line.before, line.after)
    return digest(told.key, content) == str(told.facts["content"])


def history_content(
    contribution_id: int, change: str, before: dict[str, Any], after: dict[str, Any]
) -> list[Any]:
    """Return what an entry digests of a line of the history: all but who did it."""
    return [contribution_id, change, before, after]


def seal(connection: Connection, journals: Iterable[Journal]) -> None:
    """Write what was noted in one transaction, each organisation's events in their order.

    The head of a journal is locked until the transaction ends; heads are taken in the order of
    their organisations, so that two processes never wait for each other.
    """
    noted: dict[int, list[Event]] = {}
    for journal in journals:
        for event in journal.noted:
            noted.setdefault(event.organisation_id, []).append(event)
        journal.noted = []
    for organisation_id in sorted(noted):
        _append(connection, organisation_id, noted[organisation_id])


@cache
def _holding(dialect: str) -> Any:
    """Return the statement that locks a head and reads it; made once, every message needs it."""
    holding = insert(dialect, JournalHeadRow).on_conflict_do_update(
        index_elements=["organisation_id"], set_={"seq": _T.c.seq}
    )
    return holding.returning(_T.c.seq, _T.c.hash)


def _append(connection: Connection, organisation_id: int, events: Sequence[Event]) -> None:
    row = connection.execute(
        _holding(connection.dialect.name),
        {"organisation_id": organisation_id, "seq": 0, "hash": GENESIS},
    ).one()
    last = Link(row.seq, row.hash)
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
    connection.execute(_ADDING, entries)
    connection.execute(_ADDING_KEYS, keys)
    connection.execute(
        _MOVING, {"organisation": organisation_id, "last": last.seq, "newest": last.hash}
    )


_NAMES = ("organisation_id", "seq", "at", "what", "subject", "who", "facts", "hash")
_ENTRY = tuple(_J.c[name] for name in _NAMES)
_ADDING, _ADDING_KEYS = sa.insert(_J), sa.insert(_K)
_MOVING = (
    sa.update(_T)
    .where(_T.c.organisation_id == sa.bindparam("organisation"))
    .values(seq=sa.bindparam("last"), hash=sa.bindparam("newest"))
)
