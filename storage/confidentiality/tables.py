"""The tables of what was masked, and of names that are no young person’s."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import identity, organisation


class MaskingRow(SQLModel, table=True):
    """What the « ███ » in a text stand for, in their order; never what was written.

    The text is that of a contribution, a comment or an open question; nobody is named here, so
    that it can be laid beside what is anonymous.
    """

    __tablename__ = "masking"
    __table_args__ = (
        sa.CheckConstraint(
            "(contribution_id IS NOT NULL AND comment_id IS NULL AND question_id IS NULL)"
            " OR (contribution_id IS NULL AND comment_id IS NOT NULL AND question_id IS NULL)"
            " OR (contribution_id IS NULL AND comment_id IS NULL AND question_id IS NOT NULL)",
            name="one_text",
        ),
        sa.UniqueConstraint("contribution_id"),
        sa.UniqueConstraint("comment_id"),
        sa.UniqueConstraint("question_id"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    contribution_id: int | None = Field(default=None, foreign_key="contribution.id")
    comment_id: int | None = Field(default=None, foreign_key="comment.id")
    question_id: int | None = Field(default=None, foreign_key="question.id")
    masks: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    link: str = Field(default="", max_length=2000)
    """The message in Teams, which still shows what is masked here."""
    told_at: datetime | None = None


class KnownNameRow(SQLModel, table=True):
    """A name of which an organisation has said that it is no young person's."""

    __tablename__ = "known_name"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "folded"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    name: str = Field(max_length=80)
    folded: str = Field(max_length=80)
