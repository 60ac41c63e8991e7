"""What day and hour it is where the bot is asked: on the machine's clock, on the wall in Paris."""

import asyncio
from datetime import datetime, timedelta

from bot.clock import system_clock
from domain.calendar import Calendar
from domain.isoweek import Week
from domain.rhythm import Rhythm, in_hours

_HABITS = Rhythm()
ONE_MODULE = timedelta(minutes=3)
"""How long the tests that follow each other in one conversation take, and more."""
ONE_TEST = timedelta(minutes=1)


def now() -> datetime:
    """Return the present moment as the wall shows it."""
    return system_clock().astimezone(_HABITS.tz)


def this_year() -> str:
    """Return the year of the numbers that are given now."""
    return f"{now().year}"


async def begin_in_one_month_and_week() -> None:
    """Return at once, or after midnight where a week, month or year ends before the tests do.

    What is said in them is asked for as that « de cette semaine ».
    """
    while _ends(now(), now() + ONE_MODULE):  # noqa: ASYNC110 -- the clock tells nobody
        await asyncio.sleep(1)


def _ends(first: datetime, last: datetime) -> bool:
    return first.month != last.month or Week.of(first.date()) != Week.of(last.date())


async def is_in_hours() -> bool:
    """Tell whether people are written to unasked now and for one test, waiting past the edge."""
    while _is_told(now()) != _is_told(now() + ONE_TEST):  # noqa: ASYNC110 -- the same
        await asyncio.sleep(1)
    return _is_told(now())


def _is_told(moment: datetime) -> bool:
    return in_hours(moment, _HABITS, Calendar())
