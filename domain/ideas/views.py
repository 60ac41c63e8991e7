"""What people see of the idea box: a contribution with its story, what waits, what is told."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.contributions.contribution import Change, Number, Status
from domain.contributions.view import View
from domain.deadlines import Deadlines
from domain.ideas.library import Trial
from domain.pages import ListPage
from domain.records import record
from domain.themes.theme import IrritantView


@record
class Entry:
    """A line of the history; ``before`` and ``after`` hold plain values."""

    id: int
    organisation_id: int
    contribution_id: int
    at: datetime
    actor_id: int | None
    actor_name: str
    change: Change
    before: dict[str, Any]
    after: dict[str, Any]


@record
class Comment:
    """A reply under a contribution."""

    author: str
    text: str


@record
class Fiche:
    """A contribution with all that its reader may know and do."""

    contribution: View
    comments: tuple[Comment, ...] = ()
    history: tuple[Entry, ...] = ()
    """Empty for whoever only reads."""
    moves: tuple[Status, ...] = ()
    """Where the reader may move it; empty for whoever may not."""
    duplicates: tuple[View, ...] = ()
    alike: tuple[View, ...] = ()
    """What seems to say the same, for whoever may merge."""
    trials: tuple[Trial, ...] = ()
    irritant: IrritantView | None = None
    """Of an irritant: its theme, or what is asked of it."""
    is_supported: bool = False
    is_own: bool = False
    may_answer: bool = False
    may_steer: bool = False
    may_change: bool = False
    may_act: bool = False
    """True when the reader may make an action of it."""


@record
class Inbox(ListPage):
    """« À traiter »: a page of what is unread or undecided, the oldest first."""

    contributions: tuple[View, ...]
    unread: int
    undecided: int
    late: int
    asked_back: tuple[View, ...]
    alike: dict[int, Number]
    """What seems to say the same as one of the page, by the contribution's id."""
    today: date
    deadlines: Deadlines


@record
class NewsView:
    """What is told to an author: a change, and their contribution as it is."""

    id: int
    contribution: View
    change: Change
    status: Status
    answer: str
    promised_on: date | None
    by: str
    merged_into: Number | None
    is_stale: bool
    """True when something else was told since: what stands is told, and once. An answer is told
    until another is given."""
    may_ask_back: bool
    duplicate_of: Number | None = None
    """What was decided, where theirs points to it as a duplicate."""
    is_unnamed: bool = False
    """True when it is found out only when it is sent whom it goes to."""


@record
class HandedView:
    """What a colleague is asked to look into."""

    contribution: View


@record
class DigestView:
    """What happened to what a person supports or commented, each contribution once."""

    id: int
    contributions: tuple[View, ...]


@record
class Waiting:
    """What waits for an answer, the oldest first, and how much there is in all."""

    contributions: tuple[View, ...]
    total: int


@record
class NudgeView:
    """What is said once a week: without an answer, and late."""

    run_id: int
    today: date
    zone: ZoneInfo
    days: int
    late_days: int
    unanswered: Waiting
    late: Waiting
