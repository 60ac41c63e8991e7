"""What happens to a message afterwards: edited, deleted or restored in Teams by its author."""

from datetime import datetime
from typing import Any

from bot.confidentiality.usecases import masking
from bot.contributions.usecases.contributions import touch, touch_flashes
from bot.contributions.usecases.messages import Answer, keep, keep_part, tell_what_is_masked
from bot.contributions.usecases.withdrawing import as_before, take_back
from bot.usecases.messages import Message
from bot.usecases.turn import Turn, enter
from bot.usecases.understand import Heard, Said
from domain.confidentiality import EMPTY
from domain.contributions.contribution import Change, Contribution, Status
from domain.contributions.life import MOVES
from domain.contributions.subjects import ContributionSubject
from domain.kinds import Kind
from storage.contributions.comments import Comments
from storage.contributions.questions import LockedQuestion, Questions
from storage.contributions.repository import Contributions, LockedContribution
from storage.unit_of_work import UnitOfWork


def follow_edit(
    unit: UnitOfWork, turn: Turn, message: Message, heard: Heard, edited_at: datetime
) -> list[Answer]:
    """Bring what a message made in line with its words; a message left alone may be noted now.

    An edit that arrives after a later one changes nothing. One that leaves no word, a picture
    alone, takes away what was said as deleting the message does; words put back bring it back.
    """
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    made = _locked(unit, organisation_id, message)
    latest = unit.of(Contributions).message_edited_at(made[0]) if made else None
    if latest is not None and edited_at <= latest:
        return []
    if not message.text.strip():
        follow_delete(unit, turn, message)
        return []
    if not made:
        return _follow_other_edit(unit, turn, organisation_id, message, heard)
    return _rewrite(unit, turn, made, message, heard, edited_at)


def _made_by(unit: UnitOfWork, organisation_id: int, message: Message) -> list[Contribution]:
    """Return what a message made.

    Teams names a thread after its first message. Its local Playground gives that message another
    id, a UUID, so there the first contribution of the thread is what it made.
    """
    made = unit.of(Contributions).of_message(organisation_id, *message.key)
    if made or message.is_reply:
        return made
    first = unit.of(Contributions).message_that_began(organisation_id, message.conversation_id)
    if first is None or first.isdigit():
        return []
    return unit.of(Contributions).of_message(organisation_id, message.conversation_id, first)


def _locked(unit: UnitOfWork, organisation_id: int, message: Message) -> list[LockedContribution]:
    """Return what a message made, which no other process changes until this work is done."""
    made = [each.id for each in _made_by(unit, organisation_id, message)]
    found = unit.of(Contributions).family_for_change(organisation_id, made) if made else {}
    return [found[each] for each in made]


def _follow_other_edit(
    unit: UnitOfWork,
    turn: Turn,
    organisation_id: int,
    message: Message,
    heard: Heard,
) -> list[Answer]:
    comment = unit.of(Comments).of_message(organisation_id, message.key)
    if comment is not None:
        unit.of(Comments).change(
            organisation_id, message.key, text=message.text, edited_at=turn.now, deleted=False
        )
        touch_flashes(unit, turn.now, organisation_id, comment.contribution_id)
        _follow_masks(unit, turn, organisation_id, message, comment.author_id)
        return []
    question = _question(unit, organisation_id, message)
    if question is None:
        return keep(unit, turn, message, heard)
    if question.answered is None:
        unit.of(Questions).change(question, text=message.text)
        _follow_masks(unit, turn, organisation_id, message, question.author_id)
    return []


def _question(unit: UnitOfWork, organisation_id: int, message: Message) -> LockedQuestion | None:
    """Return what was asked about a message; no other process changes it meanwhile."""
    found = unit.of(Questions).of_message(organisation_id, *message.key)
    return unit.of(Questions).for_change(organisation_id, found.id) if found else None


def _follow_masks(
    unit: UnitOfWork, turn: Turn, organisation_id: int, message: Message, author_id: int | None
) -> None:
    """Tell its author what is masked now, if they have not heard of this message yet.

    Whose name was erased is not written down again beside their message.
    """
    masking.follow(unit, turn, organisation_id, message.key)
    author = unit.people.find(organisation_id, turn.author.aad_object_id)
    if author is not None and author.id == author_id:
        tell_what_is_masked(unit, turn, author, message)


def _rewrite(
    unit: UnitOfWork,
    turn: Turn,
    made: list[LockedContribution],
    message: Message,
    heard: Heard,
    edited_at: datetime,
) -> list[Answer]:
    parts = heard.parts if heard.explicit else ()
    parts = parts or (Said(made[0].kind, message.text),)
    for contribution, part in zip(made, parts, strict=False):
        _rewrite_one(unit, turn, contribution, part, edited_at)
    for contribution in made[len(parts) :]:
        _withdraw_with_message(unit, turn, contribution)
    answers = []
    if made[0].author_id is not None:  # else what is added would name its author again
        actor = enter(unit, turn)
        answers = [
            keep_part(unit, turn, actor, message, part, position, is_public=made[0].is_public)
            for position, part in enumerate(parts)
            if position >= len(made)
        ]
    _follow_masks(unit, turn, made[0].organisation_id, message, made[0].author_id)
    return answers


def _rewrite_one(
    unit: UnitOfWork,
    turn: Turn,
    contribution: LockedContribution,
    part: Said,
    edited_at: datetime,
) -> None:
    if unit.of(Contributions).removed_with_message(contribution):
        contribution = _give_back(unit, turn, contribution)
    values: dict[str, Any] = {"text": part.text}
    if contribution.status in MOVES[part.kind]:
        values["kind"] = part.kind
    changed = {
        name: value for name, value in values.items() if getattr(contribution, name) != value
    }
    if changed:
        unit.of(Contributions).change(
            contribution,
            Change.EDITED,
            turn.now,
            contribution.author_id,
            **changed,
            message_edited_at=edited_at,
        )
        touch(unit, turn, contribution)


def _give_back(
    unit: UnitOfWork, turn: Turn, contribution: LockedContribution
) -> LockedContribution:
    """Undo what happened to a contribution when its words left the message."""
    restored = unit.of(Contributions).change(
        contribution,
        Change.RESTORED,
        turn.now,
        contribution.author_id,
        **as_before(unit, turn, contribution),
        removed_with_message=False,
    )
    touch(unit, turn, contribution)
    return restored


def follow_delete(unit: UnitOfWork, turn: Turn, message: Message) -> None:
    """Withdraw what the message made; its text no longer stands in the thread."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    if above := unit.of(Comments).change(organisation_id, message.key, deleted=True, text=EMPTY):
        touch_flashes(unit, turn.now, organisation_id, above)
    for contribution in _locked(unit, organisation_id, message):
        _withdraw_with_message(unit, turn, contribution)
    question = _question(unit, organisation_id, message)
    if question is not None and question.answered is None:
        unit.of(Questions).settle(question, Kind.OTHER)
        unit.outbox.touch(organisation_id, (ContributionSubject.QUESTION, question.id), turn.now)
    masking.follow(unit, turn, organisation_id, message.key)


def _withdraw_with_message(unit: UnitOfWork, turn: Turn, contribution: LockedContribution) -> None:
    if contribution.status is not Status.WITHDRAWN:
        take_back(unit, turn, contribution.author_id, contribution, removed_with_message=True)


def follow_restore(unit: UnitOfWork, turn: Turn, message: Message, heard: Heard) -> list[Answer]:
    """Give back what the deletion of the message had withdrawn."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    masking.follow(unit, turn, organisation_id, message.key)
    comments = unit.of(Comments)
    if comments.change(organisation_id, message.key, deleted=False, text=message.text):
        return []
    made = _locked(unit, organisation_id, message)
    for contribution in made:
        if unit.of(Contributions).removed_with_message(contribution):
            _give_back(unit, turn, contribution)
    return [] if made or not message.text.strip() else keep(unit, turn, message, heard)
