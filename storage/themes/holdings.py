"""What themes know of people: how many say each; removing a name makes nobody more."""

from contextlib import AbstractContextManager

import sqlalchemy as sa

from storage.contributions.holdings import written_by
from storage.contributions.tables import ContributionRow, VoteRow
from storage.holdings import UNTOLD, Erasure, Holding, leave
from storage.sql import table
from storage.themes.counting import as_many_people

_C, _V = table(ContributionRow), table(VoteRow)


def _as_many_people(erasure: Erasure) -> AbstractContextManager[None]:
    written = sa.select(_C.c.id).where(written_by(erasure.person, erasure.key))
    voted = sa.select(_V.c.contribution_id).where(_V.c.person_id == erasure.person.id)
    return as_many_people(erasure.connection, written.union(voted))


HOLDINGS = (Holding(UNTOLD, (), leave, around=_as_many_people),)
