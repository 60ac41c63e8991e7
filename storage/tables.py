"""What is kept: one SQLModel table a class, with its constraints in the database.

Every row belongs to an organisation (an Entra tenant). Moments are aware UTC. No table that can be
laid beside an anonymous contribution holds the moment of a person's last contact: that moment
would say who wrote it.
"""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.people import Role, SiteNature
from domain.sending import RunState, SendState
from storage.columns import clean, code, identity, index_where, organisation, person_index


class OrganisationRow(SQLModel, table=True):
    """A Mission Locale: one Entra tenant."""

    __tablename__ = "organisation"

    id: int | None = identity()
    tenant_id: str = Field(unique=True, max_length=64)
    created_at: datetime


class TeamRow(SQLModel, table=True):
    """A Teams team in which the app is or was installed."""

    __tablename__ = "team"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "teams_id"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    teams_id: str = Field(max_length=200)
    aad_group_id: str = Field(default="", max_length=64)
    name: str = Field(default="", max_length=300)
    installed: bool = True
    archived: bool = False
    service_url: str = Field(max_length=500)
    bot_id: str = Field(default="", max_length=200)


class ChannelRow(SQLModel, table=True):
    """A channel of a team; the bot reads every message of those that it listens to."""

    __tablename__ = "channel"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "teams_id"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    team_id: int = Field(foreign_key="team.id", index=True)
    teams_id: str = Field(max_length=200)
    name: str = Field(max_length=300)
    deleted: bool = False
    heard_on: date | None = None
    mentioned_on: date | None = None
    """The days, never the moments, of the last message without and with a mention of the bot."""


class SiteRow(SQLModel, table=True):
    """A place where staff work (*antenne*); « siège » and « plusieurs » always exist."""

    __tablename__ = "site"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "name"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    name: str = Field(max_length=100)
    nature: SiteNature = Field(sa_type=code(SiteNature, "nature"))
    closed: bool = False


class PersonRow(SQLModel, table=True):
    """A member of staff; nothing here says when they were last heard."""

    __tablename__ = "person"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "aad_object_id"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    aad_object_id: str = Field(max_length=200)
    teams_user_id: str = Field(default="", max_length=200)
    name: str = Field(default="", max_length=300)
    upn: str = Field(default="", max_length=300)
    role: Role = Field(sa_type=code(Role, "role"))
    site_id: int | None = Field(default=None, foreign_key="site.id")
    site_asked: bool = False
    on_roster: bool = False
    is_staff: bool = False
    """True for who was ever on the roster, and for who writes while there is none yet.

    Whom others only noted as an author may be a guest, or a young person.
    """
    opted_out: bool = False
    absent_until: date | None = None
    days_off: str = Field(default="", max_length=7)
    unreachable: str = Field(default="", max_length=200)
    left_on: date | None = None
    """The day on which the roster no longer named them: counted from it, their name is removed."""


class WishRow(SQLModel, table=True):
    """That somebody whose name was erased wants no messages, by a keyed digest.

    Once they are known again it stands with them, and no more here.
    """

    __tablename__ = "wish"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    digest: str = Field(primary_key=True, max_length=64)


class InboundActivityRow(SQLModel, table=True):
    """That an activity was done; the key is a digest, so that it names nobody."""

    __tablename__ = "inbound_activity"

    key: str = Field(primary_key=True, max_length=64)
    received_at: datetime = Field(index=True)


class ConversationReferenceRow(SQLModel, table=True):
    """Where to write to a person later; kept for personal chats only."""

    __tablename__ = "conversation_reference"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "person_id"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    person_id: int = Field(foreign_key="person.id")
    conversation_id: str = Field(max_length=300)
    service_url: str = Field(max_length=500)
    bot_id: str = Field(default="", max_length=200)


class OutboxRow(SQLModel, table=True):
    """A message that must stand in a conversation, showing its subject as it is.

    Written in the transaction that causes it. ``wanted`` counts the changes of the subject and
    ``shown`` which of them the message shows: a message is late while ``shown < wanted``.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "key"),
        sa.Index("ix_outbox_subject", "organisation_id", "subject", "subject_id"),
        sa.Index(
            "ix_outbox_due",
            "due_at",
            sqlite_where=sa.text("shown < wanted"),
            postgresql_where=sa.text("shown < wanted"),
        ),
        sa.Index("ix_outbox_created", "organisation_id", "created_at", "id"),
        sa.Index(
            "ix_outbox_chat",
            "conversation_id",
            sqlite_where=sa.text("person_id IS NULL AND reply_to IS NULL"),
            postgresql_where=sa.text("person_id IS NULL AND reply_to IS NULL"),
        ),
        person_index("outbox", "person_id"),
        index_where("ix_outbox_run_id", ("run_id",), "run_id IS NOT NULL"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    key: str = Field(max_length=200)
    subject: str = Field(max_length=32)
    subject_id: int | None = None
    service_url: str = Field(max_length=500)
    conversation_id: str = Field(max_length=300)
    reply_to: str | None = Field(default=None, max_length=200)
    activity_id: str | None = Field(default=None, max_length=200)
    state: SendState = Field(sa_type=code(SendState, "state"))
    wanted: int = 1
    shown: int = 0
    attempts: int = 0
    due_at: datetime
    priority: int = 0
    person_id: int | None = Field(default=None, foreign_key="person.id")
    run_id: int | None = Field(default=None, foreign_key="job_run.id")
    expires_at: datetime | None = None
    lease_owner: str = Field(default="", max_length=64)
    lease_until: datetime | None = None
    reason: str = Field(default="", max_length=200)
    created_at: datetime


class RhythmRow(SQLModel, table=True):
    """When an organisation's rituals fall, in its own zone; without a row, as by default."""

    __tablename__ = "rhythm"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    prompt_on: bool
    prompt_day: int
    prompt_at: time
    reminder_on: bool
    reminder_day: int
    reminder_at: time
    flash_on: bool
    flash_day: int
    flash_at: time
    zone: str = Field(max_length=64)
    department: str = Field(default="", max_length=3)
    ceiling: int
    nudge_on: bool
    nudge_day: int
    nudge_at: time
    answer_days: int
    late_days: int
    engagements: str = Field(max_length=9)


class ClosureRow(SQLModel, table=True):
    """Days on which an organisation is closed, the first and the last included."""

    __tablename__ = "closure"
    __table_args__ = (sa.CheckConstraint("first <= last", name="order"),)

    id: int | None = identity()
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    first: date
    last: date
    name: str = Field(default="", sa_type=clean(100))


class JobRunRow(SQLModel, table=True):
    """A moment at which a job was due: whoever claims it does it, so it is done once."""

    __tablename__ = "job_run"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "job", "slot"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    job: str = Field(max_length=32)  # unchecked: every version brings new jobs
    slot: str = Field(max_length=16)
    week: str = Field(max_length=8)
    moment: datetime
    state: RunState = Field(sa_type=code(RunState, "run_state"))
    reason: str = Field(default="", max_length=200)
    lease_owner: str = Field(default="", max_length=64)
    lease_until: datetime | None = None
    progress: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    """How far what is done in parts has come, for whoever takes it up."""


class SolicitationRow(SQLModel, table=True):
    """An unasked message to a person, counted against the ceiling of the week in which it goes."""

    __tablename__ = "solicitation"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "person_id", "week", "cause"),
        sa.Index("ix_solicitation_week", "organisation_id", "week"),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    person_id: int = Field(foreign_key="person.id")
    week: str = Field(max_length=8)
    cause: str = Field(max_length=64)


class SpentLinkRow(SQLModel, table=True):
    """That a link which works once has worked."""

    __tablename__ = "spent_link"

    id: str = Field(primary_key=True, max_length=64)
    spent_at: datetime = Field(index=True)


class JournalRow(SQLModel, table=True):
    """One entry of an organisation's journal; the database refuses to alter or delete it.

    ``hash`` follows from the entry before and all of this one. What may have to be erased is here
    only as a keyed digest: the key is in ``journal_key``.
    """

    __tablename__ = "journal"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime
    what: str = Field(max_length=64)
    subject: str = Field(default="", max_length=64)
    who: str = Field(default="", max_length=64)
    facts: str = Field(sa_type=sa.Text)
    hash: str = Field(max_length=64)


class JournalKeyRow(SQLModel, table=True):
    """The key of an entry's digests, and who it was about; erased, the entry still stands."""

    __tablename__ = "journal_key"
    __table_args__ = (sa.Index("ix_journal_key_person_id", "person_id"),)

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    seq: int = Field(primary_key=True)
    key: str = Field(max_length=32)
    person_id: int | None = Field(default=None, foreign_key="person.id")


class JournalHeadRow(SQLModel, table=True):
    """The newest entry of an organisation's journal; held while entries are added."""

    __tablename__ = "journal_head"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    seq: int
    hash: str = Field(max_length=64)


class RowStateRow(SQLModel, table=True):
    """Where the journal last told how a row stands, and the key of what it digests there.

    ``subject`` is the row (``contribution:12``); its next state replaces the key.
    """

    __tablename__ = "row_state"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    subject: str = Field(primary_key=True, max_length=64)
    seq: int
    key: str = Field(max_length=32)


class PaceRow(SQLModel, table=True):
    """Until when the requests under a limit of Teams are given out; see ``domain.pace``."""

    __tablename__ = "pace"

    key: str = Field(primary_key=True, max_length=320)
    free_at: float


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
