"""The flash of each week: what it chose to tell, and what was decided on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage.sql import insert, table
from storage.tables import FlashRow

_T = table(FlashRow)
_COLUMNS = (
    _T.c.id,
    _T.c.organisation_id,
    _T.c.week,
    _T.c.moment,
    _T.c.picks,
    _T.c.decision,
    _T.c.decision_owner,
)


@dataclass(frozen=True, slots=True)
class Flash:
    """A flash: the week that it speaks of and what it chose, contributions' ids by section."""

    id: int
    organisation_id: int
    week: str
    moment: datetime
    picks: dict[str, list[int]]
    decision: str
    decision_owner: str


class Flashes:
    """The flashes of the organisations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, organisation_id: int, week: str, moment: datetime, picks: dict[str, list[int]]
    ) -> Flash:
        """Keep the flash of *week*; return the one that is kept already where there is one."""
        adding = insert(self._connection.dialect.name, FlashRow).on_conflict_do_nothing()
        self._connection.execute(
            adding,
            {
                "organisation_id": organisation_id,
                "week": week,
                "moment": moment,
                "picks": picks,
                "decision": "",
                "decision_owner": "",
            },
        )
        kept = self.of_week(organisation_id, week)
        assert kept is not None  # noqa: S101 -- inserted above, or before
        return kept

    def get(self, organisation_id: int, flash_id: int) -> Flash | None:
        """Return a flash of that organisation, or None."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.id == flash_id)

    def of_week(self, organisation_id: int, week: str) -> Flash | None:
        """Return the flash of *week*, or None before it is out."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.week == week)

    def before(self, organisation_id: int, week: str) -> Flash | None:
        """Return the last flash before that of *week*, or None."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.week < week)

    def of_contribution(self, organisation_id: int, contribution_id: int) -> list[int]:
        """Return the ids of the last flashes that tell a contribution."""
        rows = self._connection.execute(
            sa.select(_T.c.id, _T.c.picks)
            .where(_T.c.organisation_id == organisation_id)
            .order_by(_T.c.week.desc())
            .limit(4)
        )
        return [
            row.id for row in rows if any(contribution_id in ids for ids in row.picks.values())
        ]

    def decide(self, flash: Flash, decision: str, owner: str) -> None:
        """Keep what the stand-up decided, and who takes it."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.id == flash.id)
            .values(decision=decision, decision_owner=owner)
        )

    def _first(self, *conditions: Any) -> Flash | None:
        row = self._connection.execute(
            sa.select(*_COLUMNS).where(*conditions).order_by(_T.c.week.desc()).limit(1)
        ).first()
        return Flash(*row) if row else None
