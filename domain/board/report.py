"""When the board's page is sent to management and the quality leads by itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """Whether it is sent after each month, and after each quarter."""

    monthly: bool = False
    quarterly: bool = False
