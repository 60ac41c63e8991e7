"""The job of people's rights: what is no longer to be kept is removed."""

from datetime import time

from domain.rhythm import Cadence, Job, When

MONTHLY_PURGE = Job("monthly-purge", When(on=True, weekday=2, at=time(10)), Cadence.MONTHLY)
"""On the first Wednesday of a month, which nobody has to set."""
