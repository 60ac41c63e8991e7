"""The nine engagements of the service standard (référentiel AFAQ 209) by their numbers."""

ENGAGEMENTS = range(1, 10)
"""1 to 9; their French wording is in ``cards.texts``."""
