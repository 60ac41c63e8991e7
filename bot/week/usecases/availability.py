"""What people say about being asked: on leave, part time, not at all."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.usecases.owing import habits
from bot.usecases.turn import Turn, enter
from domain.availability import Availability, check_leave
from domain.calendar import WORKWEEK
from domain.errors import Reason, RuleViolationError
from domain.people import Person
from domain.records import record
from storage.unit_of_work import UnitOfWork


@record
class Asking:
    """How a person is asked; ``today`` is the organisation's day."""

    person: Person
    availability: Availability
    ceiling: int
    today: date


def look(unit: UnitOfWork, turn: Turn) -> Asking:
    """Return how the actor is asked; a leave that is over is none."""
    person = enter(unit, turn).person
    kept = habits(unit, turn.policy, person.organisation_id)
    availability, today = unit.people.availability(person), kept.day(turn.now)
    if not availability.is_away(today):
        availability = replace(availability, absent_until=None)
    return Asking(person, availability, kept.rhythm.ceiling, today)


def check(unit: UnitOfWork, turn: Turn, until: date) -> None:
    """Return if the actor may be on leave up to and with *until*; ``PAST_DAY`` if not."""
    check_leave(until, look(unit, turn).today)


def set_absence(unit: UnitOfWork, turn: Turn, until: date | None) -> Asking:
    """Ask nothing up to and with the day *until*; None for whoever is back.

    Raises:
        RuleViolationError: ``PAST_DAY``.
    """
    asking = look(unit, turn)
    if until is not None:
        check_leave(until, asking.today)
    return _set(unit, turn, absent_until=until)


def set_days_off(unit: UnitOfWork, turn: Turn, days: Iterable[int]) -> Asking:
    """Ask nothing on these weekdays; somebody who works on none would never be asked.

    Raises:
        RuleViolationError: ``BAD_DATES``: they are all the days of work.
    """
    off = frozenset(days) & frozenset(WORKWEEK)
    if len(off) == len(WORKWEEK):
        raise RuleViolationError(Reason.BAD_DATES)
    return _set(unit, turn, days_off=off)


def stop(unit: UnitOfWork, turn: Turn) -> Asking:
    """Write to the actor no more unless they ask."""
    return _set(unit, turn, opted_out=True)


def resume(unit: UnitOfWork, turn: Turn) -> Asking:
    """Undo what keeps the actor from being asked, the days that they do not work excepted."""
    return _set(unit, turn, opted_out=False, absent_until=None)


def _set(unit: UnitOfWork, turn: Turn, **said: Any) -> Asking:
    """Change what the actor says, what else they said staying."""
    person = unit.people.for_change(enter(unit, turn).person)
    unit.people.set_availability(person, replace(look(unit, turn).availability, **said))
    return look(unit, turn)
