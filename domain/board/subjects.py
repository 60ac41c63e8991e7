"""What a message shows of the board’s page."""

from enum import StrEnum


class BoardSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    REPORT = "board_report"
