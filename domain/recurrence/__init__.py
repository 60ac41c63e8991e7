"""Which irritants speak of the same problem, in whatever words they say it."""

from domain.recurrence.groups import put_together
from domain.recurrence.likeness import PROPOSED, Crowd, Similar, rank, traces
from domain.recurrence.model import weighed

__all__ = ["PROPOSED", "Crowd", "Similar", "put_together", "rank", "traces", "weighed"]
