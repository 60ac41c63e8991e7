"""The timers and who watches the clock: an error in either costs a moment, never the rest."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import Timers
from bot.clock import Timekeeper
from bot.jobs.courier import Courier
from tests.machine import LONG_ENOUGH
from tests.waiting import until
from tests.world import world

OFTEN = Timers(courier=0.02, rituals=0.02, clock=0.02)
BEATS = [
    (AsyncIOScheduler, "_process_jobs"),
    (Timekeeper, "look"),
    (Courier, "_due"),
    (Courier, "newest_at"),
]
"""What is called again and again while all goes well; the last one at the start only."""


@pytest.mark.parametrize("broken", BEATS, ids=lambda broken: broken[1])
async def test_what_goes_wrong_for_a_moment_stops_no_timer(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, broken: tuple[type, str]
) -> None:
    failed = asyncio.Event()
    calls = dict.fromkeys(BEATS[:-1], 0)

    def counted(beat: tuple[type, str]) -> Callable[..., Any]:
        real = getattr(*beat)

        def call(*args: Any) -> Any:
            calls[beat] += 1
            if beat == broken and not failed.is_set():
                return fail()
            return real(*args)

        return call

    def fail(*_: Any) -> None:
        failed.set()
        raise MemoryError

    for beat in calls:
        monkeypatch.setattr(*beat, counted(beat))
    if broken not in calls:
        monkeypatch.setattr(*broken, fail)
    async with world(sqlite_url, OFTEN):
        await asyncio.wait_for(failed.wait(), LONG_ENOUGH)
        before = dict(calls)
        await until(lambda: all(calls[beat] > before[beat] + 1 for beat in calls))
