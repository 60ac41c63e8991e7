"""Which irritants speak of the same problem, in whatever words they say it."""

from domain.themes.recurrence.groups import put_together
from domain.themes.recurrence.likeness import PROPOSED, Crowd, Similar, rank, traces
from domain.themes.recurrence.model import Weighed, weigh, weighed
from domain.themes.recurrence.reading import read
from domain.themes.recurrence.recent import Recent

__all__ = [
    "PROPOSED",
    "Crowd",
    "Recent",
    "Similar",
    "Weighed",
    "put_together",
    "rank",
    "read",
    "traces",
    "weigh",
    "weighed",
]
