"""The kinds of contribution and the code names that data, code and exports share."""

from enum import StrEnum


class Kind(StrEnum):
    """What a message is, as the practice of the Missions Locales names it."""

    IRRITANT = "irritant"
    BEST_PRACTICE = "best_practice"
    SUGGESTION = "suggestion"
    OTHER = "other"


NOTABLE = (Kind.BEST_PRACTICE, Kind.IRRITANT, Kind.SUGGESTION)
"""The kinds that become a contribution, in the order in which people are offered them."""
