"""Bringing in an old idea box: every line is judged first, then the good ones are kept."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.confidentiality import Screen
from domain.contributions.contribution import Change, Number, Status
from domain.exchange import Column, Fault, Line, Problem
from domain.exchange.cells import Row, read_table
from domain.exchange.reading import read_line
from domain.isoweek import Week
from domain.kinds import NOTABLE, Kind
from domain.records import record
from domain.understanding import Classifier
from storage.contributions.repository import Contributions
from storage.exchange.repository import Exchange, Incoming
from storage.unit_of_work import UnitOfWork

CHUNK = 200
"""Lines kept in one transaction: short enough for a bot that runs beside it to wait for."""


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@record
class Verdict:
    """A line of a file, and what becomes of it."""

    line: int
    outcome: Outcome
    said: Line | None
    problems: tuple[Problem, ...] = ()
    mark: str = ""
    """A digest by which a line without a number is known when it comes again."""
    known_as: Number | None = None


@record
class Lines:
    """A file as it was read, before anybody looked at what is kept already."""

    verdicts: tuple[Verdict, ...]
    ignored: tuple[str, ...]


@record
class Load:
    """What is kept in one transaction, and the highest number of each year in the whole file."""

    verdicts: tuple[Verdict, ...]
    tops: dict[int, int]


def read_file(
    raw: bytes, now: datetime, zone: ZoneInfo, classifier: Classifier, screen: Screen
) -> Lines:
    """Return the lines of a CSV as they are by themselves, and as they may be kept.

    Whoever wrote a line is staff, whether the organisation knows them yet or not.

    Raises:
        NoTextColumnError: it has no column with the texts.
    """
    table = read_table(raw)
    authors = {row.cells.get(Column.AUTHOR, "").partition("@")[0] for row in table.rows}
    screen = screen.knowing(staff=authors)
    seen: Counter[str] = Counter()
    taken: set[Number] = set()
    verdicts = []
    for row in table.rows:
        read = read_line(row, now, zone, lambda text: _guess(text, classifier), screen)
        if isinstance(read, Line) and read.number in taken:
            value = str(read.number)
            read = (Problem(Fault.NUMBER_TWICE, Column.NUMBER, value),)
        if isinstance(read, tuple):
            verdicts.append(Verdict(row.line, Outcome.REFUSED, None, read))
            continue
        if read.number:
            taken.add(read.number)
        verdicts.append(Verdict(row.line, Outcome.NEW, read, (), _mark(row, seen)))
    return Lines(tuple(verdicts), table.ignored)


def judge(
    unit: UnitOfWork, organisation_id: int | None, verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """Return what becomes of each line beside what the organisation keeps already.

    What is there is left as it is; a duplicate must point to something that stands by itself, in
    the file or there.
    """
    there = _already(unit, organisation_id, verdicts)
    judged = [_known(each, organisation_id, there) for each in verdicts]
    standing = dict(there.statuses)
    for each in judged:
        if each.outcome is Outcome.NEW and each.said and each.said.number:
            standing[each.said.number] = each.said.status
    return [_pointing(each, standing) for each in judged]


def loads(verdicts: Sequence[Verdict]) -> Iterator[Load]:
    """Yield the new lines in parts of ``CHUNK`` at most, mostly in their order.

    What points to a line that is in a later part comes after that.
    """
    new = [each for each in verdicts if each.outcome is Outcome.NEW]
    said = [each.said for each in new if each.said is not None]
    places = {line.number: place for place, line in enumerate(said) if line.number}
    tops: dict[int, int] = {}
    for number in places:
        tops[number.year] = max(number.serial, tops.get(number.year, 0))
    waiting: dict[int, list[Verdict]] = {}
    for start in range(0, len(new), CHUNK):
        now: list[Verdict] = []
        for place in range(start, min(start + CHUNK, len(new))):
            into = said[place].merged_into
            part = places[into] // CHUNK if into in places else 0
            later = part > start // CHUNK
            (waiting.setdefault(part, []) if later else now).append(new[place])
        after = waiting.pop(start // CHUNK, [])
        for some in (now, *(after[at : at + CHUNK] for at in range(0, len(after), CHUNK))):
            if some:
                yield Load(tuple(some), tops)


def bring_in(
    unit: UnitOfWork, organisation_id: int, load: Load, now: datetime, zone: ZoneInfo
) -> int:
    """Keep the new lines of *load* under their numbers; return how many there were."""
    unit.of(Exchange).reserve(organisation_id, load.tops)
    fresh = [
        each
        for each in judge(unit, organisation_id, load.verdicts)
        if each.outcome is Outcome.NEW and each.said
    ]
    incoming = [_incoming(unit, organisation_id, each, zone) for each in fresh]
    if not incoming:
        return 0
    ids = unit.of(Exchange).bring_in(organisation_id, incoming)
    kept = unit.of(Contributions).some(organisation_id, list(ids.values()))
    for contribution in kept.values():
        told = {"kind": contribution.kind, "status": contribution.status}
        unit.of(Contributions).record(contribution, Change.IMPORTED, now, None, {}, told)
    return len(incoming)


@record
class _There:
    statuses: dict[Number, Status]
    marked: dict[str, Number]


def _already(unit: UnitOfWork, organisation_id: int | None, verdicts: Sequence[Verdict]) -> _There:
    if organisation_id is None:
        return _There({}, {})
    said = [each.said for each in verdicts if each.said]
    numbers = {number for line in said for number in (line.number, line.merged_into) if number}
    marks = {_scoped(organisation_id, each.mark) for each in verdicts if each.mark}
    found = unit.of(Exchange).standing(organisation_id, numbers)
    statuses = {number: each.status for number, each in found.items()}
    return _There(statuses, unit.of(Exchange).marked(organisation_id, marks))


def _known(verdict: Verdict, organisation_id: int | None, there: _There) -> Verdict:
    if verdict.said is None:
        return verdict
    number = verdict.said.number
    if number is None and organisation_id is not None:
        known = there.marked.get(_scoped(organisation_id, verdict.mark))
    else:
        known = number if number in there.statuses else None
    return replace(verdict, outcome=Outcome.KNOWN, known_as=known) if known else verdict


def _pointing(verdict: Verdict, standing: dict[Number, Status]) -> Verdict:
    """Return the verdict, a refusal if the line points to nothing, to itself or to a duplicate."""
    if verdict.outcome is not Outcome.NEW or verdict.said is None:
        return verdict
    into = verdict.said.merged_into
    if into is None:
        return verdict
    status = standing.get(into)
    if status is not None and status is not Status.MERGED:
        return verdict
    fault = Fault.MERGED_NOWHERE if status is None else Fault.MERGED_BADLY
    problem = Problem(fault, Column.MERGED_INTO, str(into))
    return replace(verdict, outcome=Outcome.REFUSED, problems=(problem,))


def _incoming(
    unit: UnitOfWork, organisation_id: int, verdict: Verdict, zone: ZoneInfo
) -> Incoming:
    line = verdict.said
    assert line is not None  # noqa: S101 -- only good lines come here
    day = line.created_at.astimezone(zone).date()
    number = line.number or unit.of(Exchange).next_number(organisation_id, day.year)
    mark = _scoped(organisation_id, verdict.mark) if verdict.mark else None
    return Incoming(line, number, mark, str(Week.of(day)))


def _guess(text: str, classifier: Classifier) -> Kind:
    """Return what a text seems to be; what was in an idea box is at least an idea."""
    kind = classifier.understand(text).kind if text else Kind.SUGGESTION
    return kind if kind in NOTABLE else Kind.SUGGESTION


def _mark(row: Row, seen: Counter[str]) -> str:
    """Return a digest of a line without a number; equal lines of a file have different ones."""
    if row.cells.get(Column.NUMBER, "").strip():
        return ""
    columns = (Column.TEXT, Column.CREATED_AT, Column.AUTHOR, Column.SITE)
    whole = "\x1f".join(row.cells.get(column, "").strip() for column in columns)
    seen[whole] += 1
    return hashlib.sha256(f"{whole}\x1f{seen[whole]}".encode()).hexdigest()


def _scoped(organisation_id: int, mark: str) -> str:
    return hashlib.sha256(f"{organisation_id}:{mark}".encode()).hexdigest()
