"""The living library of good practices: who tried one, and what came of it."""

from datetime import datetime
from enum import StrEnum

from domain.records import record


class Outcome(StrEnum):
    """What came of a good practice where somebody else tried it."""

    WORKED = "worked"
    PARTLY = "partly"
    FAILED = "failed"


@record
class Trial:
    """« Je l'ai essayée »: one per person and good practice; the last word counts."""

    person_id: int
    person_name: str
    outcome: Outcome
    result: str
    at: datetime
