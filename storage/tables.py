"""What is kept: one SQLModel table a class, with its constraints in the database.

Every row belongs to an organisation (an Entra tenant). Moments are aware UTC. No table that can be
laid beside an anonymous contribution holds the moment of a person's last contact: that moment
would say who wrote it.
"""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.contributions.contribution import Change, Origin, Status
from domain.contributions.life import FEWEST_LETTERS
from domain.ideas.library import Outcome
from domain.kinds import NOTABLE, Kind
from domain.people import Role, SiteNature
from domain.sending import RunState, SendState
from storage.columns import clean, code, identity, organisation, partial_index
from storage.types import CleanText

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


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
    opted_out: bool = False
    absent_until: date | None = None
    days_off: str = Field(default="", max_length=7)
    unreachable: str = Field(default="", max_length=200)
    left_on: date | None = None
    """The day on which the roster no longer named them: counted from it, their name is removed."""


class NumberSeriesRow(SQLModel, table=True):
    """The last serial given in a year; it moves in the transaction that uses it: no gaps."""

    __tablename__ = "number_series"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int


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
        sa.Index("ix_contribution_status_at", "organisation_id", "status", "status_at"),
        sa.Index("ix_contribution_created", "organisation_id", "created_at", "id"),
        sa.Index("ix_contribution_site", "organisation_id", "site_id", "created_at"),
        partial_index("ix_contribution_support", "support", "support > 0"),
        partial_index("ix_contribution_engagement", "engagement", "engagement IS NOT NULL"),
        partial_index("ix_contribution_assigned", "assigned_to_id", "assigned_to_id IS NOT NULL"),
        partial_index("ix_contribution_promised", "promised_on", "promised_on IS NOT NULL"),
        partial_index("ix_contribution_replied_at", "replied_at", "replied_at IS NOT NULL"),
        partial_index("ix_contribution_decided_at", "decided_at", "decided_at IS NOT NULL"),
        partial_index("ix_contribution_asked_back", "id", "asked_back_open"),
        sa.Index("ix_contribution_merged_into_id", "merged_into_id"),
        sa.Index("ix_contribution_author", "organisation_id", "author_id", "id"),
        sa.Index("ix_contribution_author_key", "organisation_id", "author_key", "id"),
        sa.Index("ix_contribution_week", "organisation_id", "week", "id"),
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
    __table_args__ = (sa.Index("ix_trial_created", "organisation_id", "created_at"),)

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
    """What somebody said a message is, beside what the classifier guessed; for ``make eval``."""

    __tablename__ = "correction"

    id: int | None = identity()
    organisation_id: int = organisation()
    text: str = Field(sa_type=CleanText)
    guessed: Kind = Field(sa_type=code(Kind, "guessed"))
    chosen: Kind = Field(sa_type=code(Kind, "chosen"))


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
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="job_run.id", index=True)
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


class PromptRow(SQLModel, table=True):
    """That a person is asked the three questions of a week.

    Nothing here says when they answered. ``settled`` is set for who had nothing to say and, later,
    for all who have answered, so that it does not point at who answered anonymously.
    """

    __tablename__ = "prompt"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "person_id", "week"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    person_id: int = Field(foreign_key="person.id")
    week: str = Field(max_length=8)
    settled: bool = False
    later_at: datetime | None = None


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


class FlashRow(SQLModel, table=True):
    """The flash of a week: what it chose to tell, and what the stand-up decided."""

    __tablename__ = "flash"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "week"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    week: str = Field(max_length=8)
    moment: datetime
    picks: dict[str, list[int]] = Field(default_factory=dict, sa_type=sa.JSON)
    decision: str = Field(default="", sa_type=CleanText)
    decision_owner: str = Field(default="", sa_type=clean(200))


class DigestRow(SQLModel, table=True):
    """What became, on a day, of what a person supported or commented: one message a day."""

    __tablename__ = "digest"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "person_id", "day"),)

    id: int | None = identity()
    organisation_id: int = organisation()
    person_id: int = Field(foreign_key="person.id")
    day: date
    since: datetime
    until: datetime


class InquiryRow(SQLModel, table=True):
    """The last question of a person, for « et à Haguenau ? »; without a moment."""

    __tablename__ = "inquiry"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    organisation_id: int = organisation()
    asked: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)


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


class PaceRow(SQLModel, table=True):
    """Until when the requests under a limit of Teams are given out; see ``domain.pace``."""

    __tablename__ = "pace"

    key: str = Field(primary_key=True, max_length=320)
    free_at: float
