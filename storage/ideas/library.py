"""Who has tried a good practice, and what came of it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution
from domain.ideas.library import Outcome, Trial
from domain.people import Person
from storage.contributions.tables import TrialRow
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow

_T, _P = table(TrialRow), table(PersonRow)


class Library(Repository):
    """The trials of good practices."""

    def keep(
        self,
        contribution: Contribution,
        person: Person,
        outcome: Outcome,
        result: Clean,
        now: datetime,
    ) -> None:
        """Keep what *person* says came of a good practice; their last word counts."""
        adding = insert(self._connection.dialect.name, TrialRow)
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["contribution_id", "person_id"],
                set_={"outcome": outcome, "result": result, "created_at": now},
            ),
            {
                "contribution_id": contribution.id,
                "person_id": person.id,
                "organisation_id": contribution.organisation_id,
                "outcome": outcome,
                "result": result,
                "created_at": now,
            },
        )

    def of(self, contribution: Contribution) -> list[Trial]:
        """Return who tried a good practice, the last first."""
        rows: Any = self._connection.execute(
            sa.select(_T.c.person_id, _P.c.name, _T.c.outcome, _T.c.result, _T.c.created_at)
            .join(_P, _P.c.id == _T.c.person_id)
            .where(_T.c.contribution_id == contribution.id)
            .order_by(_T.c.created_at.desc(), _T.c.person_id)
        )
        return [Trial(*row) for row in rows]

    def most_reused(
        self, organisation_id: int, after: datetime, until: datetime, limit: int
    ) -> list[int]:
        """Return the good practices that most people tried in that time, the most tried first."""
        rows = self._connection.execute(
            sa.select(_T.c.contribution_id)
            .where(
                _T.c.organisation_id == organisation_id,
                _T.c.created_at > after,
                _T.c.created_at <= until,
                _T.c.outcome != Outcome.FAILED,
            )
            .group_by(_T.c.contribution_id)
            .order_by(sa.func.count().desc(), _T.c.contribution_id)
            .limit(limit)
        )
        return [row.contribution_id for row in rows]
