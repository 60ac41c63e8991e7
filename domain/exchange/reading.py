"""A line of an old idea box, read by the rules that hold for every contribution."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.calendar import LATEST
from domain.confidentiality import EMPTY, Clean, Screen
from domain.confidentiality.screen import names_and_places
from domain.contributions.contribution import Number, Status, check_kept
from domain.contributions.life import MAX_ANSWER, MOVES, check_reason
from domain.errors import Reason, RuleViolationError
from domain.exchange import Column, Fault, Line, Problem
from domain.exchange.cells import Row
from domain.exchange.words import KINDS, STATUSES, squeezed
from domain.kinds import Kind

MOST_TAGS, LONGEST_TAG = 8, 30
OLDEST_YEAR = 1982
"""The first Missions Locales opened then: an earlier date is a typing error."""

_LARGEST_SERIAL = 999_999
_LARGEST_SUPPORT = 1_000_000
_LONGEST_SITE = 100
_SHOWN = 60

_NUMBER = re.compile(r"AC-\d{4}-\d{4,9}", re.IGNORECASE)
_UPN = re.compile(r"[^\s@]{1,64}@[^\s@]{1,130}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_HOUR = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?")

_MIDNIGHT = (0, 0, 0)

Guess = Callable[[str], Kind]
"""Tells what a text is whose line does not say it."""


def read_line(
    row: Row, now: datetime, zone: ZoneInfo, guess: Guess, screen: Screen
) -> Line | tuple[Problem, ...]:
    """Return what *row* says as it may be kept, or everything that is wrong with it.

    What a line leaves out is as usual: received, created *now*; days and moments without an
    offset are in *zone*.
    """
    return _Reading(row.cells, now, zone, screen).line(guess, spills=row.spills)


class _Reading:
    """One line; what is wrong with it is gathered, so that it is told all at once."""

    def __init__(
        self, cells: Mapping[str, str], now: datetime, zone: ZoneInfo, screen: Screen
    ) -> None:
        self._cells = {name: cell.strip() for name, cell in cells.items()}
        self._screen = screen
        self._now = now
        self._zone = zone
        self._problems: list[Problem] = []

    def line(self, guess: Guess, *, spills: bool) -> Line | tuple[Problem, ...]:
        if spills:
            return (Problem(Fault.CELLS, Column.TEXT),)
        text, tags = self._text(), self._clean(Column.TAGS)
        kind = self._kind(guess)
        status = self._status(kind)
        answer = self._answer(status)
        line = Line(
            number=self._number(Column.NUMBER),
            created_at=self._past(Column.CREATED_AT) or self._now,
            kind=kind,
            status=status,
            text=text,
            author=self._author(),
            site=self._site(),
            tags=self._tags(tags),
            engagement=self._engagement(),
            support=self._support(),
            read_at=self._past(Column.READ_AT),
            promised_at=self._promised(),
            decided_at=self._past(Column.DECIDED_AT),
            answer=answer,
            merged_into=self._merged_into(status),
            masks=(*text.found, *answer.found, *tags.found),
        )
        return tuple(self._problems) or line

    def _cell(self, column: Column) -> str:
        return self._cells.get(column, "")

    def _clean(self, column: Column) -> Clean:
        return self._screen.clean(self._cell(column))

    def _wrong(self, fault: Fault, column: Column) -> None:
        cell = " ".join(self._cell(column).split())
        shown = cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN].rstrip()}…"
        self._problems.append(Problem(fault, column, shown))

    def _text(self) -> Clean:
        try:
            return check_kept(self._clean(Column.TEXT))
        except RuleViolationError as no:
            fault = Fault.NO_TEXT if no.reason is Reason.NO_TEXT else Fault.TOO_LONG
            self._wrong(fault, Column.TEXT)
            return EMPTY

    def _kind(self, guess: Guess) -> Kind:
        cell = self._cell(Column.KIND)
        kind = KINDS.get(squeezed(cell)) if cell else None
        if cell and kind is None:
            self._wrong(Fault.KIND, Column.KIND)
        return kind or guess(self._cell(Column.TEXT))

    def _status(self, kind: Kind) -> Status:
        cell = self._cell(Column.STATUS)
        if not cell:
            return Status.MERGED if self._cell(Column.MERGED_INTO) else Status.RECEIVED
        status = STATUSES.get(squeezed(cell))
        if status is None:
            self._wrong(Fault.STATUS, Column.STATUS)
        elif status not in MOVES[kind] and not self._has(Fault.KIND):
            self._wrong(Fault.STATUS_OF_KIND, Column.STATUS)
        return status or Status.RECEIVED

    def _has(self, fault: Fault) -> bool:
        return any(problem.fault is fault for problem in self._problems)

    def _number(self, column: Column) -> Number | None:
        cell = self._cell(column)
        if not cell:
            return None
        number = Number.parse(cell) if _NUMBER.fullmatch(cell) else None
        latest = self._now.astimezone(self._zone).year
        if number and _is_possible(number, latest):
            return number
        self._wrong(Fault.NUMBER, column)
        return None

    def _past(self, column: Column) -> datetime | None:
        cell = self._cell(column)
        if not cell:
            return None
        moment = read_moment(cell, self._zone)
        if moment is None:
            self._wrong(Fault.MOMENT, column)
        elif moment > self._now:
            self._wrong(Fault.FUTURE, column)
        return moment

    def _promised(self) -> date | None:
        cell = self._cell(Column.PROMISED_AT)
        moment = read_moment(cell, self._zone) if cell else None
        if cell and moment is None:
            self._wrong(Fault.MOMENT, Column.PROMISED_AT)
        return moment.astimezone(self._zone).date() if moment else None

    def _author(self) -> str:
        cell = self._cell(Column.AUTHOR)
        if cell and not _UPN.fullmatch(cell):
            self._wrong(Fault.AUTHOR, Column.AUTHOR)
        return cell

    def _site(self) -> str:
        name = self._screen.clean(self._cell(Column.SITE), names_and_places).in_one_line()
        if len(name) > _LONGEST_SITE:
            self._wrong(Fault.SITE, Column.SITE)
        return name

    def _tags(self, said: Clean) -> tuple[str, ...]:
        parts = said.replace(",", ";").replace("#", " ").split(";")
        tags = tuple(dict.fromkeys(tag for part in parts if (tag := " ".join(part.split()))))
        if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
            self._wrong(Fault.TAGS, Column.TAGS)
        return tags

    def _engagement(self) -> int | None:
        cell = self._cell(Column.ENGAGEMENT)
        if not cell:
            return None
        if cell not in "123456789" or len(cell) != 1:
            self._wrong(Fault.ENGAGEMENT, Column.ENGAGEMENT)
            return None
        return int(cell)

    def _support(self) -> int:
        cell = self._cell(Column.SUPPORT) or "0"
        if not re.fullmatch(r"\d{1,7}", cell, re.ASCII) or int(cell) > _LARGEST_SUPPORT:
            self._wrong(Fault.SUPPORT, Column.SUPPORT)
            return 0
        return int(cell)

    def _answer(self, status: Status) -> Clean:
        answer = self._clean(Column.ANSWER)
        if len(answer) > MAX_ANSWER:
            self._wrong(Fault.ANSWER_TOO_LONG, Column.ANSWER)
        if status is Status.REFUSED:
            try:
                check_reason(answer)
            except RuleViolationError:
                self._wrong(Fault.NO_REASON, Column.ANSWER)
        return answer

    def _merged_into(self, status: Status) -> Number | None:
        cell = self._cell(Column.MERGED_INTO)
        if status is Status.MERGED and not cell:
            self._wrong(Fault.MERGED_NOWHERE, Column.MERGED_INTO)
        if status is not Status.MERGED and cell and not self._has(Fault.STATUS):
            self._wrong(Fault.MERGED_BADLY, Column.MERGED_INTO)
        return self._number(Column.MERGED_INTO)


def _is_possible(number: Number, latest: int) -> bool:
    return OLDEST_YEAR <= number.year <= latest and 1 <= number.serial <= _LARGEST_SERIAL


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the moment that *text* names in ISO 8601 or in French (« 12/03/2024 14:30 »), in UTC.

    A day is its beginning in *zone*. None when it names none, or none since ``OLDEST_YEAR``.
    """
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _french(text)
    if moment is None or moment.year < OLDEST_YEAR or moment.year > LATEST.year:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _french(text: str) -> datetime | None:
    day = _DAY.match(text)
    if not day:
        return None
    rest = text[day.end() :].strip().removeprefix("à").strip().replace(" ", "")
    hour = _HOUR.fullmatch(rest)
    if rest and not hour:
        return None
    year = int(day[3]) + (2000 if len(day[3]) == len("24") else 0)
    try:
        hours, minutes, seconds = (int(part) for part in hour.groups("0")) if hour else _MIDNIGHT
        at = time(hours, minutes, seconds)
        return datetime.combine(date(year, int(day[2]), int(day[1])), at)
    except ValueError:
        return None
