"""What a message shows of the idea box."""

from enum import StrEnum


class IdeaSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    NEWS = "news"
    TARGET_NEWS = "target_news"
    """What became of what a duplicate points to, for the duplicate's author."""
    DIGEST = "digest"
    HANDED = "handed"
    NUDGE = "nudge"
    LATE_NUDGE = "late_nudge"
