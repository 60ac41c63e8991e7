"""The table of the question that somebody asked last."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import organisation


class InquiryRow(SQLModel, table=True):
    """The last question of a person, for « et à Haguenau ? »; without a moment."""

    __tablename__ = "inquiry"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    organisation_id: int = organisation()
    asked: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
