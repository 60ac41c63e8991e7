"""How fast Teams may be written to: its limits, as a spacing and a burst.

The figures are Microsoft's (Learn, *Optimize your bot with rate limiting in Teams*): 50 requests
a second for an app in a tenant; in one conversation 7 messages in 1 s, 8 in 2 s, 60 in 30 s and
1,800 in an hour. A spacing of ``interval`` with a burst of ``burst`` lets through at most
``burst + window / interval`` requests in any window, which is how the numbers below were chosen.
"""

from collections import deque

from domain.records import record


@record
class Limit:
    """At most one request each ``interval`` seconds, of which ``burst`` may come together."""

    name: str
    interval: float
    burst: float = 1.0

    @property
    def slack(self) -> float:
        """Seconds by which a request may come before its turn."""
        return (self.burst - 1) * self.interval

    def most_in(self, window: float) -> float:
        """Return how many requests fit in *window* seconds at the very most."""
        return self.burst + window / self.interval


TENANT = Limit("tenant", 1 / 49)
"""49 a second and not 50: so each request may be a little late, whichever process sends it."""

LATE = 0.015
"""Seconds after its turn at which a request may still leave. Requests that reach Teams up to 20 ms
after their turns are at most 50 in any second; what is left is for the way there."""

CONVERSATION = (
    Limit("burst", 1 / 1.8, burst=4),
    Limit("hour", 3.0, burst=590),
)
"""The first keeps 7 in 1 s, 8 in 2 s and 60 in 30 s; the second 1,800 in an hour."""


class Turns:
    """The turns that a process was given.

    One that was missed is lost: used later it would be one too many among another process's.
    """

    def __init__(self, limit: Limit) -> None:
        self._interval = limit.interval
        self._moments: deque[float] = deque()

    def add(self, first: float, count: int) -> None:
        """Add *count* turns, the first at the moment *first*."""
        self._moments.extend(first + number * self._interval for number in range(count))

    def take(self, now: float) -> float | None:
        """Return the moment of the next turn that is not missed, and take it; None without one."""
        while self._moments:
            moment = self._moments.popleft()
            if not is_missed(moment, now):
                return moment
        return None

    def lose(self) -> None:
        """Use none of those that are left."""
        self._moments.clear()


def is_missed(moment: float, now: float) -> bool:
    """Tell whether it is too late for a turn."""
    return now - moment > LATE


_THREAD = ";messageid="


def conversation_key(conversation_id: str) -> str:
    """Return what Teams counts as one conversation: a channel with all its threads, or a chat."""
    return conversation_id.partition(_THREAD)[0]
