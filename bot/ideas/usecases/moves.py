"""The life of an idea: read, answered, moved, asked back; each told to whoever waits for it."""

from datetime import date
from typing import Any

from bot.contributions.usecases import contributions
from bot.contributions.usecases.contributions import touch
from bot.contributions.usecases.withdrawing import leave
from bot.ideas.usecases import news
from bot.ideas.usecases.reading import fiche_of
from bot.usecases.turn import Actor, Turn, enter
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import (
    Change,
    Status,
    check_may_answer,
    check_open,
    check_text,
)
from domain.contributions.life import (
    CLOSED,
    DECIDED,
    UNREAD,
    check_length,
    check_move,
    check_promise,
    check_reason,
)
from domain.errors import Reason, RuleViolationError
from domain.ideas.views import Fiche
from domain.pages import PAGE
from domain.people import check_leads_quality
from storage.contributions.pending import Pending
from storage.contributions.repository import Contributions, LockedContribution
from storage.unit_of_work import UnitOfWork

_LONGEST_QUESTION = 500
_MOST_READ_AT_ONCE = PAGE
"""So many in one transaction: each is told to whoever waits for it."""


def mark_read(unit: UnitOfWork, turn: Turn, contribution_ids: list[int]) -> int:
    """Mark what is unread of these as read; return how many it was.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    found = unit.of(Contributions).for_change(
        actor.organisation_id, contribution_ids[:_MOST_READ_AT_ONCE]
    )
    unread = [each for each in found.values() if each.status in UNREAD]
    for contribution in unread:
        move_to(unit, turn, actor, contribution, Status.READ, {})
    return len(unread)


def mark_next_read(unit: UnitOfWork, turn: Turn) -> int:
    """« Tout lire »: mark some of what is unread as read; return how many, none at the end."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    unread = unit.of(Pending).inbox(actor.organisation_id, UNREAD, _MOST_READ_AT_ONCE, 0)
    return mark_read(unit, turn, [each.id for each in unread])


def move(
    unit: UnitOfWork,
    turn: Turn,
    contribution_id: int,
    to: Status,
    answer: Clean = EMPTY,
    promised_on: date | None = None,
) -> Fiche:
    """Move a contribution to *to*, with an answer where one is given.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, and what ``check_move`` says.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    unit.of(Contributions).family_for_change(actor.organisation_id, [contribution_id])
    contribution = contributions.seen_for_change(unit, actor, contribution_id)
    today = turn.day
    if contribution.status is to:
        return _say_again(unit, turn, actor, contribution, answer, promised_on)
    check_move(contribution, to, answer, promised_on, today)
    values: dict[str, Any] = {}
    if answer.strip():
        values |= _answered(turn, actor, answer.strip())
    elif contribution.status in CLOSED:  # taken up again: the history keeps what was answered
        values |= {"answer": "", "answered_at": None, "answered_by_id": None}
    values["promised_on"] = promised_on if to is Status.UNDER_REVIEW else None
    if contribution.status is Status.MERGED:
        leave(unit, turn, contribution)
        values["merged_into_id"] = None
    moved = move_to(unit, turn, actor, contribution, to, values)
    return fiche_of(unit, turn, actor, moved)


def _say_again(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    said: Clean,
    promised_on: date | None,
) -> Fiche:
    """Take a move to where it stands already: another promise, another answer, or nothing new."""
    if contribution.status is Status.UNDER_REVIEW and promised_on != contribution.promised_on:
        check_promise(promised_on, turn.day)
        values: dict[str, Any] = {"promised_on": promised_on}
        contribution = move_to(unit, turn, actor, contribution, contribution.status, values)
    if said.strip():
        return answer(unit, turn, contribution.id, said)
    return fiche_of(unit, turn, actor, contribution)


def move_to(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    to: Status,
    values: dict[str, Any],
) -> LockedContribution:
    """Set the status with its dates, have the cards follow, and tell who waits for it."""
    moved = set_status(unit, turn, actor, contribution, to, values)
    news.tell(unit, turn, actor, moved)
    return moved


def move_quietly(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    to: Status,
    said: Clean,
) -> LockedContribution:
    """Move what an action has answered: who waits for it hears of the action itself."""
    values: dict[str, Any] = {"promised_on": None} | (_answered(turn, actor, said) if said else {})
    return set_status(unit, turn, actor, contribution, to, values)


def set_status(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    to: Status,
    values: dict[str, Any],
) -> LockedContribution:
    """Set the status with its dates, and have the cards follow."""
    values |= {"status": to, "status_at": turn.now}
    if contribution.read_at is None:
        values |= {"read_at": turn.now, "read_by_id": actor.id}
    if to not in DECIDED:
        values["decided_at"] = None
    elif contribution.decided_at is None or to in (Status.REFUSED, Status.MERGED):
        values["decided_at"] = turn.now
    moved = unit.of(Contributions).change(contribution, Change.MOVED, turn.now, actor.id, **values)
    touch(unit, turn, contribution)
    return moved


def answer(unit: UnitOfWork, turn: Turn, contribution_id: int, text: Clean) -> Fiche:
    """Answer a contribution, or change the answer, its status staying; told like a move.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD`` for who neither leads nor was handed it,
            ``NO_ANSWER``, ``NO_REASON`` where it is the reason of a refusal, ``TOO_LONG``.
    """
    actor = enter(unit, turn)
    contribution = contributions.seen_for_change(unit, actor, contribution_id)
    check_may_answer(contribution, actor.person)
    check_open(contribution)
    said = check_length(text)
    if not said:
        raise RuleViolationError(Reason.NO_ANSWER)
    if contribution.status is Status.REFUSED:
        check_reason(said)
    if said == contribution.answer:
        return fiche_of(unit, turn, actor, contribution)
    values = _answered(turn, actor, said)
    if contribution.status in UNREAD:
        changed = move_to(unit, turn, actor, contribution, Status.READ, values)
    else:
        changed = unit.of(Contributions).change(
            contribution, Change.ANSWERED, turn.now, actor.id, **values
        )
        touch(unit, turn, contribution)
        news.tell(unit, turn, actor, changed)
    return fiche_of(unit, turn, actor, changed)


def _answered(turn: Turn, actor: Actor, said: Clean) -> dict[str, Any]:
    return {
        "answer": said,
        "answered_at": turn.now,
        "answered_by_id": actor.id,
        "asked_back_open": False,
    }


def ask_back(unit: UnitOfWork, turn: Turn, contribution_id: int, text: Clean) -> Fiche:
    """Let the author ask back about an answer, once and in private.

    Raises:
        RuleViolationError: ``NOT_YOURS``, ``NO_ANSWER`` before there is one, ``ASKED_ALREADY``,
            ``NO_TEXT``, ``TOO_LONG``.
    """
    actor = enter(unit, turn)
    contribution = contributions.seen_for_change(unit, actor, contribution_id)
    if not contribution.is_by(actor.person, actor.key):
        raise RuleViolationError(Reason.NOT_YOURS)
    if contribution.asked_back:
        raise RuleViolationError(Reason.ASKED_ALREADY)
    if not contribution.answer:
        raise RuleViolationError(Reason.NO_ANSWER)
    said = check_text(text)
    if len(said) > _LONGEST_QUESTION:
        raise RuleViolationError(Reason.TOO_LONG)
    asked = unit.of(Contributions).change(
        contribution,
        Change.ASKED_BACK,
        turn.now,
        None if contribution.is_anonymous else actor.id,
        asked_back=said,
        asked_back_open=True,
    )
    return fiche_of(unit, turn, actor, asked)
