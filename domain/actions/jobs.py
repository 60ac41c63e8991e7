"""The job of the action plan: people are reminded of their actions."""

from datetime import time

from domain.rhythm import Cadence, Job, When

ACTION_REMINDER = Job(
    "action-reminder",
    When(on=True, weekday=0, at=time(9)),  # on every day of work: the weekday says nothing
    Cadence.DAILY,
    is_made_up_for=True,
)
