"""What a message shows of themes."""

from enum import StrEnum


class ThemeSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    RECURRENT = "recurrent"
