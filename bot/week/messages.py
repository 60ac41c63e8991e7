"""What the messages of the week show: a person's three questions, and the flash."""

from collections.abc import Sequence
from typing import Any

from bot.usecases.outbox import Message, by_id
from bot.usecases.turn import Policy
from bot.week.usecases import flash
from bot.week.usecases.prompt_view import PromptView, views
from cards.week.flash import flash_card
from cards.week.prompt import Purpose, answered_card, nothing_card, prompt_form
from domain.week.subjects import WeekSubject
from storage.outbox import Outgoing
from storage.unit_of_work import UnitOfWork


def questions_card(view: PromptView, *, is_reminder: bool = False) -> dict[str, Any]:
    """Return a person's three questions, or what stands in their place."""
    prompt = view.prompt
    if view.kept:
        return answered_card(
            prompt.id,
            view.week,
            view.kept,
            may_change=view.may_change,
            is_latest=view.is_latest,
            irritants=view.irritants,
        )
    if prompt.settled:
        return nothing_card(prompt.id)
    purpose = Purpose.REMIND if is_reminder else Purpose.MEET if view.is_new else Purpose.ASK
    return prompt_form(prompt.id, view.week, already=view.already, purpose=purpose)


def _read(
    unit: UnitOfWork, policy: Policy, outgoings: Sequence[Outgoing]
) -> dict[int, PromptView]:
    """Return the questions that messages show, all in a few statements: they come by hundreds."""
    asked = {each.subject_id for each in outgoings if each.subject_id is not None}
    found = views(unit, policy, asked)
    return {
        each.id: found[each.subject_id]
        for each in outgoings
        if each.subject_id is not None and each.subject_id in found
    }


def _is_wanted(shows: PromptView, _: Outgoing) -> bool:
    answered = bool(shows.kept) or shows.prompt.settled
    return not (shows.availability.opted_out or answered)


def _is_wanted_again(shows: PromptView, outgoing: Outgoing) -> bool:
    return _is_wanted(shows, outgoing) and not shows.already


MESSAGES = (
    Message((WeekSubject.PROMPT,), _read, lambda shows, _, __: questions_card(shows), _is_wanted),
    Message(
        (WeekSubject.REMINDER, WeekSubject.AGAIN),
        _read,
        lambda shows, subject, _: questions_card(
            shows, is_reminder=subject == WeekSubject.REMINDER
        ),
        _is_wanted_again,
        is_quiet=True,  # it is owed to who has answered anonymously, too, and not sent
    ),
    Message((WeekSubject.FLASH,), by_id(flash.view), lambda shows, _, __: flash_card(shows)),
)
