"""Timers on a clock that is moved: what it was put back by is not waited for a second time."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Timekeeper, system_clock
from bot.jobs.courier import Courier
from bot.observe import incident

_FROM_THE_FUTURE = timedelta(minutes=1)
"""By so much a message may be newer than now: machines differ a little."""

T = TypeVar("T")

_LOGGER = logging.getLogger(__name__)


async def watch_clock(
    time: Timekeeper, scheduler: AsyncIOScheduler, courier: Courier, every: float
) -> None:
    """Keep the timers ringing and the outbox sent, however the clock is moved; never returns.

    What goes wrong costs one look and an incident: nobody would see that a task has ended.
    """
    before = await _safely(_from_the_future(time, courier), None)
    while True:
        before = await _safely(_look(time, scheduler, courier, before), before)
        await asyncio.sleep(every)


async def _look(
    time: Timekeeper, scheduler: AsyncIOScheduler, courier: Courier, before: datetime | None
) -> datetime | None:
    """Return the moment of a clock that was put back, until the outbox knows of it."""
    scheduler.wakeup()  # the timer that wakes it is not set again after an error
    moved = time.look()
    if moved:
        _LOGGER.warning("the clock was moved by %.0f s", moved.total_seconds())
    if moved < timedelta():
        before = time() - moved
        ring(scheduler)
    if before is not None and await courier.clock_went_back(before):
        return None
    return before


async def _safely(work: Awaitable[T], otherwise: T) -> T:
    try:
        return await work
    except Exception as error:  # noqa: BLE001 -- the next look may be better
        incident(_LOGGER, error)
        return otherwise


def ring(scheduler: AsyncIOScheduler) -> None:
    """Make every timer of an interval ring now: each waits for a moment of the clock before."""
    for job in scheduler.get_jobs():
        if isinstance(job.trigger, IntervalTrigger):
            job.modify(next_run_time=system_clock())


async def _from_the_future(time: Timekeeper, courier: Courier) -> datetime | None:
    """Return the moment of a clock that was put back while the bot did not run, if it was."""
    newest = await courier.newest_at()
    return newest if newest is not None and newest > time() + _FROM_THE_FUTURE else None
