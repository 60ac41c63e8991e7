"""The board's page: one page of figures that a board reads in a minute.

Every figure has its rule here, its sentence in ``cards.board.texts`` and the list behind it.
What is too little to be anonymous is masked and said: a site with fewer than ``SMALLEST_SITE``
staff has no page, fewer young people than the organisation's minimum make no weather, fewer than
``FEW`` people who took part, or did not, are not counted out. Private contributions count; nobody
reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from domain.actions.action import ActionState
from domain.amounts import Among
from domain.contributions.view import View
from domain.kinds import NOTABLE, Kind
from domain.people import SMALLEST_SITE
from domain.records import record
from domain.requests.request import Dates, Delay, RequestNature, delay_to_answer, delay_to_close
from domain.survey.weather import Weather
from domain.themes.theme import Recurrence

TREND = 4
"""Quarters of the trend, the one of the page included."""

RECURRING = 3
"""Themes named on the page; the others are counted."""

TOLD = 3
"""« Vous l'avez dit, c'est fait »: so many on the page."""


class Figure(StrEnum):
    """A part of the page, in the order in which it is read; each opens the list behind it."""

    WEATHER = "weather"
    FIELD = "field"
    DELAYS = "delays"
    REQUESTS = "requests"
    PLAN = "plan"
    THEMES = "themes"
    DONE = "done"
    PARTICIPATION = "participation"


class Grain(StrEnum):
    """How long a period of the page is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
_EARLIEST, _LATEST = 2000, 2999


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A month, a quarter or a year of the calendar, by its first day."""

    first: date
    grain: Grain = Grain.QUARTER

    @classmethod
    def of(cls, day: date, grain: Grain = Grain.QUARTER) -> Self:
        """Return the period of that length in which *day* falls."""
        months = _MONTHS[grain]
        return cls(date(day.year, (day.month - 1) // months * months + 1, 1), grain)

    @classmethod
    def parse(cls, key: str) -> Self | None:
        """Return the period that *key* names, None for what names none."""
        year, _, part = key.partition("-")
        if not (year.isdecimal() and _EARLIEST <= int(year) <= _LATEST):
            return None
        if not part:
            return cls(date(int(year), 1, 1), Grain.YEAR)
        grain = Grain.QUARTER if part.startswith("T") else Grain.MONTH
        number = part.removeprefix("T")
        months = _MONTHS[grain]
        if not (number.isdecimal() and 1 <= int(number) <= 12 // months):
            return None
        return cls(date(int(year), (int(number) - 1) * months + 1, 1), grain)

    @property
    def key(self) -> str:
        """What names it: « 2026-T4 », « 2026-11 », « 2026 »."""
        match self.grain:
            case Grain.YEAR:
                return str(self.first.year)
            case Grain.QUARTER:
                return f"{self.first.year}-T{self.number}"
            case Grain.MONTH:
                return f"{self.first:%Y-%m}"

    @property
    def number(self) -> int:
        """Which of its year it is, from 1."""
        return (self.first.month - 1) // _MONTHS[self.grain] + 1

    @property
    def end(self) -> date:
        """The day after its last."""
        return _months_on(self.first, _MONTHS[self.grain])

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - timedelta(days=1)

    def back(self, number: int = 1) -> "Span":
        """Return the one so many before."""
        return Span(_months_on(self.first, -number * _MONTHS[self.grain]), self.grain)

    def has(self, day: date) -> bool:
        """Tell whether *day* falls in it."""
        return self.first <= day < self.end


def _months_on(first: date, months: int) -> date:
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


@record
class Flow:
    """Contributions received, and those that first got an answer or a decision, in a period."""

    received: int = 0
    treated: int = 0


@record
class Wait:
    """From when it was said, in whole days, of those that came to it in the period."""

    count: int = 0
    average: float | None = None
    median: float | None = None


def wait(days: Mapping[int, int]) -> Wait:
    """Return average and median of *days*, counted by how many there are of each."""
    count = sum(days.values())
    if not count:
        return Wait()
    total = sum(each * number for each, number in days.items())
    middle = (_at(days, (count - 1) // 2) + _at(days, count // 2)) / 2
    return Wait(count, total / count, middle)


def _at(days: Mapping[int, int], place: int) -> int:
    """Return the value at a place, from 0, of the sorted values."""
    for each in sorted(days):
        place -= days[each]
        if place < 0:
            return each
    raise AssertionError("the place is beyond the last")


@record
class Asked:
    """What came from outside in a period, what was answered and closed in it, and how fast."""

    received: int = 0
    answered: int = 0
    closed: int = 0
    to_answer: Delay = field(default_factory=Delay)
    to_close: Delay = field(default_factory=Delay)


def asked(sheets: list[Dates], span: Span) -> Asked:
    """Return what the sheets say of a period; a delay counts where it ended."""
    answered = [each for each in sheets if each.answered and span.has(each.answered)]
    closed = [each for each in sheets if each.closed and span.has(each.closed)]
    return Asked(
        sum(span.has(each.received) for each in sheets),
        len(answered),
        len(closed),
        delay_to_answer(answered),
        delay_to_close(closed),
    )


@record
class Step:
    """An action of the plan, as far as the page needs it."""

    number: str
    title: str
    state: ActionState
    begun_on: date
    due_on: date | None = None
    done_on: date | None = None

    def is_in(self, span: Span) -> bool:
        """True for one that was open in the period, or done in it; given up it is in no figure."""
        ended = self.done_on is not None and self.done_on < span.first
        return self.state is not ActionState.DROPPED and self.begun_on < span.end and not ended

    def stood(self, span: Span) -> ActionState:
        """Return where it stood when the period ended; what was done later was in progress."""
        if self.state is not ActionState.DONE:
            return self.state
        done = self.done_on is None or self.done_on < span.end
        return ActionState.DONE if done else ActionState.IN_PROGRESS

    def is_late(self, span: Span, today: date) -> bool:
        """True when it was not done by its day, at the end of the period or today."""
        is_open = self.stood(span) is not ActionState.DONE
        return is_open and self.due_on is not None and self.due_on < min(today, span.end)


@record
class PlanFigures:
    """How many actions stand where; ``late`` of those that are not done."""

    todo: int = 0
    in_progress: int = 0
    done: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.todo + self.in_progress + self.done

    @property
    def share(self) -> int:
        """Percent that are done, rounded; 0 where there is no action."""
        return round(100 * self.done / self.total) if self.total else 0


def plan_figures(steps: list[Step], span: Span, today: date) -> PlanFigures:
    """Return where the actions of a period stand at its end."""
    stood = [step.stood(span) for step in steps if step.is_in(span)]
    return PlanFigures(
        stood.count(ActionState.TO_DO),
        stood.count(ActionState.IN_PROGRESS),
        stood.count(ActionState.DONE),
        sum(step.is_late(span, today) for step in steps if step.is_in(span)),
    )


@record
class Recurring:
    """A theme that recurs: how often, by how many, where and in how many weeks of the period."""

    id: int
    name: str
    irritants: int
    people: int
    sites: int
    weeks: int


@record
class Told:
    """Something that was said and is done: what, and what came of it in a sentence."""

    number: str
    said: str
    result: str
    done_on: date


def once_each(told: Iterable[Told]) -> list[Told]:
    """Return these with each result once, as it came first.

    What an action changed is the answer to all that it closes: the page says it once.
    """
    first: dict[str, Told] = {}
    for each in told:
        first.setdefault(each.result, each)
    return list(first.values())


@record
class Figures:
    """The figures of one period that are compared with the one before."""

    weather: Weather
    kinds: Mapping[Kind, Flow]
    reply: Wait
    decision: Wait
    asked: Mapping[RequestNature, Asked]
    plan: PlanFigures
    took_part: Among
    """How many of the staff said something."""

    @property
    def flow(self) -> Flow:
        """All kinds together."""
        return Flow(
            sum(self.kinds[kind].received for kind in NOTABLE),
            sum(self.kinds[kind].treated for kind in NOTABLE),
        )


@record
class Place:
    """A site that the page can be of."""

    id: int
    name: str
    staff: int

    @property
    def is_small(self) -> bool:
        """True when what is said of it would tell of somebody."""
        return self.staff < SMALLEST_SITE


@record
class Board:
    """The page of a period, of one site or of all, beside the period before."""

    span: Span
    today: date
    places: tuple[Place, ...]
    """The sites that may be chosen: those with staff enough."""
    place: Place | None
    now: Figures
    before: Figures
    trend: tuple[tuple[Span, Flow], ...]
    """The last ``TREND`` quarters, the newest last."""
    themes: tuple[Recurring, ...]
    themes_total: int
    told: tuple[Told, ...]
    told_total: int
    recurrence: Recurrence
    """From how many people, or weeks, a theme recurs here."""

    @property
    def is_running(self) -> bool:
        """True while the period is not over: its figures will still grow."""
        return self.today < self.span.end


@record
class Sheet:
    """A complaint or a partnership request, without its words."""

    nature: RequestNature
    number: str
    dates: Dates


@record
class Behind:
    """The list behind a figure: what all may read of it, and how much counts beside."""

    figure: Figure
    board: Board
    contributions: tuple[View, ...] = ()
    replied: Mapping[int, datetime] = field(default_factory=dict)
    """When each of these first got an answer or a decision, where it has."""
    sheets: tuple[Sheet, ...] = ()
    steps: tuple[Step, ...] = ()
    themes: tuple[Recurring, ...] = ()
    told: tuple[Told, ...] = ()
    faces: Mapping[int, int] = field(default_factory=dict)
    total: int = 0
    """How many all may read; of these the newest are here."""
    hidden: int = 0
    """What counts and is not shown: it was said in private."""
