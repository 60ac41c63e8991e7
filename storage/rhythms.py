"""The rhythm of each organisation, and the days on which it is closed."""

from datetime import time
from typing import Any

import sqlalchemy as sa

from domain.calendar import Calendar, Closure
from domain.deadlines import Deadlines
from domain.records import record
from domain.rhythm import SETTINGS, Rhythm, When
from storage.compiled import Compiled
from storage.organisations import LockedOrganisation
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import ClosureRow, RhythmRow

_T, _C = table(RhythmRow), table(ClosureRow)


_RHYTHM = Compiled(
    lambda _: sa.select(_T).where(_T.c.organisation_id == sa.bindparam("organisation"))
)


@record
class Habits:
    """Every organisation's rhythm and days off."""

    rhythms: dict[int, Rhythm]
    closures: dict[int, tuple[Closure, ...]]
    usual: Rhythm

    def of(self, organisation_id: int) -> tuple[Rhythm, Calendar]:
        """Return the rhythm and the calendar of an organisation."""
        rhythm = self.rhythms.get(organisation_id, self.usual)
        return rhythm, Calendar(rhythm.department, self.closures.get(organisation_id, ()))


class Rhythms(Repository):
    """When the rituals of the organisations fall."""

    def of(self, organisation_id: int, zone: str) -> Rhythm:
        """Return the organisation's rhythm; the usual one, in *zone*, until it is set."""
        row = _RHYTHM.first(self._connection, {"organisation": organisation_id})
        return _rhythm(row) if row else Rhythm(zone=zone)

    def everyone(self, zone: str) -> Habits:
        """Return the habits of all organisations, read in two statements."""
        rows = self._connection.execute(sa.select(_T)).all()
        closures: dict[int, tuple[Closure, ...]] = {}
        for each in self._connection.execute(sa.select(_C).order_by(_C.c.first, _C.c.id)):
            closure = Closure(each.first, each.last, each.name, each.id)
            known = closures.get(each.organisation_id, ())
            closures[each.organisation_id] = (*known, closure)
        return Habits(
            {row.organisation_id: _rhythm(row) for row in rows}, closures, Rhythm(zone=zone)
        )

    def set(self, organisation_id: LockedOrganisation, rhythm: Rhythm) -> None:
        """Keep *rhythm* as the organisation's."""
        values: dict[str, Any] = {
            "zone": rhythm.zone,
            "department": rhythm.department,
            "ceiling": rhythm.ceiling,
            "answer_days": rhythm.deadlines.nudge,
            "late_days": rhythm.deadlines.late,
            "engagements": "".join(map(str, rhythm.engagements)),
        }
        for name in SETTINGS:
            ritual = rhythm.set_as(name)
            values |= {
                f"{name}_on": ritual.on,
                f"{name}_day": ritual.weekday,
                f"{name}_at": ritual.at,
            }
        adding = insert(self._connection.dialect.name, RhythmRow).on_conflict_do_update(
            index_elements=["organisation_id"], set_=values
        )
        self._connection.execute(adding, values | {"organisation_id": organisation_id})

    def calendar(self, organisation_id: int, department: str) -> Calendar:
        """Return the days off of the organisation."""
        return Calendar(department, tuple(self.closures(organisation_id)))

    def closures(self, organisation_id: int) -> list[Closure]:
        """Return its closures, earliest first."""
        rows = self._connection.execute(
            sa.select(_C.c.first, _C.c.last, _C.c.name, _C.c.id)
            .where(_C.c.organisation_id == organisation_id)
            .order_by(_C.c.first, _C.c.id)
        )
        return [Closure(*row) for row in rows]

    def close(self, organisation_id: LockedOrganisation, closure: Closure) -> None:
        """Add days on which the organisation is closed."""
        self._connection.execute(
            sa.insert(_C).values(
                organisation_id=organisation_id,
                first=closure.first,
                last=closure.last,
                name=closure.name,
            )
        )

    def reopen(self, organisation_id: LockedOrganisation, closure_id: int) -> None:
        """Take a closure back; one that is gone already is no error."""
        self._connection.execute(
            sa.delete(_C).where(_C.c.organisation_id == organisation_id, _C.c.id == closure_id)
        )


def _rhythm(row: sa.Row[Any]) -> Rhythm:
    rituals = {
        name: When(
            getattr(row, f"{name}_on"),
            getattr(row, f"{name}_day"),
            _minute(getattr(row, f"{name}_at")),
        )
        for name in SETTINGS
    }
    return Rhythm(
        **rituals,
        zone=row.zone,
        department=row.department,
        ceiling=row.ceiling,
        deadlines=Deadlines(row.answer_days, row.late_days),
        engagements=tuple(map(int, row.engagements)),
    )


def _minute(moment: time) -> time:
    return moment.replace(second=0, microsecond=0, tzinfo=None)
