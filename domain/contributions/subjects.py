"""What a message shows of contributions."""

from enum import StrEnum


class ContributionSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    CONTRIBUTION = "contribution"
    QUESTION = "question"
