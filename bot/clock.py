"""The clock that is passed in, so that a test or `--at` decides what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


def system_clock() -> datetime:
    """Return the machine's present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- the one place that asks the machine
