"""Which irritants speak of the same problem, in whatever words they say it."""

from domain.recurrence.likeness import PROPOSED, Similar, rank
from domain.recurrence.reading import wider

__all__ = ["PROPOSED", "Similar", "rank", "wider"]
