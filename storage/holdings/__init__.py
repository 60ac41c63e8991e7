"""What is held of people: each capability says it of its own tables, once.

« Mes données », the erasure of a name, and what is forgotten with old messages follow from it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.isoweek import Week
from domain.people import Person
from domain.records import record
from storage.columns import PROVED

UNTOLD = ""
"""The sheet of what is in « mes données » already, or says nothing of the person."""


PART = 250
"""Rows of a table that one transaction may change in bulk: some milliseconds."""

PROVED_PART = 50
"""The same where the journal proves each row: 0.7 ms each on PostgreSQL."""

FEW = 25
"""The same where a row takes others with it: what a contribution is counted in, and its cards."""

Watch = Callable[[Connection, Sequence[int]], AbstractContextManager[None]]
"""Looks on while these contributions lose a name, and puts right what follows from it."""


@record
class Erasure:
    """A part of the erasure of a person's name: after the last nothing tells who they were."""

    connection: Connection
    person: Person
    key: str
    """What stands for them on what they wrote anonymously."""
    watches: tuple[Watch, ...] = ()
    counted: dict[str, Sequence[int]] = field(default_factory=dict)
    """The rows that the journal counts, by sheet; who erases them adds them."""

    @contextmanager
    def watched(self, contribution_ids: Sequence[int]) -> Iterator[None]:
        """Take a name off contributions within: others keep true what depends on it."""
        with ExitStack() as looking_on:
            for each in self.watches:
                looking_on.enter_context(each(self.connection, contribution_ids))
            yield


@record
class Holding:
    """What a table holds of people, in one respect: as its author, say, or as who answered it."""

    sheet: str
    """Its name in « mes données », for which the cards have the French; or ``UNTOLD``."""
    people: tuple[sa.Column[Any], ...]
    """The columns that point to a person: here they are told of, and nowhere else."""
    erase: Callable[["Holding", Erasure], int]
    """``unlink``, ``delete``, ``leave``, or what the capability has to do instead.

    It changes at most ``PART`` rows, and returns how many: none once nothing is left to be done.
    """
    end: Callable[["Holding", Erasure], None] | None = None
    """What is done once, in the transaction that ends the erasure: all else is erased by then."""
    told: Callable[[Person, str], sa.Select[Any]] | None = None
    """Returns what is told to a person, by their key too, where that is not ``people``'s rows."""
    awaited: tuple[sa.Column[Any], ...] = ()
    """Those of ``people`` that may point to somebody whom Teams has not named yet."""
    old: Callable[[date], sa.ColumnElement[bool]] | None = None
    """Tells what is forgotten together with the messages to people from before a day."""
    watch: Watch | None = None

    def telling(self, person: Person, key: str) -> sa.Select[Any]:
        """Return the statement that reads what *person* is told."""
        if self.told is not None:
            return self.told(person, key)
        table = self.people[0].table
        here = table.c.organisation_id == person.organisation_id
        theirs = sa.or_(*(column == person.id for column in self.people))
        return sa.select(table).where(here, theirs).order_by(*table.primary_key)


def unlink(holding: Holding, erasure: Erasure) -> int:
    """Keep the rows, which point to nobody then."""
    for column in holding.people:
        keys = some(erasure.connection, column.table, column == erasure.person.id)
        if keys:
            emptying = sa.update(column.table).values({column.name: None})
            return each_of(erasure.connection, emptying, keys)
    return 0


def delete(holding: Holding, erasure: Erasure) -> int:
    """Delete the rows."""
    for column in holding.people:
        keys = some(erasure.connection, column.table, column == erasure.person.id)
        if keys:
            return each_of(erasure.connection, sa.delete(column.table), keys)
    return 0


def leave(_: Holding, __: Erasure) -> int:
    """Leave everything: who is pointed to has no name any more."""
    return 0


def some(
    connection: Connection, table: Any, where: sa.ColumnElement[bool], most: int | None = None
) -> Sequence[Mapping[str, Any]]:
    """Return the primary keys of some rows, as ``each_of`` takes them.

    They are up to *most*; else as many as one transaction may change of such a table.
    """
    most = most or (PROVED_PART if PROVED in table.info else PART)
    keys = (column.label(f"this_{column.name}") for column in table.primary_key)
    chosen = sa.select(*keys).where(where).limit(most)
    return [dict(row) for row in connection.execute(chosen).mappings()]


def each_of(
    connection: Connection, change: sa.Update | sa.Delete, keys: Sequence[Mapping[str, Any]]
) -> int:
    """Change or delete the rows with these primary keys, if any; return how many there are."""
    if keys:
        same = (
            column == sa.bindparam(f"this_{column.name}") for column in change.table.primary_key
        )
        connection.execute(change.where(*same), keys)
    return len(keys)


def week_before(column: Any) -> Callable[[date], sa.ColumnElement[bool]]:
    """Return what tells rows of a week before that of a day, for ``Holding.old``."""
    return lambda day: column < str(Week.of(day))


def day_before(column: Any) -> Callable[[date], sa.ColumnElement[bool]]:
    """Return what tells rows of before a day, for ``Holding.old``."""
    return lambda day: column < day


def where_theirs(
    column: sa.Column[Any], doers: Sequence[sa.Column[Any]], person: Person
) -> sa.Label[Any]:
    """Return *column* where one of *doers* is *person*, else nothing."""
    theirs = sa.or_(*(doer == person.id for doer in doers))
    return sa.case((theirs, column)).label(column.name)
