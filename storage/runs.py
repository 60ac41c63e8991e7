"""The moments at which jobs were due: claimed by one process, done once, or skipped and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from domain.records import record
from domain.rhythm import Cadence, Job, Occurrence
from domain.sending import RunState
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import JobRunRow, OutboxRow

LEASE = timedelta(seconds=30)
"""Real time that a process has for its preparations. They may be done twice without harm: every
message has a unique key."""

NO_LEASE = timedelta(minutes=6)
"""No lease ends later than this from now; one that does was made by a clock that was put back."""

_T, _O = table(JobRunRow), table(OutboxRow)
_OF_A_WEEK = _T.c.slot.startswith(_T.c.week)
"""False for what is due on every day: its slot is the day."""
_COLUMNS = (
    _T.c.id,
    _T.c.organisation_id,
    _T.c.job,
    _T.c.slot,
    _T.c.week,
    _T.c.moment,
    _T.c.state,
    _T.c.reason,
)


@record
class Run:
    """A job at one of its moments, for one organisation."""

    id: int
    organisation_id: int
    job: str
    slot: str
    week: str
    moment: datetime
    state: RunState
    reason: str


class Runs(Repository):
    """The runs of the organisations; leases count in real time, ``moment`` is the job's own."""

    def claim(
        self, organisation_id: int, occurrence: Occurrence, slot: str, owner: str, now: datetime
    ) -> Run | None:
        """Return the run, which is the caller's until its lease ends.

        None when it is done, skipped, or held by a process that lives.
        """
        adding = insert(self._connection.dialect.name, JobRunRow).values(
            organisation_id=organisation_id,
            job=occurrence.job.name,
            slot=slot,
            week=str(occurrence.week),
            moment=occurrence.moment,
            state=RunState.CLAIMED,
            reason="",
            lease_owner=owner,
            lease_until=now + LEASE,
        )
        taken = adding.on_conflict_do_update(
            index_elements=["organisation_id", "job", "slot"],
            set_={"lease_owner": owner, "lease_until": now + LEASE},
            where=(_T.c.state == RunState.CLAIMED)
            & (
                (_T.c.lease_until < now)
                | (_T.c.lease_until > now + NO_LEASE)
                | (_T.c.lease_owner == owner)
            ),
        )
        row = self._connection.execute(taken.returning(*_COLUMNS)).first()
        return Run(*row) if row else None

    def hold_on(self, run: Run, owner: str, now: datetime) -> None:
        """Keep a run whose preparations take long; another process may have it already."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.id == run.id, _T.c.lease_owner == owner)
            .values(lease_until=now + LEASE)
        )

    def progress(self, run: Run) -> Mapping[str, Any]:
        """Return how far the preparations have come; held until the transaction ends."""
        here = sa.select(_T.c.progress).where(_T.c.id == run.id).with_for_update()
        return self._connection.scalar(here) or {}

    def keep_progress(self, run: Run, progress: Mapping[str, Any]) -> None:
        """Keep how far the preparations have come, for whoever takes them up."""
        self._connection.execute(
            sa.update(_T).where(_T.c.id == run.id).values(progress=dict(progress))
        )

    def end(self, run: Run, state: RunState, reason: str = "") -> None:
        """Say that the run is over: done, or skipped and why."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.id == run.id)
            .values(state=state, reason=reason, lease_until=None)
        )

    def release(self, run: Run, now: datetime) -> None:
        """Let somebody try again: the preparations have failed."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.id == run.id, _T.c.state == RunState.CLAIMED)
            .values(lease_until=now - timedelta(seconds=1))
        )

    def free_all(self, now: datetime) -> None:
        """Free what processes held that are no more: a backup was restored."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.state == RunState.CLAIMED)
            .values(lease_until=now - timedelta(seconds=1))
        )

    def get(self, organisation_id: int, run_id: int) -> Run | None:
        """Return a run of that organisation, or None."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.id == run_id)

    def is_held(self, organisation_id: int, job: Job, slot: str, now: datetime) -> bool:
        """Tell whether a process that may still live prepares it."""
        found = self._first(
            _T.c.organisation_id == organisation_id,
            _T.c.job == job.name,
            _T.c.slot == slot,
            _T.c.state == RunState.CLAIMED,
            _T.c.lease_until.between(now, now + NO_LEASE),
        )
        return found is not None

    def ended(self, since: datetime) -> set[tuple[int, str, str]]:
        """Return (organisation, job, slot) of what is done or skipped, by moments from *since*."""
        rows = self._connection.execute(
            sa.select(_T.c.organisation_id, _T.c.job, _T.c.slot).where(
                _T.c.moment >= since, _T.c.state != RunState.CLAIMED
            )
        )
        return {(row.organisation_id, row.job, row.slot) for row in rows}

    def latest(self, organisation_id: int, limit: int, offset: int = 0) -> list[Run]:
        """Return the newest runs of an organisation, newest first.

        Days on which a daily job had nothing to say are left out.
        """
        said = sa.exists().where(_O.c.run_id == _T.c.id)
        rows = self._connection.execute(
            sa.select(*_COLUMNS)
            .where(
                _T.c.organisation_id == organisation_id,
                sa.or_(_OF_A_WEEK, said),
            )
            .order_by(_T.c.moment.desc(), _T.c.id.desc())
            .limit(limit)
            .offset(offset)
        )
        return [Run(*row) for row in rows]

    def at(self, job: Job, moment: datetime) -> Sequence[Run]:
        """Return each organisation's runs of *job* in the week that was the latest at *moment*.

        Of a daily job, those of the latest day.
        """
        newest = (
            sa.select(_T.c.organisation_id, sa.func.max(_T.c.moment).label("moment"))
            .where(_T.c.job == job.name, _T.c.moment <= moment)
            .group_by(_T.c.organisation_id)
            .subquery()
        )
        same = _T.c.slot if job.cadence is Cadence.DAILY else _T.c.week
        chosen: sa.Select[Any] = sa.select(_T.c.organisation_id, same.label("same")).join(
            newest,
            (newest.c.organisation_id == _T.c.organisation_id) & (newest.c.moment == _T.c.moment),
        )
        weeks = chosen.where(_T.c.job == job.name).subquery()
        rows = self._connection.execute(
            sa.select(*_COLUMNS)
            .join(
                weeks,
                (weeks.c.organisation_id == _T.c.organisation_id) & (weeks.c.same == same),
            )
            .where(_T.c.job == job.name, _T.c.moment <= moment)
            .order_by(_T.c.organisation_id, _T.c.id)
            .distinct()
        )
        return [Run(*row) for row in rows]

    def _first(self, *conditions: Any) -> Run | None:
        row = self._connection.execute(sa.select(*_COLUMNS).where(*conditions)).first()
        return Run(*row) if row else None
