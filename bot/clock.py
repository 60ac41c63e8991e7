"""The clock that is passed in, so that a test or `--at` decides what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


def system_clock() -> datetime:
    """Return the machine's present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- the one place that asks the machine


MOVED_BY = timedelta(seconds=5)
"""A clock that is slowly put right runs a little fast or slow: this much at once is a move."""

BELIEVED_AFTER = 300.0
"""Seconds after which a clock that was moved is believed: a mistake is mostly mended sooner."""


class Timekeeper:
    """A clock that knows whether it was moved: what cannot be undone waits until it is believed.

    It is the machine's monotonic clock, which nobody moves, that tells.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: tuple[datetime, float] | None = None
        self._moved_at: float | None = None

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self._clock()

    def look(self) -> timedelta:
        """Return by how much the clock was moved since the last look; zero when it ran on."""
        moved = self._moved()
        self._seen = self._clock(), monotonic()
        if moved:
            self._moved_at = monotonic()
        return moved

    @property
    def is_believed(self) -> bool:
        """True unless it was moved of late; always, while nobody looks."""
        if self._moved():
            return False
        return self._moved_at is None or monotonic() - self._moved_at > BELIEVED_AFTER

    def _moved(self) -> timedelta:
        if self._seen is None:
            return timedelta()
        before, ran = self._seen
        moved = (self._clock() - before) - timedelta(seconds=monotonic() - ran)
        return moved if abs(moved) > MOVED_BY else timedelta()
