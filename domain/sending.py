"""What becomes of the messages that the bot sends by itself."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from domain.records import record


class SendState(StrEnum):
    """Where a message of the outbox stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"


class RunState(StrEnum):
    """What became of a moment at which a job was due."""

    CLAIMED = "claimed"
    DONE = "done"
    SKIPPED = "skipped"


MISSED = frozenset({SendState.UNREACHABLE, SendState.FAILED})
"""Did surely not arrive: may be sent again without a second thought."""


@record
class SendView:
    """A message to a person, or to the channel when there is no name."""

    id: int
    name: str
    state: SendState
    reason: str


@record
class RunView:
    """A prompt, a reminder or a flash, and what became of it."""

    id: int
    title: str
    """What people call what was done."""
    week: str
    moment: datetime
    state: RunState
    reason: str
    counts: Mapping[SendState, int]
    answered: int | None = None
    """How many of those who were asked have answered; None where nobody is asked anything."""

    @property
    def total(self) -> int:
        """How many messages there were."""
        return sum(self.counts.values())


def tally(sends: list[SendView]) -> Counter[SendState]:
    """Return how many messages stand where."""
    return Counter(each.state for each in sends)


class SendSubject(StrEnum):
    """What a message shows of what was not sent, as the outbox keeps it."""

    SKIPPED = "skipped"
