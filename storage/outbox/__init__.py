"""The outbox: messages written in the transaction that causes them, sent after it.

A message is claimed with a lease before it is sent. What is claimed and not yet posted when its
process dies is claimed by another once the lease is over. A first post that was begun and never
finished is *ambiguous*: it may stand in Teams, so it is not repeated but shown.
"""

from dataclasses import field
from datetime import datetime, timedelta

from domain.records import record

LEASE = timedelta(seconds=10)
"""How long a process may hold a message: an answer in a thread must be taken over within 15 s."""

BULK_LEASE = timedelta(seconds=60)
"""The same for messages that go to many: they wait for their turn under Teams' limits."""

NO_LEASE = timedelta(minutes=6)
"""No lease ends later than this from now, by the clocks of machines that differ a little."""

RETRIED_WITHIN = timedelta(minutes=10)
"""The longest pause between two tries."""

SETTLE = timedelta(seconds=1)
"""Changes of a subject wait so long, so that several make one update of the message."""

ANSWER, BULK = 0, 1
"""Priorities: what somebody waits for goes before what goes to many."""


@record
class Destination:
    """Where a message goes: a conversation, and in a channel the thread's first message."""

    service_url: str
    conversation_id: str
    reply_to: str | None = None


@record
class Outgoing:
    """A claimed message: to post when it has no ``activity_id`` yet, else to update."""

    id: int
    organisation_id: int
    subject: str
    subject_id: int | None
    to: Destination
    activity_id: str | None
    wanted: int
    attempts: int
    begun: bool = False
    """True when its first post has begun, as the database knows."""
    owner: str = field(default="", compare=False)
    """The process that has claimed it, for as long as ``lease_until`` stays as it is."""
    lease_until: datetime | None = field(default=None, compare=False)
    person_id: int | None = None
    """Whom it is for, where the conversation may have to be made first."""
    run_id: int | None = None
    is_secret: bool = False
    """True when whom it is for was found out for sending alone, and is written nowhere."""


@record
class Owed:
    """A message of the bot's own accord, to a channel or to a person.

    A person's conversation may be empty: then one is made. Without person and conversation whom it
    is for is found out when it is sent: the author of what is anonymous.
    """

    key: str
    subject: tuple[str, int | None]
    to: Destination
    person_id: int | None = None
    unreachable: str = ""
    """Why it is not even tried: what Teams said when the bot last wrote to them."""


MOST_COUNTED = 10_000
"""Where counting what is late stops: a scrape must cost little even when a whole country waits."""


@record
class Backlog:
    """What should have gone by now: how many, up to ``MOST_COUNTED``, and since when."""

    due: int
    oldest_due_at: datetime | None

    def age(self, now: datetime) -> float:
        """Return for how many seconds the oldest of them has been waiting."""
        if self.oldest_due_at is None:
            return 0.0
        return max(0.0, (now - self.oldest_due_at).total_seconds())


UNKNOWN = ""
"""The activity id of a message of which nothing is kept: whether it was posted, and where."""

NOT_WANTED = "not_wanted"
"""The reason of a message whose person has meanwhile answered, or wants none."""

EXPIRED = "expired"
"""The reason of a message that was not sent in time."""

RESTORED = "restored"
"""The reason of a message that a restored backup still owed: it may have been sent since."""
