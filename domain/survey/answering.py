"""What becomes of an answer to the survey."""

from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of what a page sends."""

    KEPT = "kept"
    AGAIN = "again"
    """It was kept before: pressed twice, or loaded again."""
    NO_FACE = "no_face"
    TOO_SOON = "too_soon"
    """Sent faster than anybody reads."""
    STALE = "stale"
    """The page is not ours, is another poster's, or stood open for too long."""
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    CLOSED = "closed"
    """The poster was revoked, or there is none."""
