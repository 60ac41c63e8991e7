"""A contribution (*fiche*): its number, its life, and who may do what with it."""

import json
import re
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from domain.confidentiality import Clean
from domain.errors import Reason, RuleViolationError
from domain.kinds import NOTABLE, Kind
from domain.numbers import YearlyNumber
from domain.people import Person
from domain.records import record

MAX_TEXT = 10_000
"""Characters that a form accepts; a Teams message holds at most some 28 KB (Microsoft Learn,
*Limits and specifications for Microsoft Teams*)."""

MOST_KEPT = 2 * MAX_TEXT
"""Characters that are kept of a message; its author is told where it had more."""

CUT = " […]"
"""What stands at the end of words that were cut."""

MAX_WEIGHT = 20_000
"""Bytes of JSON that the text may take, so that a form which holds it stays a card: 28 KB with its
other fields (Microsoft Learn, *Format your bot messages*). French takes about one a character."""


class Status(StrEnum):
    """Where a contribution stands; which follows which is in ``domain.contributions.life``."""

    RECEIVED = "received"
    READ = "read"
    UNDER_REVIEW = "under_review"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    REFUSED = "refused"
    SHARED = "shared"
    """A good practice that was told to all."""
    ADOPTED = "adopted"
    """A good practice that stands in the collection (*recueil*)."""
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """The door through which a contribution came."""

    CHANNEL = "channel"
    CHAT = "chat"
    FORM = "form"
    EXTENSION = "extension"
    IMPORT = "import"
    SURVEY = "survey"
    """What a young person wrote under the survey's question, noted by a quality lead."""


class Signature(StrEnum):
    """How an answer to the week's questions is signed."""

    UNSIGNED = "unsigned"
    """The organisation knows its author; the team does not read who."""
    CITED = "cited"
    """The team may read who."""
    ANONYMOUS = "anonymous"
    """Nobody knows."""


class Change(StrEnum):
    """What happened to a contribution, as its history tells it."""

    CREATED = "created"
    EDITED = "edited"
    KIND_CHANGED = "kind_changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    MOVED = "moved"
    """Its status changed, with an answer or without."""
    ANSWERED = "answered"
    """The answer, or the reason of a refusal, changed; the status did not."""
    ASSIGNED = "assigned"
    ASKED_BACK = "asked_back"
    TAGGED = "tagged"
    IMPORTED = "imported"


class Number(YearlyNumber):
    """What people call a contribution: ``AC-2026-0042``, per organisation and year."""

    __slots__ = ()
    letters = "AC"
    named = re.compile(r"AC-(\d{4})-(\d{4,9})", re.IGNORECASE)


@record
class Attachment:
    """A file that came with a message; only its name and address are kept."""

    name: Clean
    url: Clean


@record
class Facts:
    """What everybody who may read a contribution is told of it alike."""

    id: int
    organisation_id: int
    number: Number
    kind: Kind
    status: Status
    created_at: datetime
    origin: Origin = Origin.CHANNEL
    engagement: int | None = None
    support: int = 0
    week: str = ""
    """The ISO week that it speaks of, « 2026-W48 »."""
    tags: tuple[str, ...] = ()
    status_at: datetime | None = None
    """When it came to its status; None while it has never moved."""
    read_at: datetime | None = None
    promised_on: date | None = None
    """The day by which an answer is promised."""
    decided_at: datetime | None = None
    answer: str = ""
    """What is answered to its author: of a refusal, why."""
    answered_at: datetime | None = None
    answered_by_name: str = ""
    merged_into: Number | None = None
    assigned_to_id: int | None = None
    assigned_to_name: str = ""
    assigned_until: date | None = None
    asked_back: str = ""
    """What its author asked in return; once."""
    is_asked_back: bool = False
    """True while that waits for an answer."""
    comments: int = 0
    tried: int = 0
    """How many people have tried a good practice and told the result."""


@record
class Contribution(Facts):
    """All that is known of a contribution, for rules; people read a ``View`` of it.

    ``author_id`` is None when it is anonymous.
    """

    text: str = field(kw_only=True)
    author_id: int | None = None
    author_key: str | None = None
    author_name: str = ""
    site_id: int | None = None
    site_name: str = ""
    link: str = ""
    attachments: tuple[Attachment, ...] = ()
    is_public: bool = False
    """True when the whole team may read it: said in the channel, or for the flash."""
    is_cited: bool = False
    """True when its author may be named where the team reads it."""
    read_by_id: int | None = None
    answered_by_id: int | None = None
    merged_into_id: int | None = None

    @property
    def is_anonymous(self) -> bool:
        """True when nobody can tell who wrote it."""
        return self.author_id is None

    def is_by(self, person: Person, key: str) -> bool:
        """Tell whether *person*, whose anonymous key is *key*, wrote it."""
        return self.author_id == person.id or (self.author_key or "") == key


def check_text(text: Clean) -> Clean:
    """Return *text* without the spaces around it.

    Raises:
        RuleViolationError: it is empty (``NO_TEXT``), or longer than ``MAX_TEXT`` or heavier than
            ``MAX_WEIGHT`` (``TOO_LONG``).
    """
    stripped = text.strip()
    if not stripped:
        raise RuleViolationError(Reason.NO_TEXT)
    if not fits_form(stripped):
        raise RuleViolationError(Reason.TOO_LONG)
    return stripped


def check_kept(text: Clean) -> Clean:
    """Return *text*, which no form has to hold, without the spaces around it.

    Raises:
        RuleViolationError: it is empty (``NO_TEXT``), or longer than anything that the bot keeps
            of a message (``TOO_LONG``): what is masked in one may have made it longer.
    """
    stripped = text.strip()
    if not stripped:
        raise RuleViolationError(Reason.NO_TEXT)
    if len(stripped) > 2 * MOST_KEPT:
        raise RuleViolationError(Reason.TOO_LONG)
    return stripped


def fits_form(text: str) -> bool:
    """Tell whether a form can hold *text*."""
    weight = len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace"))
    return len(text) <= MAX_TEXT and weight <= MAX_WEIGHT


def check_kind(kind: Kind) -> Kind:
    """Return *kind* if a contribution can be of it.

    Raises:
        RuleViolationError: ``NO_KIND`` for anything that is not noted.
    """
    if kind not in NOTABLE:
        raise RuleViolationError(Reason.NO_KIND)
    return kind


def check_may_change(contribution: Contribution, person: Person, key: str) -> None:
    """Raise ``NOT_YOURS`` unless *person* is the author or a quality lead."""
    if not (person.leads_quality or contribution.is_by(person, key)):
        raise RuleViolationError(Reason.NOT_YOURS)


def check_may_answer(contribution: Contribution, person: Person) -> None:
    """Raise ``NOT_QUALITY_LEAD`` unless *person* is a quality lead or was handed it."""
    if not (person.leads_quality or contribution.assigned_to_id == person.id):
        raise RuleViolationError(Reason.NOT_QUALITY_LEAD)


def check_open(contribution: Contribution) -> None:
    """Raise ``WITHDRAWN`` when the contribution has been taken back."""
    if contribution.status is Status.WITHDRAWN:
        raise RuleViolationError(Reason.WITHDRAWN)
