"""The tables of contributions: numbers, history, votes, trials, comments, and open questions."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.contributions.contribution import Change, Origin, Status
from domain.contributions.life import FEWEST_LETTERS
from domain.ideas.library import Outcome
from domain.kinds import NOTABLE, Kind
from storage.columns import (
    code,
    identity,
    index_where,
    organisation,
    partial_index,
    person_index,
    proved,
)
from storage.types import CleanText


class NumberSeriesRow(SQLModel, table=True):
    """The last serial given in a year; it moves in the transaction that uses it: no gaps."""

    __tablename__ = "number_series"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int


STANDING_IRRITANT = "kind = 'irritant' AND status NOT IN ('withdrawn', 'merged')"
"""What is an irritant, neither taken back nor a duplicate: by its index only in these words."""


class ContributionRow(SQLModel, table=True):
    """A contribution; either its author is known or a keyed hash stands for them, never both."""

    __tablename__ = "contribution"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "year", "serial"),
        sa.UniqueConstraint(
            "organisation_id",
            "conversation_id",
            "message_id",
            "part",
            name="uq_contribution_message",
        ),
        sa.CheckConstraint("(author_id IS NULL) <> (author_key IS NULL)", name="one_author"),
        sa.CheckConstraint(
            "kind IN ({})".format(", ".join(f"'{kind}'" for kind in NOTABLE)), name="notable_kind"
        ),
        sa.CheckConstraint("engagement BETWEEN 1 AND 9", name="engagement"),
        sa.CheckConstraint("length(text) > 0", name="text_not_empty"),
        sa.CheckConstraint(
            f"status <> 'refused' OR length(trim(answer)) >= {FEWEST_LETTERS}",
            name="refused_with_reason",
        ),
        sa.CheckConstraint(
            "(status = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into_one"
        ),
        sa.Index("ix_contribution_status", "organisation_id", "status", "created_at"),
        index_where(
            "ix_contribution_status_at",
            ("organisation_id", "status", "status_at"),
            "status_at IS NOT NULL",
        ),
        sa.Index("ix_contribution_created", "organisation_id", "created_at", "id"),
        index_where(
            "ix_contribution_site",
            ("organisation_id", "site_id", "created_at"),
            "site_id IS NOT NULL",
        ),
        partial_index("ix_contribution_irritant", "id", STANDING_IRRITANT),
        partial_index("ix_contribution_support", "support", "support > 0"),
        partial_index("ix_contribution_engagement", "engagement", "engagement IS NOT NULL"),
        partial_index("ix_contribution_assigned", "assigned_to_id", "assigned_to_id IS NOT NULL"),
        partial_index("ix_contribution_promised", "promised_on", "promised_on IS NOT NULL"),
        partial_index("ix_contribution_replied_at", "replied_at", "replied_at IS NOT NULL"),
        partial_index("ix_contribution_decided_at", "decided_at", "decided_at IS NOT NULL"),
        partial_index("ix_contribution_asked_back", "id", "asked_back_open"),
        index_where(
            "ix_contribution_merged_into_id", ("merged_into_id",), "merged_into_id IS NOT NULL"
        ),
        sa.Index("ix_contribution_author", "organisation_id", "author_id", "id"),
        partial_index("ix_contribution_author_key", "author_key", "author_key IS NOT NULL"),
        sa.Index("ix_contribution_week", "organisation_id", "week", "id"),
        person_index("contribution", "noted_by_id"),
        person_index("contribution", "read_by_id"),
        person_index("contribution", "answered_by_id"),
        proved("words"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    year: int
    serial: int
    kind: Kind = Field(sa_type=code(Kind, "kind"))
    status: Status = Field(sa_type=code(Status, "status"))
    text: str = Field(sa_type=CleanText)
    author_id: int | None = Field(default=None, foreign_key="person.id")
    author_key: str | None = Field(default=None, max_length=64)
    noted_by_id: int | None = Field(default=None, foreign_key="person.id")
    site_id: int | None = Field(default=None, foreign_key="site.id")
    engagement: int | None = None
    origin: Origin = Field(sa_type=code(Origin, "origin"))
    conversation_id: str | None = Field(default=None, max_length=300)
    message_id: str | None = Field(default=None, max_length=200)
    part: int = 0
    removed_with_message: bool = False
    message_edited_at: datetime | None = None
    link: str = Field(default="", max_length=2000)
    attachments: list[dict[str, str]] = Field(default_factory=list, sa_type=sa.JSON)
    form_id: str | None = Field(default=None, unique=True, max_length=64)
    week: str = Field(max_length=8)
    is_public: bool = False
    is_cited: bool = False
    created_at: datetime
    tags: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    support: int = 0
    status_at: datetime | None = None
    read_at: datetime | None = None
    read_by_id: int | None = Field(default=None, foreign_key="person.id")
    promised_on: date | None = None
    decided_at: datetime | None = None
    replied_at: datetime | None = None
    """When it first got an answer or a decision; a later one does not move it."""
    answer: str = Field(default="", sa_type=CleanText)
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")
    merged_into_id: int | None = Field(default=None, foreign_key="contribution.id")
    assigned_to_id: int | None = Field(default=None, foreign_key="person.id")
    assigned_until: date | None = None
    asked_back: str = Field(default="", sa_type=CleanText)
    asked_back_open: bool = False
    words: str = Field(default="", sa_type=sa.Text)
    """Stems of what can be searched for; both databases index them, each in its own way."""


class HistoryRow(SQLModel, table=True):
    """One change of one contribution.

    The database refuses to delete it, or to alter it but by erasing its actor or what it quotes.
    """

    __tablename__ = "history"
    __table_args__ = (
        sa.Index("ix_history_contribution", "contribution_id", "id"),
        sa.Index("ix_history_change", "organisation_id", "change", "at", "id"),
        person_index("history", "actor_id"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    contribution_id: int = Field(foreign_key="contribution.id")
    at: datetime
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    change: Change = Field(sa_type=code(Change, "change"))
    before: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)


class VoteRow(SQLModel, table=True):
    """« Moi aussi », « Je l'adopte », « Je soutiens »: one per person and contribution."""

    __tablename__ = "vote"
    __table_args__ = (sa.Index("ix_vote_person_id", "person_id"),)

    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    organisation_id: int = organisation()
    created_at: datetime


class TrialRow(SQLModel, table=True):
    """« Je l'ai essayée »: what came of a good practice; one a person."""

    __tablename__ = "trial"
    __table_args__ = (
        sa.Index("ix_trial_created", "organisation_id", "created_at"),
        person_index("trial", "person_id"),
    )

    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    organisation_id: int = organisation()
    outcome: Outcome = Field(sa_type=code(Outcome, "outcome"))
    result: str = Field(default="", sa_type=CleanText)
    created_at: datetime


class CommentRow(SQLModel, table=True):
    """A reply under a contribution."""

    __tablename__ = "comment"
    __table_args__ = (
        sa.UniqueConstraint(
            "organisation_id", "conversation_id", "message_id", name="uq_comment_message"
        ),
        sa.Index("ix_comment_contribution", "contribution_id", "id"),
        sa.Index("ix_comment_author", "author_id", "created_at"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    contribution_id: int = Field(foreign_key="contribution.id")
    author_id: int = Field(foreign_key="person.id")
    conversation_id: str = Field(max_length=300)
    message_id: str = Field(max_length=200)
    text: str = Field(sa_type=CleanText)
    created_at: datetime
    edited_at: datetime | None = None
    deleted: bool = False


class QuestionRow(SQLModel, table=True):
    """A message of which the bot was unsure, until its author says what it is."""

    __tablename__ = "question"
    __table_args__ = (
        sa.UniqueConstraint(
            "organisation_id", "conversation_id", "message_id", name="uq_question_message"
        ),
        person_index("question", "author_id"),
        sa.Index(
            "ix_question_waiting",
            "organisation_id",
            "created_at",
            sqlite_where=sa.text("answered IS NULL"),
            postgresql_where=sa.text("answered IS NULL"),
        ),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    author_id: int = Field(foreign_key="person.id")
    conversation_id: str = Field(max_length=300)
    message_id: str = Field(max_length=200)
    origin: Origin = Field(sa_type=code(Origin, "origin"))
    text: str = Field(sa_type=CleanText)
    attachments: list[dict[str, str]] = Field(default_factory=list, sa_type=sa.JSON)
    link: str = Field(default="", max_length=2000)
    guessed: Kind = Field(sa_type=code(Kind, "guessed"))
    answered: Kind | None = Field(default=None, sa_type=code(Kind, "answered"))
    contribution_id: int | None = Field(default=None, foreign_key="contribution.id")
    created_at: datetime


class CorrectionRow(SQLModel, table=True):
    """What somebody said a message is, beside what the classifier guessed; for ``make eval``.

    The words are those of the contribution: edited, withdrawn and forgotten with it.
    """

    __tablename__ = "correction"

    id: int | None = identity()
    organisation_id: int = organisation()
    contribution_id: int = Field(foreign_key="contribution.id", index=True)
    guessed: Kind = Field(sa_type=code(Kind, "guessed"))
    chosen: Kind = Field(sa_type=code(Kind, "chosen"))
