"""A question about contributions in plain French, as data: what is asked, never how it is read.

``domain.inquiry.grammar`` makes one from words, ``storage`` answers it.
"""

from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from domain.contributions.contribution import Number, Status
from domain.contributions.view import View
from domain.kinds import Kind
from domain.pages import ListPage
from domain.records import record


class Shape(StrEnum):
    """What kind of answer is wanted."""

    LIST = "list"
    COUNT = "count"
    """A figure, and the list behind it."""
    ONE = "one"
    """One contribution, by its number."""


class Order(StrEnum):
    """How a list is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SUPPORT = "support"
    """Most supported first."""
    RANK = "rank"
    """Nearest to the words asked for first."""


class Dated(StrEnum):
    """Which of its moments must fall in the period."""

    SAID = "said"
    STATUS = "status"
    """When it came to its status: « refusées ce trimestre » is about the decision."""
    REPLIED = "replied"
    """When it first got an answer or a decision: « traitées » on the board's page."""


@record
class Period:
    """Days of the organisation's calendar, both included; None is open on that side."""

    first: date | None = None
    last: date | None = None


@record
class Inquiry:
    """A question; what is empty was not asked about.

    ``serial`` without ``number`` is « l'idée 42 »: of the current year, else of the latest that
    has one. ``text`` is what is left of the question, to be searched for. ``unanswered_for`` is in
    days: no answer since at least so long. ``overdue``: the promised day is past.
    """

    shape: Shape = Shape.LIST
    number: Number | None = None
    serial: int | None = None
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    sites: tuple[int, ...] = ()
    authors: tuple[int, ...] = ()
    mine: bool = False
    engagement: int | None = None
    tags: tuple[str, ...] = ()
    period: Period | None = None
    dated: Dated = Dated.SAID
    unanswered_for: int | None = None
    overdue: bool = False
    assigned_to_me: bool = False
    supported_by_me: bool = False
    text: str = ""
    order: Order = Order.NEWEST
    wants_reasons: bool = False
    """« … et pourquoi »: the answers are told with the list."""

    @property
    def is_bare(self) -> bool:
        """True when nothing narrows it: every contribution is asked for."""
        return replace(self, shape=Shape.LIST, order=Order.NEWEST) == Inquiry()


@record
class Named:
    """Somebody or something that a question may name, with its id."""

    id: int
    name: str


@record
class Lexicon:
    """What the grammar knows of the organisation: its antennes, its people, its tags."""

    today: date
    sites: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    tags: tuple[str, ...] = ()
    engagements: tuple[Named, ...] = field(default=())
    """The engagements by number, under the words that people use for them."""
    here: int | None = None
    """The antenne of who asks, which « mon antenne » is."""


@record
class Asked(ListPage):
    """The answer to a question: a page of what was found, and the words to say it again."""

    inquiry: Inquiry
    contributions: tuple[View, ...] = ()
    is_more: bool = False
    """True when there are more than ``total``."""
    sites: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    states: tuple[tuple[Status, int], ...] = ()
    """How many stand where, for an answer that is told whole."""
    nearest: tuple[View, ...] = ()
    """What comes near, where nothing was found."""
    in_public: bool = False
    """True where others read the answer, which then holds what all may see."""
    may_export: bool = False
    """True when who asks may take the list out."""
    supported: frozenset[int] = frozenset()
    """Those that who asks supports."""
