"""Rhythms and calendars of these tests, and when a ritual falls by them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.calendar import Calendar, Closure
from domain.ideas.jobs import IDEA_NUDGE
from domain.isoweek import Week
from domain.rhythm import (
    Rhythm,
    occurrence,
)
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH

WEEKLY = (FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH, IDEA_NUDGE)
"""The rituals: some keep to their own month, whatever is closed, and some fall every day."""

PROMPT, REMINDER, FLASH = FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
USUAL = Rhythm()
FRANCE, ALSACE = Calendar("75"), Calendar("67")
PARIS = ZoneInfo(USUAL.zone)
PART_TIME = Calendar(days_off=frozenset({4}))
CHRISTMAS = Calendar(closures=(Closure(date(2026, 12, 21), date(2027, 1, 3), "Noël"),))
BEFORE, FIRST_SHUT, LAST_SHUT = Week(2026, 51), Week(2026, 52), Week(2026, 53)
REOPENED = date(2027, 1, 4)
SUMMER = Calendar(closures=(Closure(date(2026, 7, 6), date(2026, 9, 11)),))
SIXTY_DAYS = Calendar(closures=(Closure(date(2026, 7, 6), date(2026, 9, 3)),))


def paris(day, wall):
    return datetime.combine(day, wall, PARIS)


def fall(calendar, job, week, rhythm=USUAL):
    found = occurrence(rhythm, calendar, job, week)
    assert found is not None
    assert (found.job, found.week, found.slot) == (job, week, str(week))
    assert found.moment.tzinfo is UTC
    assert found.moment.astimezone(rhythm.tz).date() == found.day
    assert found.moved is (found.day != found.planned)
    return found


def on(job, weekday, at=None):
    """The usual rhythm with one ritual on another weekday, and perhaps at another time."""
    usual = USUAL.of(job)
    ritual = replace(usual, weekday=weekday, at=at or usual.at)
    changed: dict[str, Any] = {job.when: ritual}
    return replace(USUAL, **changed)


ORDINARY = Week(2026, 47)
