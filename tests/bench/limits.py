"""Teams' limits as Teams counts them: what came within any window, by the moment it came."""

from collections import defaultdict, deque
from collections.abc import Iterable

TENANT_LIMITS = ((50, 1.0),)
"""Requests of an app in a tenant, in so many seconds (Microsoft Learn, *Optimize your bot with
rate limiting in Teams*)."""

CONVERSATION_LIMITS = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""The same in one conversation."""


class Window:
    """A log of the requests that were taken in the last *seconds*."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.most = 0
        self._limit = limit
        self._seconds = seconds
        self._taken: deque[float] = deque()

    def has_room(self, now: float) -> bool:
        """Tell whether one more is within the limit."""
        while self._taken and self._taken[0] <= now - self._seconds:
            self._taken.popleft()
        return len(self._taken) < self._limit

    def take(self, now: float) -> None:
        """Count a request that was taken."""
        self._taken.append(now)
        self.most = max(self.most, len(self._taken))


class Limits:
    """The windows of many tenants, or of many conversations; what is refused counts for none."""

    def __init__(self, limits: Iterable[tuple[int, float]]) -> None:
        limits = tuple(limits)
        self.refused = 0
        self._windows: defaultdict[str, list[Window]] = defaultdict(
            lambda: [Window(*limit) for limit in limits]
        )

    @property
    def most(self) -> int:
        """The most that the first limit's window ever held, anywhere."""
        return max((windows[0].most for windows in self._windows.values()), default=0)

    def take(self, key: str, now: float) -> bool:
        """Take a request of *key* and return True, or refuse it and return False."""
        windows = self._windows[key]
        if not all(window.has_room(now) for window in windows):
            self.refused += 1
            return False
        for window in windows:
            window.take(now)
        return True
