"""The tables of the week: who is asked, and what the flash tells."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import clean, identity, organisation
from storage.types import CleanText


class PromptRow(SQLModel, table=True):
    """That a person is asked the three questions of a week.

    Nothing here says whether or when they answered; ``settled`` is set for who said that they had
    nothing to say.
    """

    __tablename__ = "prompt"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "person_id", "week"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    person_id: int = Field(foreign_key="person.id")
    week: str = Field(max_length=8)
    settled: bool = False
    later_at: datetime | None = None


class FlashRow(SQLModel, table=True):
    """The flash of a week: what it chose to tell, and what the stand-up decided."""

    __tablename__ = "flash"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "week"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    week: str = Field(max_length=8)
    moment: datetime
    picks: dict[str, list[int]] = Field(default_factory=dict, sa_type=sa.JSON)
    decision: str = Field(default="", sa_type=CleanText)
    decision_owner: str = Field(default="", sa_type=clean(200))
