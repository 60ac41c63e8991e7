"""The event loop on which all that talks to Teams runs."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

R = TypeVar("R")


def run(work: Coroutine[Any, Any, R]) -> R:
    """Return what *work* returns, run on the quickest event loop that is here."""
    with asyncio.Runner(loop_factory=_quickest()) as runner:
        return runner.run(work)


def _quickest() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes it, or None for Python's own: Windows has no other."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
