"""What a message shows of masks."""

from enum import StrEnum


class MaskSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    MASKED = "masked"
