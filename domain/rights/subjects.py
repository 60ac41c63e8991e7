"""What a message shows of people’s own data."""

from enum import StrEnum


class RightsSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    PURGED = "purged"
