"""« Je le note ? »: what the author of an unclear message answers."""

from collections.abc import Callable

from bot.confidentiality.usecases import masking
from bot.contributions.usecases.messages import Answer
from bot.contributions.usecases.readers import reader_of
from bot.usecases.messages import Message
from bot.usecases.people import chat_of
from bot.usecases.turn import Actor, Turn, enter
from domain.contributions.contribution import Origin
from domain.contributions.subjects import ContributionSubject
from domain.contributions.view import View, view_for
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind
from storage.contributions.draft import Draft
from storage.contributions.masked import Masks
from storage.contributions.questions import LockedQuestion, Question, Questions
from storage.contributions.repository import Contributions
from storage.outbox import Destination
from storage.unit_of_work import UnitOfWork

OpenWeek = Callable[[UnitOfWork, Turn], str | None]
"""Returns the week whose questions the actor has yet to answer, or None."""


def offer(unit: UnitOfWork, turn: Turn, message: Message, guessed: Kind) -> Answer | None:
    """Keep a message of a personal chat until its author says what it is; return the question.

    None when it was asked before: it is shown once, or the outbox tells that it may not be.
    """
    actor = enter(unit, turn)
    if unit.of(Questions).of_message(actor.organisation_id, *message.key) is not None:
        return None
    question_id = unit.of(Questions).add(
        actor.person,
        {
            "conversation_id": message.conversation_id,
            "message_id": message.message_id,
            "origin": Origin.CHAT,
            "text": message.text,
            "attachments": [{"name": file.name, "url": file.url} for file in message.attachments],
            "link": message.link,
            "guessed": guessed,
        },
        turn.now,
    )
    to = Destination(message.service_url, message.conversation_id)
    mark = (ContributionSubject.QUESTION, question_id)
    outgoing = unit.outbox.put(
        actor.organisation_id,
        f"{ContributionSubject.QUESTION}:{question_id}",
        mark,
        to,
        turn.now,
        turn.policy.owner,
    )
    assert outgoing is not None  # noqa: S101 -- the question is new, so is its key
    return Answer(outgoing, _asked(unit, actor, question_id))


def answer(
    unit: UnitOfWork, turn: Turn, question_id: int, kind: Kind, open_week: OpenWeek
) -> tuple[Question, View | None]:
    """Note the message under *kind*, or leave it alone (``other``); the first answer counts.

    *open_week* tells whether the questions of a week wait: in the chat it is an answer to them.

    The choice is kept as a correction of what was guessed; a message that is left alone is
    forgotten, and what was noted has its words in the contribution only.

    Raises:
        RuleViolationError: ``NOT_YOURS`` for everyone but the message's author.
    """
    actor = enter(unit, turn)
    question = _asked(unit, actor, question_id)
    if question.author_id != actor.id:
        raise RuleViolationError(Reason.NOT_YOURS)
    if question.answered is None:
        _settle(unit, turn, actor, question, kind, open_week)
        here = (question.conversation_id, question.message_id)
        masking.follow(unit, turn, actor.organisation_id, here)
        question = _asked(unit, actor, question_id)
    made = question.contribution_id
    kept = unit.of(Contributions).get(actor.organisation_id, made) if made else None
    return question, view_for(kept, reader_of(unit, actor)) if kept else None


def _settle(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    question: LockedQuestion,
    kind: Kind,
    open_week: OpenWeek,
) -> None:
    mark = (ContributionSubject.QUESTION, question.id)
    if kind is Kind.OTHER:
        unit.of(Questions).settle(question, kind)
        unit.outbox.touch(actor.organisation_id, mark, turn.now)
        return
    chat = chat_of(unit, turn)
    is_alone = chat is not None and chat.conversation_id == question.conversation_id
    week = (
        open_week(unit, turn) if is_alone else None
    )  # a group's words answer no question of ours
    draft = _draft(turn, actor, question, kind, week)
    contribution = unit.of(Contributions).add(actor.organisation_id, draft, turn.year, turn.now)
    unit.of(Questions).correct(actor.organisation_id, contribution.id, question.guessed, kind)
    unit.of(Masks).pass_on(question.id, contribution.id)
    unit.of(Questions).settle(question, kind, contribution.id)
    unit.outbox.show_instead(
        actor.organisation_id, mark, (ContributionSubject.CONTRIBUTION, contribution.id), turn.now
    )


def _draft(turn: Turn, actor: Actor, question: Question, kind: Kind, week: str | None) -> Draft:
    in_channel = question.origin is Origin.CHANNEL
    return Draft(
        kind=kind,
        text=question.text,
        origin=question.origin,
        author_id=actor.id,
        author_name=actor.person.name,
        site_id=actor.person.site_id,
        site_name=actor.person.site_name,
        conversation_id=question.conversation_id,
        message_id=question.message_id,
        link=question.link,
        attachments=question.attachments,
        week=week or turn.week,
        is_public=in_channel or week is not None,
        is_cited=in_channel,
    )


def _asked(unit: UnitOfWork, actor: Actor, question_id: int) -> LockedQuestion:
    question = unit.of(Questions).for_change(actor.organisation_id, question_id)
    if question is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return question
