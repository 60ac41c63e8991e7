"""The tables of the action plan: actions, what they answer to, their history."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.actions.action import ActionChange, ActionState, Effect, TrialDecision
from storage.columns import clean, code, identity, organisation, person_index, proved
from storage.types import CleanText


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
        person_index("action", "created_by_id"),
        person_index("action", "checked_by_id"),
        person_index("action", "decided_by_id"),
        proved(),
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
    __table_args__ = (
        sa.Index("ix_action_history_action", "action_id", "id"),
        person_index("action_history", "actor_id"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    action_id: int = Field(foreign_key="action.id")
    at: datetime
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    change: ActionChange = Field(sa_type=code(ActionChange, "action_change"))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    """Code names and days, before and after; words stand in ``comment``."""
    comment: str = Field(default="", sa_type=CleanText)
