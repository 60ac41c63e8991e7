"""What is held of people: each capability says it of its own tables, once.

« Mes données », the erasure of a name, and what is forgotten with old messages follow from it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.isoweek import Week
from domain.people import Person
from domain.records import record

UNTOLD = ""
"""The sheet of what is in « mes données » already, or says nothing of the person."""


@record
class Erasure:
    """The erasure of a person's name: nothing tells afterwards who they were."""

    connection: Connection
    person: Person
    key: str
    """What stands for them on what they wrote anonymously."""
    counted: dict[str, Sequence[int]] = field(default_factory=dict)
    """The rows that the journal counts, by sheet; who erases them adds them."""


@record
class Holding:
    """What a table holds of people, in one respect: as its author, say, or as who answered it."""

    sheet: str
    """Its name in « mes données », for which the cards have the French; or ``UNTOLD``."""
    people: tuple[sa.Column[Any], ...]
    """The columns that point to a person: here they are told of, and nowhere else."""
    erase: Callable[["Holding", Erasure], None]
    """``unlink``, ``delete``, ``leave``, or what the capability has to do instead."""
    told: Callable[[Person, str], sa.Select[Any]] | None = None
    """Returns what is told to a person, by their key too, where that is not ``people``'s rows."""
    awaited: tuple[sa.Column[Any], ...] = ()
    """Those of ``people`` that may point to somebody whom Teams has not named yet."""
    old: Callable[[date], sa.ColumnElement[bool]] | None = None
    """Tells what is forgotten together with the messages to people from before a day."""
    around: Callable[[Erasure], AbstractContextManager[None]] | None = None
    """Looks on while everything of a person is erased, and puts right what follows from it."""

    def telling(self, person: Person, key: str) -> sa.Select[Any]:
        """Return the statement that reads what *person* is told."""
        if self.told is not None:
            return self.told(person, key)
        table = self.people[0].table
        here = table.c.organisation_id == person.organisation_id
        theirs = sa.or_(*(column == person.id for column in self.people))
        return sa.select(table).where(here, theirs).order_by(*table.primary_key)


def unlink(holding: Holding, erasure: Erasure) -> None:
    """Keep the rows, which point to nobody then."""
    for column in holding.people:
        emptying = sa.update(column.table).where(column == erasure.person.id)
        erasure.connection.execute(emptying.values({column.name: None}))


def delete(holding: Holding, erasure: Erasure) -> None:
    """Delete the rows."""
    for column in holding.people:
        erasure.connection.execute(sa.delete(column.table).where(column == erasure.person.id))


def leave(_: Holding, __: Erasure) -> None:
    """Leave everything: who is pointed to has no name any more."""


def week_before(column: Any) -> Callable[[date], sa.ColumnElement[bool]]:
    """Return what tells rows of a week before that of a day, for ``Holding.old``."""
    return lambda day: column < str(Week.of(day))


def day_before(column: Any) -> Callable[[date], sa.ColumnElement[bool]]:
    """Return what tells rows of before a day, for ``Holding.old``."""
    return lambda day: column < day
