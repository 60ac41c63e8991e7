"""What actions have done by the clock: people are reminded of theirs."""

from datetime import time

from domain.rhythm import Cadence, Job, When

ACTION_REMINDER = Job(
    "action-reminder",
    When(on=True, weekday=0, at=time(9)),  # on every day of work: the weekday says nothing
    Cadence.DAILY,
    is_made_up_for=True,
)
