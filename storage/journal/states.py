"""Whether rows are what the journal says: each proved row has its state in a line of the journal.

A line digests every column under a key of the row's own, which its next state replaces: what the
row once held cannot be tried out any more, and what it holds cannot be changed unnoticed. Which
rows a transaction changes is seen where statements are executed, so that no door forgets one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import SQLModel

from domain.journal import SEND, Event, Fault, Problem, digest, new_key
from domain.records import record
from storage.columns import PROVED, is_proved
from storage.compiled import Compiled
from storage.sql import among, insert, not_by, table
from storage.tables import JournalRow, OrganisationRow, RowStateRow

STANDS, GONE = "row.stands", "row.gone"
PART = 500
"""Rows looked at once."""

_S, _J, _O = table(RowStateRow), table(JournalRow), table(OrganisationRow)
_CHANGED = "changed rows"
_DIGITS = 20
"""Hexadecimal digits of a column's digest: 80 bits."""

_Row = tuple[str, int, int]
"""A table's name, an organisation, and an id."""


@record
class State:
    """The line that tells of a row, and the key of its digests."""

    event: Event
    key: str = ""


def watch(engine: Engine) -> None:
    """Have the rows known that a transaction on *engine* changes, until they are sealed."""
    sa.event.listen(engine, "before_execute", _remember)
    sa.event.listen(engine, "checkout", _forget)


def _forget(_connection: Any, record_: Any, _proxy: Any) -> None:
    """Take up nothing that a transaction left which was undone; each takes a connection anew."""
    record_.info.pop(_CHANGED, None)


def _remember(
    connection: Connection, clause: Any, several: Any, one: Any, _options: Mapping[str, Any]
) -> None:
    if not isinstance(clause, sa.Update | sa.Delete) or not isinstance(clause.table, sa.Table):
        return
    if not is_proved(clause.table):
        return
    rows = clause.table.c
    which = sa.select(rows.organisation_id, rows.id)
    if clause.whereclause is not None:
        which = which.where(clause.whereclause)
    changed = connection.info.setdefault(_CHANGED, set())
    for values in several or [one or {}]:
        changed.update((clause.table.name, *row) for row in connection.execute(which, values))


def _proved() -> dict[str, sa.Table]:
    return {each.name: each for each in SQLModel.metadata.sorted_tables if is_proved(each)}


def states_of(connection: Connection, events: Iterable[Event]) -> dict[int, list[State]]:
    """Return by organisation how the rows stand that the transaction changed or made.

    Those that were made are the subjects of *events*, whose moment the lines have; where nothing
    else was noted, that of the newest entry. What was only sent is not told of again: who rewrote
    it before would then be believed.
    """
    told: set[_Row] = connection.info.pop(_CHANGED, set())
    tables, moments = SQLModel.metadata.tables, {}
    for event in events:
        moments[event.organisation_id] = event.at
        name, _, id_ = event.subject.partition(":")
        is_sent = event.what.startswith(SEND)
        if is_proved(tables.get(name)) and id_.isdecimal() and not is_sent:
            told.add((name, event.organisation_id, int(id_)))
    states: dict[int, list[State]] = {}
    for (name, organisation_id), rows in groupby(sorted(told), key=lambda row: row[:2]):
        if organisation_id not in moments:
            moments[organisation_id] = _newest(connection, organisation_id)
        ids, at = [id_ for _, _, id_ in rows], moments[organisation_id]
        made = _stated(connection, tables[name], organisation_id, ids, at)
        states.setdefault(organisation_id, []).extend(made)
    return states


def _newest(connection: Connection, organisation_id: int) -> datetime:
    of_journal = sa.select(_J.c.at).where(_J.c.organisation_id == organisation_id)
    at: datetime | None = connection.scalar(of_journal.order_by(_J.c.seq.desc()).limit(1))
    if at is None:
        met = sa.select(_O.c.created_at).where(_O.c.id == organisation_id)
        at = connection.execute(met).scalar_one()
    return at


def _stated(
    connection: Connection, of: sa.Table, organisation_id: int, ids: list[int], at: datetime
) -> Iterator[State]:
    for first in range(0, len(ids), PART):
        part = ids[first : first + PART]
        rows = _rows(connection, of, organisation_id, part)
        missing = [f"{of.name}:{id_}" for id_ in part if id_ not in rows]
        known = _known(connection, organisation_id, missing) if missing else {}
        for id_ in part:
            subject = f"{of.name}:{id_}"
            if id_ in rows:
                key = new_key()
                facts = _digests(rows[id_], key)
                yield State(Event(organisation_id, at, STANDS, subject, facts=facts), key)
            elif subject in known:
                yield State(Event(organisation_id, at, GONE, subject))


def _rows(
    connection: Connection, of: sa.Table, organisation_id: int, ids: list[int]
) -> dict[int, dict[str, Any]]:
    """Return what rows hold that is proved, by their ids; what is empty is left out."""
    rows = _held(of).all(connection, {"organisation": organisation_id, "ids": ids})
    return {row.id: {name: held for name, held in row._asdict().items() if held} for row in rows}


@cache
def _held(of: sa.Table) -> Compiled:
    columns = [each for each in of.c if each.name not in of.info[PROVED]]
    mine = not_by(of.c.organisation_id) == sa.bindparam("organisation")
    return Compiled(
        lambda dialect: sa.select(*columns).where(mine, among(dialect, of.c.id, "ids"))
    )


def _digests(held: Mapping[str, Any], key: str) -> dict[str, str]:
    return {name: digest(key, value)[:_DIGITS] for name, value in held.items()}


def _known(connection: Connection, organisation_id: int, subjects: list[str]) -> dict[str, Any]:
    """Return the states that rows have, with what their lines tell, by their subjects."""
    asked = {"organisation": organisation_id, "subjects": subjects}
    return {row.subject: row for row in _states.all(connection, asked)}


@Compiled
def _states(dialect: str) -> Any:
    same = (_J.c.organisation_id == _S.c.organisation_id) & (_J.c.seq == _S.c.seq)
    of_row = _J.c.subject.label("of")
    states = sa.select(_S.c.subject, _S.c.seq, _S.c.key, _J.c.facts, _J.c.what, of_row)
    return states.join(_J, same, isouter=True).where(
        _S.c.organisation_id == sa.bindparam("organisation"),
        among(dialect, _S.c.subject, "subjects"),
    )


def keep(connection: Connection, organisation_id: int, kept: Iterable[tuple[State, int]]) -> None:
    """Remember the newest line of each row, and its key; the one before is forgotten."""
    standing = [
        {"organisation_id": organisation_id, "subject": s.event.subject, "seq": seq, "key": s.key}
        for s, seq in kept
        if s.key
    ]
    gone = [state.event.subject for state, _ in kept if not state.key]
    if standing:
        _keeping.each(connection, standing)
    for first in range(0, len(gone), PART):
        these = _S.c.subject.in_(gone[first : first + PART])
        connection.execute(sa.delete(_S).where(_S.c.organisation_id == organisation_id, these))


@Compiled
def _keeping(dialect: str) -> Any:
    adding = insert(dialect, RowStateRow)
    new = {name: adding.excluded[name] for name in ("seq", "key")}
    return adding.on_conflict_do_update(index_elements=["organisation_id", "subject"], set_=new)


def unproved(connection: Connection) -> dict[int, list[State]]:
    """Return how all rows stand of the organisations that have no such line yet.

    They were kept by a version of the bot that did not prove rows.
    """
    states: dict[int, list[State]] = {}
    for organisation_id in connection.scalars(sa.select(_O.c.id).order_by(_O.c.id)).all():
        told = sa.select(_S.c.seq).where(_S.c.organisation_id == organisation_id)
        noted = sa.select(_J.c.seq).where(
            _J.c.organisation_id == organisation_id, _J.c.what == STANDS
        )
        if any(connection.scalar(each.limit(1)) is not None for each in (told, noted)):
            continue
        for of in _proved().values():
            mine = sa.select(of.c.id).where(of.c.organisation_id == organisation_id)
            ids = list(connection.scalars(mine.order_by(of.c.id)))
            at = _newest(connection, organisation_id)
            made = _stated(connection, of, organisation_id, ids, at)
            states.setdefault(organisation_id, []).extend(made)
    return {organisation_id: of for organisation_id, of in states.items() if of}


def first_untrue(connection: Connection, organisation_id: int) -> Problem | None:
    """Return the first row that is not what the journal says, with the columns that differ."""
    for of in _proved().values():
        mine = sa.select(of.c.id).where(of.c.organisation_id == organisation_id)
        last = 0
        while ids := list(
            connection.scalars(mine.where(of.c.id > last).order_by(of.c.id).limit(PART))
        ):
            last = ids[-1]
            rows = _rows(connection, of, organisation_id, ids)
            known = _known(connection, organisation_id, [f"{of.name}:{id_}" for id_ in ids])
            for id_, held in rows.items():
                subject = f"{of.name}:{id_}"
                found = _compared(subject, held, known.get(subject))
                if found:
                    return found
    return _unlike_the_newest(connection, organisation_id)


def _compared(subject: str, held: Mapping[str, Any], told: Any) -> Problem | None:
    if told is None or not told.key or (told.what, told.of) != (STANDS, subject):
        return Problem(Fault.ROW_UNTOLD, told.seq if told else 0, subject)
    said, now = json.loads(told.facts), _digests(held, told.key)
    differ = sorted(name for name in {*said, *now} if said.get(name) != now.get(name))
    return Problem(Fault.ROW, told.seq, subject, ", ".join(differ)) if differ else None


def _unlike_the_newest(connection: Connection, organisation_id: int) -> Problem | None:
    """Return a row whose newest line is not the one that is kept for it: rows that vanished."""
    newest = (
        sa.select(_J.c.subject, sa.func.max(_J.c.seq).label("seq"))
        .where(_J.c.organisation_id == organisation_id, _J.c.what.in_((STANDS, GONE)))
        .group_by(_J.c.subject)
        .subquery()
    )
    mine = (_J.c.organisation_id == organisation_id) & (_J.c.seq == newest.c.seq)
    kept = (_S.c.organisation_id == organisation_id) & (_S.c.subject == newest.c.subject)
    row = connection.execute(
        sa.select(newest)
        .join(_J, mine)
        .join(_S, kept, isouter=True)
        .where(_J.c.what == STANDS, sa.func.coalesce(_S.c.seq, 0) != newest.c.seq)
        .order_by(newest.c.seq)
        .limit(1)
    ).first()
    if row is not None:
        return Problem(Fault.ROW_GONE, row.seq, row.subject)
    for name, of in _proved().items():
        stands = sa.select(of.c.id).where(
            of.c.organisation_id == organisation_id,
            _S.c.subject == sa.literal(f"{name}:") + sa.cast(of.c.id, sa.String),
        )
        lost = connection.execute(
            sa.select(_S.c.subject, _S.c.seq)
            .where(
                _S.c.organisation_id == organisation_id,
                _S.c.subject.startswith(f"{name}:"),
                ~stands.exists(),
            )
            .limit(1)
        ).first()
        if lost is not None:
            return Problem(Fault.ROW_GONE, lost.seq, lost.subject)
    return None
