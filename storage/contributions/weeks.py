"""What was said about a week: by whom, how much, and what of it all may read."""

from collections.abc import Collection

import sqlalchemy as sa

from domain.contributions.contribution import Contribution, Status
from domain.kinds import Kind
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.tables import ContributionRow
from storage.repository import Repository
from storage.sql import table
from storage.tables import SiteRow

_C, _S = table(ContributionRow), table(SiteRow)


class Weeks(Repository):
    """What was said about the weeks of the organisations."""

    def by_authors(
        self,
        organisation_id: int,
        week: str,
        person_ids: Collection[int],
        author_keys: Collection[str],
    ) -> list[Contribution]:
        """Return what these people, by name or by key, said about *week*, oldest first."""
        rows = self._connection.execute(
            CONTRIBUTION.where(
                _C.c.organisation_id == organisation_id,
                _C.c.week == week,
                _C.c.status != Status.WITHDRAWN,
                sa.or_(_C.c.author_id.in_(person_ids), _C.c.author_key.in_(author_keys)),
            ).order_by(_C.c.id)
        )
        return [contribution_of(row) for row in rows]

    def who_said(self, organisation_id: int, week: str) -> set[int | str]:
        """Return who said something about *week*: ids of people, and keys of the anonymous."""
        said = sa.select(_C.c.author_id, _C.c.author_key).where(
            _C.c.organisation_id == organisation_id,
            _C.c.week == week,
            _C.c.status != Status.WITHDRAWN,
        )
        # Apart, or SQLite goes through all authors in order to tell them apart.
        authors = said.cte("said").prefix_with("MATERIALIZED")
        rows = self._connection.execute(sa.select(authors).distinct())
        return {row.author_key if row.author_id is None else row.author_id for row in rows}

    def public_of_week(
        self, organisation_id: int, week: str, *, limit: int, offset: int
    ) -> list[Contribution]:
        """Return a page of what all may read of *week*, oldest first."""
        rows = self._connection.execute(
            CONTRIBUTION.where(*_public_of(organisation_id, week))
            .order_by(_C.c.id)
            .limit(limit)
            .offset(offset)
        )
        return [contribution_of(row) for row in rows]

    def count_public(self, organisation_id: int, week: str) -> int:
        """Return how much all may read of *week*."""
        counting = sa.select(sa.func.count()).where(*_public_of(organisation_id, week))
        return self._connection.scalar(counting) or 0

    def tally(self, organisation_id: int, week: str) -> dict[tuple[Kind, str, bool], int]:
        """Return how much of *week* is of a kind, of a site, and without its author's name."""
        site, anonymous = sa.func.coalesce(_S.c.name, ""), _C.c.author_id.is_(None)
        rows = self._connection.execute(
            sa.select(_C.c.kind, site, anonymous, sa.func.count())
            .select_from(_C.outerjoin(_S, _S.c.id == _C.c.site_id))
            .where(
                _C.c.organisation_id == organisation_id,
                _C.c.week == week,
                _C.c.status != Status.WITHDRAWN,
            )
            .group_by(_C.c.kind, _S.c.name, anonymous)
        )
        return {(row[0], row[1], bool(row[2])): row[3] for row in rows}


def _public_of(organisation_id: int, week: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _C.c.organisation_id == organisation_id,
        _C.c.week == week,
        _C.c.is_public,
        _C.c.status != Status.WITHDRAWN,
    )
