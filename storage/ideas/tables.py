"""The tables of the idea box: who tried a good practice, and who was told when."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.ideas.library import Outcome
from storage.columns import code, identity, organisation
from storage.types import CleanText


class TrialRow(SQLModel, table=True):
    """« Je l'ai essayée »: what came of a good practice; one a person."""

    __tablename__ = "trial"
    __table_args__ = (sa.Index("ix_trial_created", "organisation_id", "created_at"),)

    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    organisation_id: int = organisation()
    outcome: Outcome = Field(sa_type=code(Outcome, "outcome"))
    result: str = Field(default="", sa_type=CleanText)
    created_at: datetime


class DigestRow(SQLModel, table=True):
    """What became, on a day, of what a person supported or commented: one message a day."""

    __tablename__ = "digest"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "person_id", "day"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    person_id: int = Field(foreign_key="person.id")
    day: date
    since: datetime
    until: datetime
