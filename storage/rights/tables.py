"""The tables of how long what is kept, and of who was erased."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import identity, organisation, person_index


class RetentionRow(SQLModel, table=True):
    """For how many months an organisation keeps what; without a row, as by default."""

    __tablename__ = "retention"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    leavers: int
    names: int
    withdrawn: int


class ErasureRow(SQLModel, table=True):
    """That somebody's name was erased, by a keyed digest: a restored backup erases it again."""

    __tablename__ = "erasure"
    __table_args__ = (person_index("erasure", "person_id"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    digest: str = Field(max_length=64)
    at: datetime
    person_id: int | None = Field(default=None, foreign_key="person.id")
    """Whose name is being erased: a part a transaction, and whoever comes by does the next one."""
    why: str = Field(default="", max_length=16)
    counted: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)
    """What was done so far, by sheet, for the journal."""
