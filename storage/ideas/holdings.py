"""What the idea box holds of people: what they were told on a day."""

from storage.holdings import Holding, day_before, delete
from storage.ideas.tables import DigestRow
from storage.sql import table

_D = table(DigestRow)

HOLDINGS = (Holding("digests", (_D.c.person_id,), delete, old=day_before(_D.c.day)),)
