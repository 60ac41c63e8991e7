"""The tables of how long what is kept, and of who was erased."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import identity, organisation


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

    id: int | None = identity()
    organisation_id: int = organisation()
    digest: str = Field(max_length=64)
    at: datetime
