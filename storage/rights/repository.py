"""What is kept about a person: told to them, and removed; and what is kept for how long."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.people import Person
from domain.records import record
from domain.rights.retention import Retention
from domain.sending import SendState
from storage.holdings import FEW, PART, UNTOLD, Erasure, Holding, each_of, some
from storage.holdings.spine import ERASED
from storage.holdings.walking import After, Stretch, stretch
from storage.organisations import LockedOrganisation
from storage.repository import Repository
from storage.rights.tables import ErasureRow, RetentionRow
from storage.sql import insert, table
from storage.tables import OutboxRow, PersonRow

_P, _O = table(PersonRow), table(OutboxRow)
_KEEP, _ERASURE = table(RetentionRow), table(ErasureRow)

Sheet = tuple[str, Iterator[Mapping[str, Any]]]
"""A kind of record, and its lines."""


@record
class Begun:
    """An erasure that has begun and not ended."""

    id: int
    organisation_id: int
    person_id: int
    why: str


@record
class Part:
    """What a part of an erasure has done."""

    is_last: bool
    counted: Mapping[str, int]
    """How many rows the erasure has unlinked so far, of those that the journal counts."""
    rows: Mapping[str, Sequence[int]]
    """Which rows they were in this part, by sheet."""


class Rights(Repository):
    """Access to what is kept about a person, its erasure, and what is kept for how long.

    What there is to be told and erased, each capability says of its own tables: ``Holding``.
    """

    # --- access -------------------------------------------------------------------------------

    def about(self, person: Person, key: str, holds: Sequence[Holding]) -> list[Sheet]:
        """Return all that is kept about *person*, what they wrote anonymously included.

        Rows are read as they are asked for, within the transaction.
        """
        return [
            (each.sheet, self._rows(each.telling(person, key)))
            for each in holds
            if each.sheet != UNTOLD
        ]

    def _rows(self, wanted: sa.Select[Any]) -> Iterator[Mapping[str, Any]]:
        # In parts: a driver that fetches all at once lets no other thread run meanwhile.
        for part in self._connection.execute(wanted).mappings().partitions(PART):
            for row in part:
                yield dict(row)

    # --- erasure ------------------------------------------------------------------------------

    def begin_erasure(
        self, person: Person, digest: str, why: str, now: datetime, holds: Sequence[Holding]
    ) -> None:
        """Have a name erased from now on, part by part; nothing if that is so already.

        *digest* stands for the person in the register, so that a restored backup forgets them.
        """
        if not holds:
            raise ValueError("nobody has said what is held of people")
        begun = sa.select(_ERASURE.c.id).where(_ERASURE.c.person_id == person.id)
        if self._connection.scalar(begun) is None:
            self._connection.execute(
                sa.insert(_ERASURE).values(
                    organisation_id=person.organisation_id,
                    digest=digest,
                    at=now,
                    person_id=person.id,
                    why=why,
                    counted={},
                )
            )

    def is_erasing(self) -> bool:
        """Tell whether an erasure has begun and not ended."""
        begun = sa.select(_ERASURE.c.id).where(_ERASURE.c.person_id.is_not(None)).limit(1)
        return self._connection.scalar(begun) is not None

    def begun(self, organisation_id: int | None = None) -> Begun | None:
        """Return an erasure that has begun and not ended, the oldest; None where there is none.

        Another process that wants it waits until this transaction is over.
        """
        wanted = sa.select(
            _ERASURE.c.id, _ERASURE.c.organisation_id, _ERASURE.c.person_id, _ERASURE.c.why
        ).where(_ERASURE.c.person_id.is_not(None))
        if organisation_id is not None:
            wanted = wanted.where(_ERASURE.c.organisation_id == organisation_id)
        row = self._connection.execute(
            wanted.order_by(_ERASURE.c.id).limit(1).with_for_update()
        ).first()
        return Begun(*row) if row else None

    def erase_part(self, begun: Begun, person: Person, key: str, holds: Sequence[Holding]) -> Part:
        """Erase some more of who *person* was; what they said and did stays.

        *key* is what stood for them on what they wrote anonymously.
        """
        watches = tuple(each.watch for each in holds if each.watch is not None)
        erasure = Erasure(self._connection, person, key, watches)
        is_last = not any(each.erase(each, erasure) for each in holds)
        if is_last:
            for each in holds:
                if each.end is not None:
                    each.end(each, erasure)
        here = _ERASURE.c.id == begun.id
        counted: dict[str, int] = dict(
            self._connection.scalar(sa.select(_ERASURE.c.counted).where(here)) or {}
        )
        for sheet, rows in erasure.counted.items():
            counted[sheet] = counted.get(sheet, 0) + len(rows)
        values: dict[str, Any] = {"counted": counted}
        self._connection.execute(
            sa.update(_ERASURE)
            .where(here)
            .values(values | ({"person_id": None, "counted": {}} if is_last else {}))
        )
        return Part(is_last, counted, erasure.counted)

    def erasures(self, organisation_id: int) -> list[tuple[str, datetime]]:
        """Return who was erased, by digest, and when."""
        rows = self._connection.execute(
            sa.select(_ERASURE.c.digest, _ERASURE.c.at)
            .where(_ERASURE.c.organisation_id == organisation_id)
            .order_by(_ERASURE.c.id)
        )
        return [(row.digest, row.at) for row in rows]

    # --- retention ----------------------------------------------------------------------------

    def retention(self, organisation_id: int) -> Retention:
        """Return what the organisation has set, or what is usual."""
        row = self._connection.execute(
            sa.select(_KEEP.c.leavers, _KEEP.c.names, _KEEP.c.withdrawn).where(
                _KEEP.c.organisation_id == organisation_id
            )
        ).first()
        return Retention(*row) if row else Retention()

    def set_retention(self, organisation_id: LockedOrganisation, retention: Retention) -> None:
        """Keep what an organisation sets."""
        values = {
            "leavers": retention.leavers,
            "names": retention.names,
            "withdrawn": retention.withdrawn,
        }
        adding = insert(self._connection.dialect.name, RetentionRow).on_conflict_do_update(
            index_elements=["organisation_id"], set_=values
        )
        self._connection.execute(adding, values | {"organisation_id": organisation_id})

    def left_before(self, organisation_id: int, day: date) -> list[int]:
        """Return some of those who left the team before *day*, and whose name nobody erases."""
        begun = sa.exists().where(_ERASURE.c.person_id == _P.c.id)
        return list(
            self._connection.scalars(
                sa.select(_P.c.id)
                .where(
                    _P.c.organisation_id == organisation_id,
                    ~_P.c.on_roster,
                    _P.c.left_on < day,
                    ~_P.c.aad_object_id.startswith(ERASED),
                    ~begun,
                )
                .order_by(_P.c.id)
                .limit(FEW)
            )
        )

    def forget_sends(
        self,
        organisation_id: int,
        moment: datetime,
        channels: datetime,
        after: After | None = None,
    ) -> Stretch:
        """Forget some messages that were sent before *moment*; return which.

        Those in channels before *channels* only: until then they follow what they show.
        """
        chosen = sa.select(
            _O.c.id,
            _O.c.created_at.label("moment"),
            _O.c.person_id,
            _O.c.state,
            _O.c.shown,
            _O.c.wanted,
        ).where(_O.c.organisation_id == organisation_id, _O.c.created_at < moment)

        def is_over(row: Any) -> bool:
            if row.state in (SendState.PENDING, SendState.SENDING):
                return False
            is_of_channel = row.person_id is None
            return not is_of_channel or (row.moment < channels and row.shown >= row.wanted)

        found = stretch(self._connection, chosen, _O.c.created_at, after, PART, is_over)
        each_of(self._connection, sa.delete(_O), [{"this_id": each} for each in found.ids])
        return found

    def forget_held(self, organisation_id: int, day: date, holds: Sequence[Holding]) -> int:
        """Forget some of what is held as long as messages to people; return how many rows."""
        for each in holds:
            if each.old is not None:
                whole = each.people[0].table
                old = (whole.c.organisation_id == organisation_id) & each.old(day)
                keys = some(self._connection, whole, old)
                if keys:
                    return each_of(self._connection, sa.delete(whole), keys)
        return 0
