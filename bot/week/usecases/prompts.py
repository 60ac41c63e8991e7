"""The three questions of a week: what their card shows, and what people answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.contributions.usecases.contributions import follow_changes
from bot.contributions.usecases.readers import reader_of
from bot.contributions.usecases.withdrawing import take_back
from bot.usecases.messages import Message
from bot.usecases.owing import Habits, habits
from bot.usecases.turn import Actor, Turn, enter
from bot.usecases.understand import Said
from bot.week.usecases.prompt_view import PromptView, form_id, views
from domain.confidentiality import Clean
from domain.contributions.contribution import (
    Change,
    Origin,
    Signature,
    Status,
    check_text,
)
from domain.contributions.view import View, view_for
from domain.errors import Reason, RuleViolationError
from domain.kinds import NOTABLE, Kind
from domain.records import record
from domain.rhythm import next_allowed, occurrence
from domain.week.jobs import FRIDAY_REMINDER
from domain.week.subjects import WeekSubject
from storage.contributions.draft import Draft
from storage.contributions.repository import Contributions, LockedContribution
from storage.unit_of_work import UnitOfWork
from storage.week.flashes import Flashes
from storage.week.prompts import Prompts

LATER_BY = timedelta(hours=2)
ANSWERED_WITHIN = timedelta(days=14)
"""How long words in the chat are taken for the answer to the questions."""


class Later(StrEnum):
    """When somebody wants to be asked again."""

    SOON = "soon"
    MONDAY = "monday"


@record
class Answers:
    """What somebody writes under the three titles, and how it is signed."""

    texts: Mapping[Kind, Clean]
    signature: Signature = Signature.UNSIGNED

    @property
    def anonymous(self) -> bool:
        """True when its author is not to be known."""
        return self.signature is Signature.ANONYMOUS


def look(unit: UnitOfWork, turn: Turn, prompt_id: int) -> PromptView:
    """Return the actor's own questions.

    Raises:
        RuleViolationError: ``UNKNOWN``: there are none of that id, or they are somebody else's.
    """
    return _view(unit, turn, enter(unit, turn), prompt_id)


def answer(unit: UnitOfWork, turn: Turn, prompt_id: int, answers: Answers) -> PromptView:
    """Keep what is written under each title, once; return the questions as they then stand.

    The same form sent again keeps nothing twice; with other words it corrects, until the flash is
    out. After the next questions were asked, what is sent counts in the week of its sending.

    Raises:
        RuleViolationError: ``NOTHING_WRITTEN``, ``TOO_LONG``, or ``UNKNOWN``.
    """
    actor = enter(unit, turn)
    view = _view(unit, turn, actor, prompt_id)
    texts = {kind: text for kind, text in answers.texts.items() if text.strip()}
    if not texts:
        raise RuleViolationError(Reason.NOTHING_WRITTEN)
    for kind in NOTABLE:
        if kind in texts:
            _keep(unit, turn, actor, view, kind, answers)
    if not answers.anonymous:
        _answered_by_name(unit, turn, view)
    return _view(unit, turn, actor, prompt_id)


def correct(unit: UnitOfWork, turn: Turn, prompt_id: int, answers: Answers) -> PromptView:
    """Make the answers what is written now: changed, added, or taken back where nothing stands.

    Raises:
        RuleViolationError: ``FLASH_IS_OUT``, ``TOO_LONG``, or ``UNKNOWN``.
    """
    actor = enter(unit, turn)
    view = _view(unit, turn, actor, prompt_id)
    if not view.may_change:
        raise RuleViolationError(Reason.FLASH_IS_OUT)
    held = unit.of(Contributions).family_for_change(
        actor.organisation_id, [each.id for each in view.kept]
    )
    kept = {
        each.kind: held[each.id]
        for each in view.kept
        if held[each.id].status is not Status.WITHDRAWN
    }
    for kind in NOTABLE:
        text = answers.texts.get(kind, "")
        if text.strip():
            _keep(unit, turn, actor, view, kind, answers)
        elif kind in kept:
            take_back(unit, turn, kept[kind].author_id, kept[kind])
    return _view(unit, turn, actor, prompt_id)


def nothing(unit: UnitOfWork, turn: Turn, prompt_id: int) -> PromptView:
    """Keep that there is nothing to say this week."""
    actor = enter(unit, turn)
    view = _view(unit, turn, actor, prompt_id)
    unit.of(Prompts).change(view.prompt, settled=True, later_at=None)
    return _view(unit, turn, actor, prompt_id)


def later(unit: UnitOfWork, turn: Turn, prompt_id: int, when: Later) -> PromptView:
    """Ask the actor again, in two hours or on Monday, within working hours."""
    actor = enter(unit, turn)
    view = _view(unit, turn, actor, prompt_id)
    kept = habits(unit, turn.policy, actor.organisation_id)
    unit.of(Prompts).change(
        view.prompt, later_at=_moment(kept, view, turn.now, when), settled=False
    )
    return _view(unit, turn, actor, prompt_id)


def open_for(unit: UnitOfWork, turn: Turn) -> PromptView | None:
    """Return the actor's newest questions while they wait for an answer, else None.

    Late answers count until the next questions; those come within ``ANSWERED_WITHIN`` or never.
    """
    actor = enter(unit, turn)
    latest = unit.of(Prompts).latest(actor.organisation_id, actor.id)
    if latest is None:
        return None
    asked_at = unit.outbox.put_at(actor.organisation_id, f"{WeekSubject.PROMPT}:{latest.id}")
    if asked_at is None or turn.now - asked_at > ANSWERED_WITHIN:
        return None
    return views(unit, turn.policy, [latest.id])[latest.id]


def open_week(unit: UnitOfWork, turn: Turn) -> str | None:
    """Return the week of the questions that wait for the actor's answer, or None."""
    asked = open_for(unit, turn)
    return asked.prompt.week if asked else None


def open_for_message(
    unit: UnitOfWork, turn: Turn, message: Message
) -> tuple[PromptView | None, bool]:
    """As ``open_for``; tell whether *message* was kept before: it may come again."""
    asked = open_for(unit, turn)
    if asked is None:
        return None, False
    return asked, bool(
        unit.of(Contributions).of_message(asked.prompt.organisation_id, *message.key)
    )


def answer_in_words(
    unit: UnitOfWork,
    turn: Turn,
    prompt_id: int,
    message: Message,
    parts: Sequence[Said],
) -> tuple[PromptView, list[View]]:
    """Keep a message of the chat as the answer to the questions, once; return what it made."""
    actor = enter(unit, turn)
    view = _view(unit, turn, actor, prompt_id)
    who = reader_of(unit, actor)
    made = unit.of(Contributions).of_message(actor.organisation_id, *message.key)
    if made:
        return view, [view_for(each, who) for each in made]
    for position, part in enumerate(parts):
        form: str | None = form_id(turn.policy, prompt_id, part.kind)
        if unit.of(Contributions).of_form(actor.organisation_id, form or "") is not None:
            form = None  # the first answer has it, also one that was taken back
        draft = _draft(actor, view, part.kind, part.text, Answers({}), turn)
        made.append(
            unit.of(Contributions).add(
                actor.organisation_id,
                _of_message(draft, message, position, form),
                turn.year,
                turn.now,
            )
        )
    _answered_by_name(unit, turn, view)
    _touch(unit, turn, prompt_id)
    return _view(unit, turn, actor, prompt_id), [view_for(each, who) for each in made]


def _view(unit: UnitOfWork, turn: Turn, actor: Actor, prompt_id: int) -> PromptView:
    prompt = unit.of(Prompts).get(actor.organisation_id, prompt_id)
    if prompt is None or prompt.person_id != actor.id:
        raise RuleViolationError(Reason.UNKNOWN)
    latest = unit.of(Prompts).latest(actor.organisation_id, actor.id)
    view = views(unit, turn.policy, [prompt_id])[prompt_id]
    return replace(view, is_latest=latest is None or latest.week <= prompt.week)


def _keep(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    view: PromptView,
    kind: Kind,
    answers: Answers,
) -> None:
    text = check_text(answers.texts[kind])
    form = form_id(turn.policy, view.prompt.id, kind)
    kept = _made_by(unit, actor, form)
    if kept is not None and kept.text != text and not view.may_change:
        form = form_id(turn.policy, view.prompt.id, kind, text)
        kept = _made_by(unit, actor, form)
    if kept is None:
        draft = replace(_draft(actor, view, kind, text, answers, turn), form_id=form)
        unit.of(Contributions).add(actor.organisation_id, draft, turn.year, turn.now)
    elif view.may_change:
        if kept.status is Status.WITHDRAWN:
            values: dict[str, object] = {"status": Status.RECEIVED}
            kept = follow_changes(unit, turn, actor, kept, Change.RESTORED, values)
        follow_changes(unit, turn, actor, kept, Change.EDITED, {"text": text})


def _made_by(unit: UnitOfWork, actor: Actor, form: str) -> LockedContribution | None:
    """Return what a form made; no other process changes it until this work is done."""
    made = unit.of(Contributions).of_form(actor.organisation_id, form)
    if made is None:
        return None
    return unit.of(Contributions).for_change(actor.organisation_id, [made.id])[made.id]


def _draft(
    actor: Actor, view: PromptView, kind: Kind, text: Clean, answers: Answers, turn: Turn
) -> Draft:
    person, anonymous = actor.person, answers.anonymous
    return Draft(
        kind=kind,
        text=text,
        origin=Origin.FORM,
        author_id=None if anonymous else person.id,
        author_key=actor.key if anonymous else None,
        author_name="" if anonymous else person.name,
        site_id=None if anonymous else person.site_id,  # a small site would say who
        site_name="" if anonymous else person.site_name,
        week=view.prompt.week if view.is_latest else turn.week,
        is_public=True,
        is_cited=answers.signature is Signature.CITED,
    )


def _of_message(draft: Draft, message: Message, position: int, form: str | None) -> Draft:
    return replace(
        draft,
        origin=Origin.CHAT,
        conversation_id=message.conversation_id,
        message_id=message.message_id,
        part=position,
        link=message.link,
        attachments=message.attachments,
        form_id=form,
    )


def _answered_by_name(unit: UnitOfWork, turn: Turn, view: PromptView) -> None:
    """Ask no more, and have the flash that is out already count it.

    Never for an anonymous answer: beside it, this would say whose it is.
    """
    if view.prompt.later_at is not None:
        unit.of(Prompts).change(view.prompt, later_at=None)
        _touch(unit, turn, view.prompt.id)
    flash = unit.of(Flashes).of_week(view.prompt.organisation_id, view.prompt.week)
    if flash is not None:
        unit.outbox.touch(view.prompt.organisation_id, (WeekSubject.FLASH, flash.id), turn.now)


def _touch(unit: UnitOfWork, turn: Turn, prompt_id: int) -> None:
    prompts = unit.of(Prompts).some([prompt_id])
    for prompt in prompts:
        unit.outbox.touch(prompt.organisation_id, (WeekSubject.PROMPT, prompt_id), turn.now)


def _moment(kept: Habits, view: PromptView, now: datetime, when: Later) -> datetime:
    calendar = kept.of_person(view.availability.days_off)
    if when is Later.SOON:
        return next_allowed(now + LATER_BY, kept.rhythm, calendar)
    reminder = occurrence(kept.rhythm, kept.calendar, FRIDAY_REMINDER, view.week)
    if reminder is not None and reminder.moment > now:
        return next_allowed(reminder.moment, kept.rhythm, calendar)
    day = kept.day(now)
    monday = now + timedelta(days=7 - day.weekday())
    return next_allowed(
        monday.astimezone(kept.rhythm.tz).replace(hour=0, minute=0), kept.rhythm, calendar
    )
