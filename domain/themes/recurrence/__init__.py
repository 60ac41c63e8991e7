"""Which irritants speak of the same problem, in whatever words they say it."""

from domain.themes.recurrence.groups import put_together
from domain.themes.recurrence.likeness import PROPOSED, Crowd, Similar, rank, traces
from domain.themes.recurrence.model import weighed

__all__ = ["PROPOSED", "Crowd", "Similar", "put_together", "rank", "traces", "weighed"]
