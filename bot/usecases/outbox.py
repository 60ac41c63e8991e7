"""What a message of the outbox shows at the moment it is sent."""

from bot.usecases.messages import CONTRIBUTION, QUESTION
from bot.usecases.turn import Turn
from domain.contribution import Contribution
from storage.outbox import Destination, Outgoing
from storage.questions import Question
from storage.unit_of_work import UnitOfWork

Subject = Contribution | Question | None
"""None where the message says the same to everyone."""


def what_to_show(unit: UnitOfWork, outgoing: Outgoing) -> Subject:
    """Return the subject of a message as it is now."""
    if outgoing.subject_id is None:
        return None
    if outgoing.subject == CONTRIBUTION:
        return unit.contributions.get(outgoing.organisation_id, outgoing.subject_id)
    if outgoing.subject == QUESTION:
        return unit.questions.get(outgoing.organisation_id, outgoing.subject_id)
    return None


def follow(
    unit: UnitOfWork, turn: Turn, contribution: Contribution, to: Destination, activity_id: str
) -> None:
    """Have a message that stands already show *contribution* from now on."""
    unit.outbox.adopt(
        contribution.organisation_id,
        f"{CONTRIBUTION}:{contribution.id}:{activity_id}"[:200],
        (CONTRIBUTION, contribution.id),
        to,
        activity_id,
        turn.now,
    )


def is_followed(unit: UnitOfWork, turn: Turn, activity_id: str) -> bool:
    """Tell whether a message is one that the outbox keeps true."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    return unit.outbox.holds(organisation_id, activity_id)
