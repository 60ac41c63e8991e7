"""When the board's page is sent to management and the quality leads by itself."""

from domain.records import record


@record
class Report:
    """Whether it is sent after each month, and after each quarter."""

    monthly: bool = False
    quarterly: bool = False
