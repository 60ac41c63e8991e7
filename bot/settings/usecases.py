"""« Réglages »: the quality lead sets when the rituals fall; nothing needs a restart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, time
from typing import Any

from bot.usecases import listening
from bot.usecases.owing import Habits, habits
from bot.usecases.rows import Row, RowLine
from bot.usecases.turn import Turn, enter, enter_to_settle, note
from domain.calendar import EARLIEST, Closure, check_department, zone_of
from domain.confidentiality import Clean
from domain.deadlines import Deadlines
from domain.engagements import ENGAGEMENTS
from domain.errors import Reason, RuleViolationError
from domain.listening import Heard
from domain.people import check_leads_quality
from domain.records import record
from domain.rhythm import Occurrence, Rhythm, Setting, When, check_rhythm, next_due
from storage.unit_of_work import UnitOfWork

_LONGEST_CLOSURE = 366
_MOST_CLOSURES = 60


@record
class Settled:
    """The habits of an organisation, and what comes next."""

    habits: Habits
    coming: Mapping[str, Occurrence]
    """By what people call it."""
    heard: tuple[Heard, ...]


def look(unit: UnitOfWork, turn: Turn) -> Settled:
    """Return the habits of the actor's organisation.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    kept = habits(unit, turn.policy, actor.organisation_id)
    coming = {
        title: one
        for job, title in turn.policy.jobs.items()
        if (one := next_due(kept.rhythm, kept.calendar, job, turn.now))
    }
    return Settled(
        kept,
        coming,
        listening.look(unit, turn.policy, kept, turn.now),
    )


def row_lines(unit: UnitOfWork, kept: Habits, rows: Sequence[Row[Any]]) -> list[RowLine]:
    """Return the rows of an organisation that capabilities add, in words."""
    return [row.line(unit, kept) for row in rows]


def set_ritual(
    unit: UnitOfWork, turn: Turn, name: Setting, *, on: bool, weekday: int, at: time | None
) -> Settled:
    """Set one ritual.

    Raises:
        RuleViolationError: ``BAD_RHYTHM``, ``NOT_QUALITY_LEAD``.
    """
    if at is None:
        raise RuleViolationError(Reason.BAD_RHYTHM)
    ritual = When(on, weekday, at.replace(second=0, microsecond=0))
    changed: dict[str, Any] = {name: ritual}
    return _set(unit, turn, lambda rhythm: replace(rhythm, **changed))


def set_place(unit: UnitOfWork, turn: Turn, department: str, zone: str, ceiling: int) -> Settled:
    """Set the department, whose holidays count, the zone and the ceiling.

    A zone that was left as it was follows a new department overseas.

    Raises:
        RuleViolationError: ``UNKNOWN_DEPARTMENT``, ``BAD_RHYTHM``, ``NOT_QUALITY_LEAD``.
    """
    code = check_department(department)

    def change(rhythm: Rhythm) -> Rhythm:
        follows = code != rhythm.department and zone == rhythm.zone and bool(code)
        return replace(
            rhythm,
            department=code,
            zone=zone_of(code) if follows else zone or rhythm.zone,
            ceiling=ceiling,
        )

    return _set(unit, turn, change)


def set_deadlines(
    unit: UnitOfWork, turn: Turn, deadlines: Deadlines, engagements: Sequence[int]
) -> Settled:
    """Set within how many days ideas are answered, and the engagements in use.

    Raises:
        RuleViolationError: ``BAD_DEADLINES``, ``NOT_QUALITY_LEAD``.
    """
    used = tuple(number for number in ENGAGEMENTS if number in engagements)
    look(unit, turn)
    if not used:
        raise RuleViolationError(Reason.BAD_DEADLINES)
    kept = deadlines.check()
    return _set(unit, turn, lambda rhythm: replace(rhythm, deadlines=kept, engagements=used))


def close(
    unit: UnitOfWork, turn: Turn, first: date | None, last: date | None, name: Clean
) -> Settled:
    """Add days on which the organisation is closed, the first and the last included, once.

    Raises:
        RuleViolationError: ``BAD_DATES``, ``NOT_QUALITY_LEAD``.
    """
    actor, organisation = enter_to_settle(unit, turn)
    kept = look(unit, turn).habits
    if first is None or last is None or len(kept.calendar.closures) >= _MOST_CLOSURES:
        raise RuleViolationError(Reason.BAD_DATES)
    if first < EARLIEST or not 0 <= (last - first).days < _LONGEST_CLOSURE:
        raise RuleViolationError(Reason.BAD_DATES)
    added = Closure(first, last, name.in_one_line().cut(100))
    if not any(replace(each, id=None) == added for each in kept.calendar.closures):
        unit.rhythms.close(organisation, added)
        days = {"first": first, "last": last, "name": added.name}
        note(unit, turn, actor, "setting.closure", after=days)
    return look(unit, turn)


def reopen(unit: UnitOfWork, turn: Turn, closure_id: int) -> Settled:
    """Take a closure back."""
    actor, organisation = enter_to_settle(unit, turn)
    kept = look(unit, turn).habits
    unit.rhythms.reopen(organisation, closure_id)
    gone = [each for each in kept.calendar.closures if each.id == closure_id]
    for closure in gone:
        days = {"first": closure.first, "last": closure.last, "name": closure.name}
        note(unit, turn, actor, "setting.closure", before=days)
    return look(unit, turn)


def _set(unit: UnitOfWork, turn: Turn, change: Callable[[Rhythm], Rhythm]) -> Settled:
    actor, organisation = enter_to_settle(unit, turn)
    kept = look(unit, turn).habits
    wanted = check_rhythm(change(kept.rhythm))
    unit.rhythms.set(organisation, wanted)
    before, after = asdict(kept.rhythm), asdict(wanted)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        note(
            unit,
            turn,
            actor,
            "setting.rhythm",
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return look(unit, turn)
