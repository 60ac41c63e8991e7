"""The table of the idea box: who was told when what became of what they support."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import identity, organisation


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
