"""What waits: to be read, to be decided about, to be answered."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.contributions.contribution import Contribution, Status
from domain.contributions.life import UNDECIDED, UNREAD
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.tables import ContributionRow
from storage.repository import Repository
from storage.sql import table

_C = table(ContributionRow)


class Pending(Repository):
    """What waits for the quality leads of the organisations."""

    def waiting(
        self, organisation_id: int, after: datetime, before: datetime, limit: int
    ) -> tuple[tuple[Contribution, ...], int]:
        """Return what was said between, and has no answer, oldest first, and how much it is.

        What is under study waits for the day that was promised: until then it is not here.
        """
        return self._waiting(
            limit,
            _C.c.organisation_id == organisation_id,
            _C.c.status.in_((*UNREAD, *UNDECIDED)),
            _C.c.answer == "",
            _C.c.created_at > after,
            _C.c.created_at <= before,
            _C.c.promised_on.is_(None),
        )

    def late(
        self, organisation_id: int, before: datetime, today: date, limit: int
    ) -> tuple[tuple[Contribution, ...], int]:
        """Return what is past its promise, or undecided since *before*, and how much it is."""
        return self._waiting(
            limit,
            _C.c.organisation_id == organisation_id,
            _C.c.status.in_((*UNREAD, *UNDECIDED)),
            sa.or_(
                _C.c.promised_on < today,
                _C.c.promised_on.is_(None) & (_C.c.created_at <= before),
            ),
        )

    def inbox(
        self, organisation_id: int, statuses: Collection[Status], limit: int, offset: int
    ) -> list[Contribution]:
        """Return a page of what stands so, the oldest first."""
        wanted = _first_found(
            _C.c.organisation_id == organisation_id, _C.c.status.in_(statuses)
        ).offset(offset)
        rows = self._connection.execute(_oldest(wanted.limit(limit)))
        return [contribution_of(row) for row in rows]

    def in_status(self, organisation_id: int, statuses: Collection[Status], most: int) -> int:
        """Return how many stand so, counted up to *most*."""
        some = (
            sa.select(_C.c.id)
            .where(_C.c.organisation_id == organisation_id, _C.c.status.in_(statuses))
            .limit(most)
        )
        return (
            self._connection.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0
        )

    def asked_back(self, organisation_id: int, limit: int) -> list[Contribution]:
        """Return what its author has asked about in return, the oldest first."""
        rows = self._connection.execute(
            CONTRIBUTION.where(_C.c.organisation_id == organisation_id, _ASKED_BACK_OPEN)
            .order_by(_C.c.id)
            .limit(limit)
        )
        return [contribution_of(row) for row in rows]

    def _waiting(
        self, limit: int, *conditions: sa.ColumnElement[bool]
    ) -> tuple[tuple[Contribution, ...], int]:
        rows = self._connection.execute(_oldest(_first_found(*conditions).limit(limit)))
        found = tuple(contribution_of(row) for row in rows)
        total = self._connection.scalar(
            sa.select(sa.func.count()).select_from(_C).where(*conditions)
        )
        return found, total or 0


_ASKED_BACK_OPEN = sa.text("contribution.asked_back_open")
"""As the index says it: SQLite takes ``asked_back_open = 1`` for something else."""


def _first_found(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the ids of what is so, the oldest first: first found, then sorted.

    In one step SQLite would rather go through ten years in order, looking for the few.
    """
    found = (
        sa.select(_C.c.id, _C.c.created_at)
        .where(*conditions)
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    return sa.select(found.c.id).order_by(found.c.created_at, found.c.id)


def _oldest(ids: sa.Select[Any]) -> sa.Select[Any]:
    return CONTRIBUTION.where(_C.c.id.in_(ids)).order_by(_C.c.created_at, _C.c.id)
