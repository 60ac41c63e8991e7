"""Waiting in the plainest way: by looking again and again."""

import asyncio
from collections.abc import Callable
from inspect import isawaitable
from typing import Any

from deploy.playground import answers
from tests.machine import LONG_ENOUGH
from tests.week.nursery import Process


async def until(
    holds: Callable[[], Any], *, within: float = LONG_ENOUGH, every: float = 0.01
) -> Any:
    """Return what is said, or awaited, as soon as that is true; *within* is in seconds."""
    async with asyncio.timeout(within):
        while not (said := await _said(holds)):  # noqa: ASYNC110 -- what happens sets no event
            await asyncio.sleep(every)
    return said


async def _said(holds: Callable[[], Any]) -> Any:
    said = holds()
    return await said if isawaitable(said) else said


async def until_ready(process: Process, url: str) -> None:
    """Return once a bot says that it is ready; fail with what it wrote where it ends before."""

    async def is_ready() -> bool:
        assert not process.ended.done(), process.errors.read_text("utf-8")
        return await answers(f"{url}/readyz")

    await until(is_ready, every=0.02)
