"""Days and hours on which a program that knows a clock may fall, drawn by a seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from domain.calendar import Calendar
from domain.rhythm import Rhythm

PARIS = Rhythm().tz
YEARS = range(2027, 2031)
_WEEK_53 = date(2026, 12, 28)
_CHANGE = time(1, tzinfo=UTC)
"""When the clocks of Europe are put forward, or back."""


@dataclass(frozen=True)
class Moment:
    """A drawn moment, and of which kind it is."""

    kind: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.at:%A %d %B %Y, %H:%M %Z} ({self.kind})"


def _days(random: Random, kept: Callable[[date], bool]) -> date:
    first = date(YEARS[0], 1, 1)
    days = (date(YEARS[-1], 12, 31) - first).days + 1
    return random.choice([day for n in range(days) if kept(day := first + timedelta(days=n))])


def _at(day: date, random: Random, hours: range = range(24)) -> datetime:
    return datetime.combine(day, time(random.choice(hours), random.randrange(60)), PARIS)


def _holiday(random: Random) -> datetime:
    calendar = Calendar()
    return _at(_days(random, lambda day: day.weekday() < 5 and calendar.is_off(day)), random)


def _last_evening(random: Random) -> datetime:
    return _at(date(random.choice(YEARS) - 1, 12, 31), random, range(22, 24))


def _clock_change(month: int, random: Random) -> datetime:
    day = _days(random, lambda day: day.month == month and day.weekday() == 6 and day.day > 24)
    began = datetime.combine(day, _CHANGE) - timedelta(minutes=30)
    return (began + timedelta(minutes=random.randrange(60))).astimezone(PARIS)


def _forward(random: Random) -> datetime:
    return _clock_change(3, random)


def _back(random: Random) -> datetime:
    return _clock_change(10, random)


def _week_53(random: Random) -> datetime:
    return _at(_WEEK_53 + timedelta(days=random.randrange(7)), random)


def _first_of_a_month(random: Random) -> datetime:
    return _at(_days(random, lambda day: day.day == 1), random)


def _leap_day(random: Random) -> datetime:
    return _at(_days(random, lambda day: (day.month, day.day) == (2, 29)), random)


def _before_midnight(random: Random) -> datetime:
    return datetime.combine(_days(random, lambda _: True), time(23, 55), PARIS)


def _ordinary(random: Random) -> datetime:
    return _at(_days(random, lambda day: day.weekday() < 5), random, range(8, 18))


KINDS: dict[str, Callable[[Random], datetime]] = {
    "a holiday": _holiday,
    "31 December": _last_evening,
    "the clocks are put forward": _forward,
    "the clocks are put back": _back,
    "week 53": _week_53,
    "a first of a month": _first_of_a_month,
    "29 February": _leap_day,
    "23:55": _before_midnight,
    "an ordinary hour": _ordinary,
}


def draw(seed: int) -> Moment:
    """Return the moment of that seed: always the same."""
    random = Random(seed)  # noqa: S311 -- chosen by chance, but the same each time
    kind = random.choice(list(KINDS))
    return Moment(kind, KINDS[kind](random))
