"""What a message shows of the idea box."""

from enum import StrEnum


class IdeaSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    NEWS = "news"
    DIGEST = "digest"
    HANDED = "handed"
    NUDGE = "nudge"
    LATE_NUDGE = "late_nudge"
