"""The tables of the survey: its posters, and answers that tell a day and nobody."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import identity, organisation
from storage.types import CleanText


class PosterRow(SQLModel, table=True):
    """A poster of the young people's survey; the token in its QR code says of which site."""

    __tablename__ = "poster"

    id: int | None = identity()
    organisation_id: int = organisation()
    site_id: int | None = Field(default=None, foreign_key="site.id")
    token: str = Field(unique=True, max_length=32)
    created_at: datetime
    revoked_at: datetime | None = None


class SurveyAnswerRow(SQLModel, table=True):
    """What a young person answered; a day, never a moment, and nothing of who they are.

    Its id is drawn by lot (``storage.survey``): one that counted up would tell the order of a day.
    """

    __tablename__ = "survey_answer"
    __table_args__ = (
        sa.CheckConstraint("face BETWEEN 1 AND 5", name="face"),
        sa.Index("ix_survey_answer_day", "organisation_id", "day", "site_id", "face"),
        sa.Index(
            "ix_survey_answer_words",
            "organisation_id",
            "day",
            "id",
            sqlite_where=sa.text("is_to_read"),
            postgresql_where=sa.text("is_to_read"),
        ),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    site_id: int | None = Field(default=None, foreign_key="site.id")
    day: date
    face: int
    """1 (très mécontent) to 5 (très content)."""
    language: str = Field(max_length=8)
    form: str | None = Field(default=None, unique=True, max_length=32)
    """The page that sent it, so that a page answers once; forgotten with the next purge."""
    words: str = Field(default="", sa_type=CleanText)
    is_to_read: bool = False
    """True while its words wait for a quality lead."""
    contribution_id: int | None = Field(default=None, foreign_key="contribution.id")
    """What it was turned into."""
