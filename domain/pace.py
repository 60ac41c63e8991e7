"""How fast Teams may be written to: its limits, as a spacing and a burst.

The figures are Microsoft's (Learn, *Optimize your bot with rate limiting in Teams*): 50 requests
a second for an app in a tenant; in one conversation 7 messages in 1 s, 8 in 2 s, 60 in 30 s and
1,800 in an hour. A spacing of ``interval`` with a burst of ``burst`` lets through at most
``burst + window / interval`` requests in any window, which is how the numbers below were chosen.
"""

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


TENANT = Limit("tenant", 1 / 48, burst=1.5)
"""48 a second and not 50: a process that the machine holds up for 10 ms still keeps the limit."""

CONVERSATION = (
    Limit("burst", 1 / 1.8, burst=4),
    Limit("hour", 3.0, burst=590),
)
"""The first keeps 7 in 1 s, 8 in 2 s and 60 in 30 s; the second 1,800 in an hour."""

_THREAD = ";messageid="


def conversation_key(conversation_id: str) -> str:
    """Return what Teams counts as one conversation: a channel with all its threads, or a chat."""
    return conversation_id.partition(_THREAD)[0]
