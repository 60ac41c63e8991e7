"""What the idea box holds of people: what they tried, and what they were told on a day."""

from storage.holdings import Holding, day_before, delete, leave
from storage.ideas.tables import DigestRow, TrialRow
from storage.sql import table

_T, _D = table(TrialRow), table(DigestRow)

HOLDINGS = (
    Holding("trials", (_T.c.person_id,), leave),
    Holding("digests", (_D.c.person_id,), delete, old=day_before(_D.c.day)),
)
