"""The tables of what follows from what was said: themes, actions, the survey, requests.

As in ``storage.tables`` every row belongs to an organisation and moments are aware UTC.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.actions.action import ActionChange, ActionState, Effect, TrialDecision
from domain.requests.request import RequestChannel, RequestNature
from storage.columns import clean, code, identity, organisation
from storage.types import CleanText


class ThemeRow(SQLModel, table=True):
    """One problem that several say (*sujet*); its irritants point to it."""

    __tablename__ = "theme"
    __table_args__ = (sa.Index("ix_theme_organisation", "organisation_id", "id"),)

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


class ActionRow(SQLModel, table=True):
    """An action of the plan, ``PA-2026-0007``: its experiment, if it has one, and its effect."""

    __tablename__ = "action"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "year", "serial"),
        sa.UniqueConstraint("organisation_id", "form_id"),
        sa.CheckConstraint("engagement BETWEEN 1 AND 9", name="engagement"),
        sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_with_moment"),
        sa.CheckConstraint(
            "effect IS NULL OR (state = 'done' AND length(trim(value_after)) > 0)",
            name="effect_after_check",
        ),
        sa.Index("ix_action_state", "organisation_id", "state", "due_on"),
        sa.Index("ix_action_owner", "owner_id", "state"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    year: int
    serial: int
    form_id: str | None = Field(default=None, max_length=64)
    """The form that made it: sent twice it makes one."""
    title: str = Field(sa_type=clean(200))
    aim: str = Field(default="", sa_type=CleanText)
    """Why, in words; what it answers to is in ``action_cause``."""
    engagement: int | None = None
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    due_on: date | None = None
    state: ActionState = Field(sa_type=code(ActionState, "action_state"))
    created_at: datetime
    created_by_id: int | None = Field(default=None, foreign_key="person.id")
    done_at: datetime | None = None
    result: str = Field(default="", sa_type=CleanText)
    """What changed, as everyone is told who had said it."""

    indicator: str = Field(default="", sa_type=clean(300))
    """What is looked at to know whether it helped: a figure, or a question."""
    value_before: str = Field(default="", sa_type=clean(200))
    check_on: date | None = None
    value_after: str = Field(default="", sa_type=clean(200))
    effect: Effect | None = Field(default=None, sa_type=code(Effect, "effect"))
    checked_at: datetime | None = None
    checked_by_id: int | None = Field(default=None, foreign_key="person.id")

    hypothesis: str = Field(default="", sa_type=CleanText)
    """What is tried first; empty for an action without an experiment."""
    trial_place: str = Field(default="", sa_type=clean(200))
    trial_until: date | None = None
    trial_measure: str = Field(default="", sa_type=clean(300))
    decision: TrialDecision | None = Field(default=None, sa_type=code(TrialDecision, "decision"))
    decision_reason: str = Field(default="", sa_type=CleanText)
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")


class ActionSeriesRow(SQLModel, table=True):
    """The last serial given to an action in a year."""

    __tablename__ = "action_series"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class ActionCauseRow(SQLModel, table=True):
    """What an action answers to: a theme, or a contribution."""

    __tablename__ = "action_cause"
    __table_args__ = (
        sa.CheckConstraint("(theme_id IS NULL) <> (contribution_id IS NULL)", name="one_cause"),
        sa.UniqueConstraint("action_id", "theme_id"),
        sa.UniqueConstraint("action_id", "contribution_id"),
        sa.Index("ix_action_cause_theme", "theme_id"),
        sa.Index("ix_action_cause_contribution", "contribution_id"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    action_id: int = Field(foreign_key="action.id")
    theme_id: int | None = Field(default=None, foreign_key="theme.id")
    contribution_id: int | None = Field(default=None, foreign_key="contribution.id")


class ActionHistoryRow(SQLModel, table=True):
    """One change of one action, or a comment on it."""

    __tablename__ = "action_history"
    __table_args__ = (sa.Index("ix_action_history_action", "action_id", "id"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    action_id: int = Field(foreign_key="action.id")
    at: datetime
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    change: ActionChange = Field(sa_type=code(ActionChange, "action_change"))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    """Code names and days, before and after; words stand in ``comment``."""
    comment: str = Field(default="", sa_type=CleanText)


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


class RequestRow(SQLModel, table=True):
    """A complaint or a partnership request, ``RE-2026-0003``: its dates, never who made it."""

    __tablename__ = "request"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "year", "serial"),
        sa.CheckConstraint("answered_on >= received_on", name="answered_after"),
        sa.CheckConstraint("closed_on >= received_on", name="closed_after"),
        sa.Index("ix_request_received", "organisation_id", "received_on"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    year: int
    serial: int
    nature: RequestNature = Field(sa_type=code(RequestNature, "request_nature"))
    channel: RequestChannel = Field(sa_type=code(RequestChannel, "request_channel"))
    site_id: int | None = Field(default=None, foreign_key="site.id")
    subject: str = Field(default="", sa_type=CleanText)
    form_id: str | None = Field(default=None, unique=True, max_length=64)
    received_on: date
    answered_on: date | None = None
    closed_on: date | None = None
    created_at: datetime
    created_by_id: int | None = Field(default=None, foreign_key="person.id")


class RequestSeriesRow(SQLModel, table=True):
    """The last serial given to a request in a year."""

    __tablename__ = "request_series"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class SteeringRow(SQLModel, table=True):
    """What an organisation has set for themes, the board's page and the survey."""

    __tablename__ = "steering"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    recurrent_people: int
    recurrent_weeks: int
    report_monthly: bool
    report_quarterly: bool
    fewest_answers: int
    """Answers of young people below which no weather is told."""
