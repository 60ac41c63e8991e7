"""What the register of erasures holds of people: whose name is being erased, until it is."""

from storage.holdings import UNTOLD, Holding, leave
from storage.rights.tables import ErasureRow
from storage.sql import table

HOLDINGS = (Holding(UNTOLD, (table(ErasureRow).c.person_id,), leave),)
