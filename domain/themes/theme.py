"""A theme (*sujet*): one problem that several say, each in their own words."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.actions.action import ActionState
from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution
from domain.contributions.view import View
from domain.errors import Reason, RuleViolationError
from domain.pages import ListPage
from domain.records import record

MOST_THRESHOLD = 50
"""The highest number of people, or weeks, from which a theme can be called recurrent."""

WEEKS = 12
"""The weeks, the current one included, of which recurrence, trend and sparkline are told."""

TREND = 4
"""The last so many weeks are compared with as many before."""

LEAST_DIFFERENCE = 2
"""One irritant more or less than before is chance, not a trend."""

LATELY = 3
"""Weeks of which « déjà dit 4 fois ces 3 semaines » speaks."""

PROPOSED = 3
"""So many are proposed to an author: the right one is among them nine times out of ten."""

LONGEST_NAME = 80
"""Characters of a theme's name: it is read in a list, on a phone."""

_GUESSED = 60
"""Characters of the name that is guessed from somebody's words."""


@record
class Recurrence:
    """From how many people, or weeks, a theme is *récurrent* here; either suffices."""

    people: int = 3
    weeks: int = 3

    def check(self) -> "Recurrence":
        """Return itself if it can be kept.

        Raises:
            RuleViolationError: ``BAD_RECURRENCE``: a figure is not 2 to ``MOST_THRESHOLD``.
        """
        if all(2 <= each <= MOST_THRESHOLD for each in (self.people, self.weeks)):  # noqa: PLR2004 -- once is not again
            return self
        raise RuleViolationError(Reason.BAD_RECURRENCE)


@record
class Theme:
    """A theme as it is kept; an empty name is one that nobody has given yet."""

    id: int
    organisation_id: int
    name: str
    created_at: datetime
    solved_at: datetime | None = None
    came_back_at: datetime | None = None
    was_solved_at: datetime | None = None
    recurrent_at: datetime | None = None

    @property
    def is_solved(self) -> bool:
        """True from « Résolu » on, until it is reopened or comes back."""
        return self.solved_at is not None


class Direction(StrEnum):
    """How a theme moves."""

    NEW = "new"
    UP = "up"
    FLAT = "flat"
    DOWN = "down"
    QUIET = "quiet"
    """Nothing in either four weeks."""


@record
class Trend:
    """The irritants of the last ``TREND`` weeks, and of as many before."""

    now: int
    before: int
    direction: Direction


@record
class Figures:
    """A theme in figures: what is withdrawn, a duplicate or no irritant any more does not count.

    ``people`` counts authors and who said « Moi aussi », each once. Somebody who wrote by name and
    anonymously counts as two: one less would tell whose the anonymous one is.
    """

    irritants: int = 0
    people: int = 0
    weeks: int = 0
    """In how many weeks it was said."""
    sites: int = 0
    """On how many sites, as far as authors are known."""
    named_sites: tuple[str, ...] = ()
    """Those with staff enough to be named."""
    first_at: datetime | None = None
    last_at: datetime | None = None
    recent: tuple[int, ...] = (0,) * WEEKS
    """Irritants in each of the last ``WEEKS`` weeks, the current one last."""

    @property
    def trend(self) -> Trend:
        """The last weeks against those before."""
        now, before = sum(self.recent[-TREND:]), sum(self.recent[-2 * TREND : -TREND])
        if not (now or before):
            return Trend(now, before, Direction.QUIET)
        if now == self.irritants:
            return Trend(now, before, Direction.NEW)
        if abs(now - before) < LEAST_DIFFERENCE:
            return Trend(now, before, Direction.FLAT)
        return Trend(now, before, Direction.UP if now > before else Direction.DOWN)


@record
class Doing:
    """An action that answers to a theme."""

    id: int
    title: str
    state: ActionState
    owner: str
    done_at: datetime | None


@record
class ThemeView:
    """A theme with its figures, and what is done about it."""

    theme: Theme
    figures: Figures
    is_recurrent: bool = False
    actions: tuple[Doing, ...] = ()

    @property
    def came_back(self) -> bool:
        """True of one that was solved and is said again."""
        return self.theme.came_back_at is not None and not self.theme.is_solved


@record
class ThemeList(ListPage):
    """A page of « récurrents »."""

    themes: tuple[ThemeView, ...]
    recurrence: Recurrence
    leads: bool = False
    waiting: int = 0
    """How many irritants wait to be grouped; told to a quality lead."""


@record
class ThemeCard(ListPage):
    """A theme for one reader: a page of its irritants that they may see, the newest first."""

    view: ThemeView
    irritants: tuple[View, ...]
    leads: bool = False
    """True for whoever may rename, merge, split and solve it."""
    steers: bool = False
    """True for whoever may make an action of it: management, too."""


@record
class Alike:
    """An irritant that seems to tell the same problem, with its theme if it has one."""

    contribution: View
    theme: Theme | None = None
    times: int = 1
    """How often the problem was said, as far as it is known for one."""
    lately: int = 0
    """How often in the last ``LATELY`` weeks."""
    last_at: datetime | None = None
    is_best: bool = False
    """True of the one that is asked about first."""

    @property
    def words(self) -> str:
        """What it is called: the name of its theme, else its own words."""
        return (self.theme.name if self.theme else "") or self.contribution.text


@record
class IrritantView:
    """An irritant as its card shows it: asked about, or of a theme."""

    contribution: View
    zone: ZoneInfo
    """On whose clock its days are told."""
    alike: tuple[Alike, ...] = ()
    theme: Theme | None = None


@record
class Pair:
    """« À regrouper »: an irritant and what seems to be the same problem, for a human's word."""

    contribution: View
    alike: Alike
    number: int
    total: int
    is_more: bool = False
    """True when there are more than ``total``."""


@record
class Attaching:
    """What an irritant may be attached to: the likely themes first, then the latest."""

    contribution: View
    themes: tuple[Theme, ...]
    current: Theme | None = None


def guess_name(irritants: Sequence[Contribution]) -> Clean:
    """Return a first name for a theme: the words of its most supported irritant, in one line.

    Of those that all may read: a name is shown to everybody. Empty where there is none.
    """
    public = [each for each in irritants if each.is_public]
    if not public:
        return Clean("")
    best = min(public, key=lambda each: (-each.support, each.number))
    return shortened(Clean(best.text).in_one_line())


def shortened(text: Clean) -> Clean:
    """Return *text* cut after a word, before a sentence's end if that comes soon enough."""
    first = text[: _GUESSED + 1]
    for end in (". ", " ! ", " ? ", "\u202f! ", "\u202f? ", "\u00a0: ", " : "):
        place = first.find(end)
        if place >= _FEWEST:
            return text.cut(place)
    if len(text) <= _GUESSED:
        return Clean(text.cut(_GUESSED).rstrip(" ."))
    room = text.cut(_GUESSED)
    space = room.rfind(" ")
    kept = room.cut(space) if space >= _FEWEST else room
    return Clean(f"{kept.rstrip(' ,;:.')}…")


_FEWEST = 15
"""Characters below which a first sentence says too little to be a name."""


def check_name(text: Clean) -> Clean:
    """Return a theme's name in one line; ``NO_NAME`` for an empty one."""
    name = text.in_one_line().cut(LONGEST_NAME).strip()
    if not name:
        raise RuleViolationError(Reason.NO_NAME)
    return name
