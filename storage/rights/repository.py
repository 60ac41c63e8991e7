"""What is kept about a person: told to them, and removed; and what is kept for how long."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.people import Person
from domain.rights.retention import Retention
from domain.sending import SendState
from storage.holdings import UNTOLD, Erasure, Holding
from storage.holdings.spine import ERASED
from storage.repository import Repository
from storage.rights.tables import ErasureRow, RetentionRow
from storage.sql import insert, table
from storage.tables import OutboxRow, PersonRow

_P, _O = table(PersonRow), table(OutboxRow)
_KEEP, _ERASURE = table(RetentionRow), table(ErasureRow)

Sheet = tuple[str, list[Mapping[str, Any]]]
"""A kind of record, and its lines."""


class Rights(Repository):
    """Access to what is kept about a person, its erasure, and what is kept for how long.

    What there is to be told and erased, each capability says of its own tables: ``Holding``.
    """

    # --- access -------------------------------------------------------------------------------

    def about(self, person: Person, key: str, holds: Sequence[Holding]) -> list[Sheet]:
        """Return all that is kept about *person*, what they wrote anonymously included."""
        return [
            (each.sheet, self._rows(each.telling(person, key)))
            for each in holds
            if each.sheet != UNTOLD
        ]

    def _rows(self, wanted: sa.Select[Any]) -> list[Mapping[str, Any]]:
        return [dict(row) for row in self._connection.execute(wanted).mappings()]

    # --- erasure ------------------------------------------------------------------------------

    def erase(
        self, person: Person, key: str, holds: Sequence[Holding]
    ) -> Mapping[str, Sequence[int]]:
        """Erase who *person* was; what they said and did stays.

        *key* is what stood for them on what they wrote anonymously. Return which rows were
        unlinked from them, of those that the journal counts, by sheet.
        """
        if not holds:
            raise ValueError("nobody has said what is held of people")
        erasure = Erasure(self._connection, person, key)
        with ExitStack() as looking_on:
            for each in holds:
                if each.around is not None:
                    looking_on.enter_context(each.around(erasure))
            for each in holds:
                each.erase(each, erasure)
        return erasure.counted

    def remember(self, organisation_id: int, digest: str, now: datetime) -> None:
        """Keep that somebody was erased, for the backups."""
        self._connection.execute(
            sa.insert(_ERASURE).values(organisation_id=organisation_id, digest=digest, at=now)
        )

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

    def set_retention(self, organisation_id: int, retention: Retention) -> None:
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
        """Return the people who left the team before *day* and still have a name."""
        return list(
            self._connection.scalars(
                sa.select(_P.c.id).where(
                    _P.c.organisation_id == organisation_id,
                    ~_P.c.on_roster,
                    _P.c.left_on < day,
                    ~_P.c.aad_object_id.startswith(ERASED),
                )
            )
        )

    def forget_sends(
        self, organisation_id: int, moment: datetime, holds: Sequence[Holding]
    ) -> int:
        """Forget the messages to people that were sent before *moment*; return how many.

        What is held as long as they are goes with them: who was asked when, and the like.
        """
        done = self._connection.execute(
            sa.delete(_O).where(
                _O.c.organisation_id == organisation_id,
                _O.c.created_at < moment,
                _O.c.person_id.is_not(None),
                _O.c.state.not_in([SendState.PENDING, SendState.SENDING]),
            )
        ).rowcount
        for each in holds:
            if each.old is not None:
                whole = each.people[0].table
                ours = whole.c.organisation_id == organisation_id
                self._connection.execute(sa.delete(whole).where(ours, each.old(moment.date())))
        return done
