"""The job of the board: its page goes to management, where that is wished."""

from datetime import time

from domain.rhythm import Cadence, Job, When

BOARD_REPORT = Job("board-report", When(on=True, weekday=1, at=time(10)), Cadence.MONTHLY)
"""On the first Tuesday of a month."""
