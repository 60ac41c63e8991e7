"""Support: who gives it to which contribution."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from domain.contributions.contribution import Contribution
from domain.people import Person
from storage.contributions.repository import LockedContribution
from storage.contributions.tables import ContributionRow, VoteRow
from storage.repository import Repository
from storage.sql import insert, table

_C, _V = table(ContributionRow), table(VoteRow)


class Votes(Repository):
    """The support of the organisations' contributions."""

    def toggle_vote(self, contribution: LockedContribution, person: Person, now: datetime) -> bool:
        """Give or take back *person*'s support; return whether it is given afterwards."""
        mine = (_V.c.contribution_id == contribution.id) & (_V.c.person_id == person.id)
        if self._connection.execute(sa.delete(_V).where(mine)).rowcount:
            self._add_support(contribution.id, -1)
            return False
        adding = insert(self._connection.dialect.name, VoteRow).on_conflict_do_nothing()
        given = self._connection.execute(
            adding.returning(_V.c.person_id),
            {
                "contribution_id": contribution.id,
                "person_id": person.id,
                "organisation_id": contribution.organisation_id,
                "created_at": now,
            },
        ).all()
        self._add_support(contribution.id, len(given))
        return True

    def supported_by(self, person: Person, contribution_ids: Collection[int]) -> set[int]:
        """Return which of these contributions *person* supports."""
        rows = self._connection.execute(
            sa.select(_V.c.contribution_id).where(
                _V.c.person_id == person.id, _V.c.contribution_id.in_(contribution_ids)
            )
        )
        return {row.contribution_id for row in rows}

    def supporters(self, contribution: Contribution) -> list[int]:
        """Return the ids of the people who support a contribution."""
        rows = self._connection.execute(
            sa.select(_V.c.person_id).where(_V.c.contribution_id == contribution.id)
        )
        return [row.person_id for row in rows]

    def give_votes(
        self,
        merged: LockedContribution,
        into: LockedContribution,
        duplicates: Sequence[LockedContribution],
    ) -> None:
        """Let those who support *merged* and its *duplicates* support *into*, once each.

        Votes without a name, as an old idea box counted them, count for what a duplicate points
        to as long as it does: they are taken back by ``take_back``.
        """
        following = sa.select(
            sa.literal(into.id), _V.c.person_id, _V.c.organisation_id, _V.c.created_at
        ).where(_V.c.contribution_id == merged.id)
        adding = insert(self._connection.dialect.name, VoteRow).from_select(
            ["contribution_id", "person_id", "organisation_id", "created_at"], following
        )
        given = self._connection.execute(
            adding.on_conflict_do_nothing().returning(_V.c.person_id)
        ).all()
        unnamed = self._unnamed(merged)
        follow = min(unnamed, sum(self._unnamed(each) for each in duplicates))
        self._add_support(into.id, len(given) + unnamed)
        self._add_support(merged.id, -follow)

    def take_back(self, merged: LockedContribution, into: LockedContribution) -> None:
        """Take from *into* the votes without a name of *merged*, which stands by itself again."""
        self._add_support(into.id, -min(self._unnamed(merged), self._unnamed(into)))

    def _unnamed(self, contribution: LockedContribution) -> int:
        return max(0, contribution.support - len(self.supporters(contribution)))

    def _add_support(self, contribution_id: int, votes: int) -> None:
        """Keep the number of votes beside the contribution: lists are sorted by it."""
        self._connection.execute(
            sa.update(_C).where(_C.c.id == contribution_id).values(support=_C.c.support + votes)
        )
