"""What a message of the outbox shows at the moment it is sent."""

from collections.abc import Sequence

from bot.usecases import flash, sends
from bot.usecases.messages import CONTRIBUTION, FLASH, QUESTION
from bot.usecases.prompt_view import PROMPT, REMINDER, PromptView, views
from bot.usecases.rituals import SKIPPED
from bot.usecases.turn import Policy, Turn
from domain.contribution import Contribution
from domain.flash import FlashView
from domain.sending import RunView
from storage.outbox import Destination, Outgoing
from storage.questions import Question
from storage.unit_of_work import UnitOfWork

Subject = Contribution | Question | PromptView | FlashView | RunView | None
"""None where the message says the same to everyone."""


def what_to_show(
    unit: UnitOfWork, policy: Policy, outgoings: Sequence[Outgoing]
) -> dict[int, Subject]:
    """Return the subjects of messages as they are now, by the message's id."""
    asked = {
        each.subject_id
        for each in outgoings
        if each.subject in (PROMPT, REMINDER) and each.subject_id is not None
    }
    questions = views(unit, policy, asked) if asked else {}
    return {
        each.id: questions.get(each.subject_id or 0)
        if each.subject in (PROMPT, REMINDER)
        else _subject(unit, policy, each)
        for each in outgoings
    }


def _subject(unit: UnitOfWork, policy: Policy, outgoing: Outgoing) -> Subject:
    organisation_id, subject_id = outgoing.organisation_id, outgoing.subject_id
    if subject_id is None:
        return None
    if outgoing.subject == CONTRIBUTION:
        return unit.contributions.get(organisation_id, subject_id)
    if outgoing.subject == QUESTION:
        return unit.questions.get(organisation_id, subject_id)
    if outgoing.subject == FLASH:
        return flash.view(unit, policy, organisation_id, subject_id)
    if outgoing.subject == SKIPPED:
        return sends.of_run(unit, policy, organisation_id, subject_id)
    return None


def is_wanted(outgoing: Outgoing, shows: Subject) -> bool:
    """Tell whether a message that was owed still says something: people change their minds."""
    if not isinstance(shows, PromptView) or outgoing.activity_id:
        return True
    answered = bool(shows.kept) or shows.prompt.settled
    return not (shows.availability.opted_out or answered)


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
