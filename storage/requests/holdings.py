"""What complaints and requests hold of people: who noted them."""

from storage.holdings import Holding, unlink
from storage.requests.tables import RequestRow
from storage.sql import table

HOLDINGS = (Holding("requests", (table(RequestRow).c.created_by_id,), unlink),)
