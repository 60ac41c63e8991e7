"""The tables of themes, and of what is alike or said not to be."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import clean, identity, organisation, proved


class ThemeRow(SQLModel, table=True):
    """One problem that several say (*sujet*); its irritants point to it."""

    __tablename__ = "theme"
    __table_args__ = (sa.Index("ix_theme_organisation", "organisation_id", "id"), proved())

    id: int | None = identity()
    organisation_id: int = organisation()
    name: str = Field(sa_type=clean(120))
    created_at: datetime
    solved_at: datetime | None = None
    """When somebody said that it is solved; None while it is not, and when it came back."""
    came_back_at: datetime | None = None
    was_solved_at: datetime | None = None
    """When it had been solved, of one that came back."""
    recurrent_at: datetime | None = None
    """When the quality leads were told that it is recurrent; None until then, and once solved."""
    surplus: int = 0
    """How many people too many its voices seem to be since names were removed from them."""
    merged_into_id: int | None = Field(default=None, foreign_key="theme.id")


class ThemeIrritantRow(SQLModel, table=True):
    """That an irritant tells the problem of a theme; of one only."""

    __tablename__ = "theme_irritant"
    __table_args__ = (sa.Index("ix_theme_irritant_theme", "theme_id", "contribution_id"),)

    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True)
    organisation_id: int = organisation()
    theme_id: int = Field(foreign_key="theme.id")
    placed_at: datetime


class NotTheSameRow(SQLModel, table=True):
    """That somebody said that two irritants are not the same problem; the first id is smaller."""

    __tablename__ = "not_the_same"
    __table_args__ = (sa.CheckConstraint("first_id < second_id", name="order"),)

    first_id: int = Field(foreign_key="contribution.id", primary_key=True)
    second_id: int = Field(foreign_key="contribution.id", primary_key=True, index=True)
    organisation_id: int = organisation()


class LikenessRow(SQLModel, table=True):
    """That an irritant seems to tell the problem of another, until somebody has said whether."""

    __tablename__ = "likeness"
    __table_args__ = (
        sa.Index("ix_likeness_score", "organisation_id", "score", "contribution_id"),
    )

    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True)
    other_id: int = Field(foreign_key="contribution.id", primary_key=True, index=True)
    organisation_id: int = organisation()
    place: int
    """1 for the one that is most like it."""
    score: float
