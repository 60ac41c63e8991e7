"""What a message shows of the week."""

from enum import StrEnum


class WeekSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    AGAIN = "prompt_again"
    FLASH = "flash"
