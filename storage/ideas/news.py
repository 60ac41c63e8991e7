"""What became of contributions, for those who wait to hear of it."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.contributions.contribution import Change
from domain.ideas.views import Entry
from domain.records import record
from storage.contributions.tables import CommentRow, HistoryRow, VoteRow
from storage.ideas.tables import DigestRow
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow

_H, _D, _V, _M, _P = (
    table(row) for row in (HistoryRow, DigestRow, VoteRow, CommentRow, PersonRow)
)
TOLD = (Change.MOVED, Change.ANSWERED)
"""The changes that are news."""


@record
class Digest:
    """The message of a day to one person: what happened later than ``since``, until ``until``."""

    id: int
    organisation_id: int
    person_id: int
    day: date
    since: datetime
    until: datetime


_ENTRY = sa.select(
    _H.c.id,
    _H.c.organisation_id,
    _H.c.contribution_id,
    _H.c.at,
    _H.c.actor_id,
    sa.func.coalesce(_P.c.name, ""),
    _H.c.change,
    _H.c.before,
    _H.c.after,
).select_from(_H.outerjoin(_P, _P.c.id == _H.c.actor_id))
_DIGEST = sa.select(
    _D.c.id, _D.c.organisation_id, _D.c.person_id, _D.c.day, _D.c.since, _D.c.until
)


class News(Repository):
    """What is told about contributions."""

    def entry(self, organisation_id: int, history_id: int) -> Entry | None:
        """Return a line of the history of that organisation, or None."""
        return self._first(_H.c.organisation_id == organisation_id, _H.c.id == history_id)

    def last(self, contribution_id: int) -> Entry | None:
        """Return the newest line of a contribution's history."""
        return self._newest(_H.c.contribution_id == contribution_id)

    def last_told(self, contribution_id: int) -> Entry | None:
        """Return the newest news of a contribution, or None."""
        return self._newest(_H.c.contribution_id == contribution_id, _H.c.change.in_(TOLD))

    def told_after(self, entry: Entry) -> list[Entry]:
        """Return the news of the same contribution after that of a line, oldest first."""
        rows = self._connection.execute(
            _ENTRY.where(
                _H.c.contribution_id == entry.contribution_id,
                _H.c.change.in_(TOLD),
                _H.c.id > entry.id,
            ).order_by(_H.c.id)
        )
        return [Entry(*row) for row in rows]

    def of(self, contribution_id: int) -> list[Entry]:
        """Return the history of a contribution, oldest first."""
        rows = self._connection.execute(
            _ENTRY.where(_H.c.contribution_id == contribution_id).order_by(_H.c.id)
        )
        return [Entry(*row) for row in rows]

    def followers(self, contribution_id: int) -> set[int]:
        """Return the ids of the people who support or commented a contribution."""
        voted = sa.select(_V.c.person_id).where(_V.c.contribution_id == contribution_id)
        wrote = sa.select(_M.c.author_id).where(
            _M.c.contribution_id == contribution_id, ~_M.c.deleted
        )
        return {row[0] for row in self._connection.execute(voted.union(wrote))}

    def open_digest(
        self, organisation_id: int, person_id: int, day: date, since: datetime, until: datetime
    ) -> Digest | None:
        """Return the digest of *day* to a person, if it is new; it goes on from their last one."""
        last = self._connection.execute(
            _DIGEST.where(_D.c.organisation_id == organisation_id, _D.c.person_id == person_id)
            .order_by(_D.c.day.desc())
            .limit(1)
        ).first()
        adding = insert(self._connection.dialect.name, DigestRow).on_conflict_do_nothing()
        row = self._connection.execute(
            adding.returning(*_DIGEST.selected_columns),
            {
                "organisation_id": organisation_id,
                "person_id": person_id,
                "day": day,
                "since": max(since, last.until) if last else since,
                "until": until,
            },
        ).first()
        return Digest(*row) if row else None

    def digest(self, organisation_id: int, digest_id: int) -> Digest | None:
        """Return a digest of that organisation, or None."""
        row = self._connection.execute(
            _DIGEST.where(_D.c.organisation_id == organisation_id, _D.c.id == digest_id)
        ).first()
        return Digest(*row) if row else None

    def told_in(self, digest: Digest) -> list[Entry]:
        """Return what a digest tells: the news of what its person supports or commented."""
        voted = sa.select(_V.c.contribution_id).where(_V.c.person_id == digest.person_id)
        wrote = sa.select(_M.c.contribution_id).where(
            _M.c.author_id == digest.person_id, ~_M.c.deleted
        )
        rows = self._connection.execute(
            _ENTRY.where(
                _H.c.organisation_id == digest.organisation_id,
                _H.c.contribution_id.in_(voted.union(wrote)),
                _H.c.at > digest.since,
                _H.c.at <= digest.until,
                _H.c.change.in_(TOLD),
                sa.or_(_H.c.actor_id.is_(None), _H.c.actor_id != digest.person_id),
            ).order_by(_H.c.id)
        )
        return [Entry(*row) for row in rows]

    def _newest(self, *conditions: Any) -> Entry | None:
        row = self._connection.execute(
            _ENTRY.where(*conditions).order_by(_H.c.id.desc()).limit(1)
        ).first()
        return Entry(*row) if row else None

    def _first(self, *conditions: Any) -> Entry | None:
        row = self._connection.execute(_ENTRY.where(*conditions)).first()
        return Entry(*row) if row else None
