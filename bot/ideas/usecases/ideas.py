"""The idea box: read, answer, move, merge, hand over, ask back; each told to who waits for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.contributions.usecases import contributions
from bot.contributions.usecases.contributions import touch
from bot.ideas.usecases import news
from bot.themes.usecases import themes
from bot.usecases.owing import habits
from bot.usecases.turn import Actor, Turn, enter
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import (
    Change,
    Contribution,
    Number,
    Status,
    check_may_answer,
    check_open,
    check_text,
)
from domain.contributions.life import (
    CLOSED,
    DECIDED,
    UNDECIDED,
    UNREAD,
    check_length,
    check_merge,
    check_move,
    check_promise,
    check_reason,
    moves,
)
from domain.errors import Reason, RuleViolationError
from domain.ideas.library import Outcome
from domain.ideas.views import PAGE, Comment, Fiche, Inbox
from domain.kinds import Kind
from domain.people import Person, Site, check_leads_quality
from domain.words import stems
from storage.contributions.comments import Comments
from storage.contributions.repository import Contributions
from storage.ideas.library import Library
from storage.ideas.news import News
from storage.inquiry.repository import Inquiries, Viewer
from storage.unit_of_work import UnitOfWork

_MOST = 1000
_ALIKE = 3
_MOST_TAGS = 8
_LONGEST_TAG = 30
_LONGEST_QUESTION = 500
_MOST_READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Whom something may be handed to, and the sites to choose from."""

    people: tuple[Person, ...]
    sites: tuple[Site, ...]
    engagements: tuple[int, ...]


def open_fiche(unit: UnitOfWork, turn: Turn, contribution_id: int) -> Fiche:
    """Return a contribution as the actor may see it.

    Raises:
        RuleViolationError: ``UNKNOWN``.
    """
    actor = enter(unit, turn)
    return _fiche(unit, turn, actor, contributions.seen(unit, actor, contribution_id))


def open_number(unit: UnitOfWork, turn: Turn, number: Number) -> Fiche:
    """Return the contribution of that number as the actor may see it."""
    actor = enter(unit, turn)
    return _fiche(unit, turn, actor, contributions.look_up(unit, turn, number))


def _fiche(unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution) -> Fiche:
    person = actor.person
    steers = person.leads_quality
    own = contribution.is_by(person, actor.key)
    answers = steers or contribution.assigned_to_id == person.id
    comments = tuple(
        Comment(row.author_name, row.text) for row in unit.of(Comments).of(contribution)
    )
    return Fiche(
        contribution,
        comments,
        tuple(unit.of(News).of(contribution.id)) if answers or own else (),
        moves(contribution) if steers else (),
        tuple(unit.of(Contributions).merged_into(contribution)),
        _alike(unit, viewer(turn, actor), contribution) if steers else (),
        tuple(unit.of(Library).of(contribution)) if contribution.tried else (),
        themes.view_of(unit, contribution, actor),
        is_supported=bool(unit.of(Contributions).supported_by(person, [contribution.id])),
        is_own=own,
        may_answer=answers,
        may_steer=steers,
        may_change=steers or own,
        may_act=person.sees_all and contribution.status not in (Status.MERGED, Status.WITHDRAWN),
    )


def viewer(turn: Turn, actor: Actor) -> Viewer:
    """Return the actor as who looks for contributions."""
    return Viewer(actor.person, actor.key, turn.now, turn.policy.zone)


def _alike(unit: UnitOfWork, who: Viewer, contribution: Contribution) -> tuple[Contribution, ...]:
    """Return what seems to say the same, of the same kind and not closed."""
    found = unit.of(Inquiries).like(contribution.text, who, _ALIKE * 4)
    return tuple(
        other
        for other in found
        if other.id != contribution.id
        and other.kind is contribution.kind
        and other.status not in (Status.MERGED, Status.WITHDRAWN)
        and _shares_enough(contribution, other)
    )[:_ALIKE]


def _shares_enough(one: Contribution, other: Contribution) -> bool:
    """Tell whether two texts share a third of their words: fewer, and it is chance."""
    said, also = set(stems(one.text)), set(stems(other.text))
    return len(said & also) * 3 >= len(said | also)


def inbox(unit: UnitOfWork, turn: Turn, page: int = 0) -> Inbox:
    """Return a page of what is to be read or decided.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    organisation_id = actor.organisation_id
    kept = habits(unit, turn.policy, organisation_id)
    unread = unit.of(Contributions).in_status(organisation_id, UNREAD, _MOST)
    undecided = unit.of(Contributions).in_status(organisation_id, UNDECIDED, _MOST)
    total = unread + undecided
    number = min(max(0, page), max(0, (total - 1) // PAGE))
    found = unit.of(Contributions).inbox(
        organisation_id, (*UNREAD, *UNDECIDED), PAGE, number * PAGE
    )
    today = kept.day(turn.now)
    before = turn.now - timedelta(days=kept.rhythm.deadlines.late)
    who = viewer(turn, actor)
    alike = {each.id: _alike(unit, who, each) for each in found}
    return Inbox(
        tuple(found),
        number,
        total,
        unread,
        undecided,
        unit.of(Contributions).late(organisation_id, before, today, 1)[1],
        tuple(unit.of(Contributions).asked_back(organisation_id, PAGE)),
        {id_: same[0].number for id_, same in alike.items() if same},
        today,
        kept.rhythm.deadlines,
    )


def colleagues(unit: UnitOfWork, turn: Turn) -> Colleagues:
    """Return whom a quality lead may hand something to."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    kept = habits(unit, turn.policy, actor.organisation_id)
    return Colleagues(
        tuple(unit.people.everyone(actor.organisation_id)),
        tuple(unit.sites.open_ones(actor.organisation_id)),
        kept.rhythm.engagements,
    )


def usual_promise(unit: UnitOfWork, turn: Turn) -> date:
    """Return the day that is proposed for an answer: the first of work after the delay."""
    kept = habits(unit, turn.policy, enter(unit, turn).organisation_id)
    day = kept.day(turn.now) + timedelta(days=kept.rhythm.deadlines.late)
    return kept.calendar.next_working_day(day) or day


# --- read, answer, move -----------------------------------------------------------------------


def mark_read(unit: UnitOfWork, turn: Turn, contribution_ids: list[int]) -> int:
    """Mark what is unread of these as read; return how many it was.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    found = unit.of(Contributions).some(
        actor.organisation_id, contribution_ids[:_MOST_READ_AT_ONCE]
    )
    unread = [each for each in found.values() if each.status in UNREAD]
    for contribution in unread:
        _move(unit, turn, actor, contribution, Status.READ, {})
    return len(unread)


def mark_all_read(unit: UnitOfWork, turn: Turn) -> int:
    """« Tout lire »: mark what is unread as read, at most some hundreds; return how many."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    unread = unit.of(Contributions).inbox(actor.organisation_id, UNREAD, _MOST_READ_AT_ONCE, 0)
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
    contribution = contributions.seen(unit, actor, contribution_id)
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
        values["merged_into_id"] = None
    moved = _move(unit, turn, actor, contribution, to, values)
    return _fiche(unit, turn, actor, moved)


def _say_again(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: Contribution,
    said: Clean,
    promised_on: date | None,
) -> Fiche:
    """Take a move to where it stands already: another promise, another answer, or nothing new."""
    if contribution.status is Status.UNDER_REVIEW and promised_on != contribution.promised_on:
        check_promise(promised_on, turn.day)
        values: dict[str, Any] = {"promised_on": promised_on}
        contribution = _move(unit, turn, actor, contribution, contribution.status, values)
    if said.strip():
        return answer(unit, turn, contribution.id, said)
    return _fiche(unit, turn, actor, contribution)


def _move(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: Contribution,
    to: Status,
    values: dict[str, Any],
) -> Contribution:
    """Set the status with its dates, have the cards follow, and tell who waits for it."""
    moved = _set_status(unit, turn, actor, contribution, to, values)
    news.tell(unit, turn, actor, moved)
    return moved


def move_quietly(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: Contribution,
    to: Status,
    said: Clean,
) -> Contribution:
    """Move what an action has answered: who waits for it hears of the action itself."""
    values: dict[str, Any] = {"promised_on": None} | (_answered(turn, actor, said) if said else {})
    return _set_status(unit, turn, actor, contribution, to, values)


def _set_status(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: Contribution,
    to: Status,
    values: dict[str, Any],
) -> Contribution:
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
    contribution = contributions.seen(unit, actor, contribution_id)
    check_may_answer(contribution, actor.person)
    check_open(contribution)
    said = check_length(text)
    if not said:
        raise RuleViolationError(Reason.NO_ANSWER)
    if contribution.status is Status.REFUSED:
        check_reason(said)
    if said == contribution.answer:
        return _fiche(unit, turn, actor, contribution)
    values = _answered(turn, actor, said)
    if contribution.status in UNREAD:
        changed = _move(unit, turn, actor, contribution, Status.READ, values)
    else:
        changed = unit.of(Contributions).change(
            contribution, Change.ANSWERED, turn.now, actor.id, **values
        )
        touch(unit, turn, contribution)
        news.tell(unit, turn, actor, changed)
    return _fiche(unit, turn, actor, changed)


def _answered(turn: Turn, actor: Actor, said: Clean) -> dict[str, Any]:
    return {
        "answer": said,
        "answered_at": turn.now,
        "answered_by_id": actor.id,
        "asked_back_open": False,
    }


def ask_back(unit: UnitOfWork, turn: Turn, contribution_id: int, text: Clean) -> Fiche:
    """Have the author ask back about an answer, once and in private.

    Raises:
        RuleViolationError: ``NOT_YOURS``, ``NO_ANSWER`` before there is one, ``ASKED_ALREADY``,
            ``NO_TEXT``, ``TOO_LONG``.
    """
    actor = enter(unit, turn)
    contribution = contributions.seen(unit, actor, contribution_id)
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
    return _fiche(unit, turn, actor, asked)


# --- merge, hand over, sort -------------------------------------------------------------------


def merge(unit: UnitOfWork, turn: Turn, contribution_id: int, into: Number | int) -> Fiche:
    """Have a contribution point to another that says the same; support and comments follow.

    *into* is a number, or a serial: that of this year, else the newest.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``MERGED_BADLY``, ``NO_SUCH_MOVE``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    contribution = contributions.seen(unit, actor, contribution_id)
    if isinstance(into, int):
        found = unit.of(Inquiries).by_serial(viewer(turn, actor), into, turn.year)
    else:
        found = unit.of(Contributions).find(actor.organisation_id, into)
    if found is None:
        raise RuleViolationError(Reason.UNKNOWN)
    check_merge(contribution, found)
    unit.of(Contributions).give_votes(contribution, found)
    unit.of(Comments).follow(contribution, found)
    for earlier in unit.of(Contributions).merged_into(contribution):  # no chains of duplicates
        unit.of(Contributions).change(
            earlier, Change.EDITED, turn.now, actor.id, merged_into_id=found.id
        )
    moved = _move(unit, turn, actor, contribution, Status.MERGED, {"merged_into_id": found.id})
    themes.follow_merge(unit, turn, actor, moved, found)
    touch(unit, turn, found)
    return _fiche(unit, turn, actor, moved)


def assign(
    unit: UnitOfWork, turn: Turn, contribution_id: int, person_id: int | None, until: date | None
) -> Fiche:
    """Hand a contribution to a colleague until a day, who is told and may answer; None takes back.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_PERSON``, ``NO_PROMISE``: no day from
            today within a year.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    contribution = contributions.seen(unit, actor, contribution_id)
    check_open(contribution)
    today = turn.day
    if person_id is None and contribution.assigned_to_id is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    if person_id is not None:
        if unit.people.get(actor.organisation_id, person_id) is None:
            raise RuleViolationError(Reason.UNKNOWN_PERSON)
        check_promise(until, today)
    day = until if person_id else None
    if (person_id, day) == (contribution.assigned_to_id, contribution.assigned_until):
        return _fiche(unit, turn, actor, contribution)
    changed = unit.of(Contributions).change(
        contribution,
        Change.ASSIGNED,
        turn.now,
        actor.id,
        assigned_to_id=person_id,
        assigned_until=day,
    )
    touch(unit, turn, contribution)
    if person_id is not None and person_id != actor.id:
        news.hand_over(unit, turn, changed)
    return _fiche(unit, turn, actor, changed)


def tag(unit: UnitOfWork, turn: Turn, contribution_id: int, tags: Clean) -> Fiche:
    """Give a contribution its tags, « CEJ, accueil »; only a quality lead may."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    contribution = contributions.seen(unit, actor, contribution_id)
    wanted = read_tags(tags)
    if wanted != contribution.tags:
        contribution = unit.of(Contributions).change(
            contribution, Change.TAGGED, turn.now, actor.id, tags=list(wanted)
        )
    return _fiche(unit, turn, actor, contribution)


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags that are written one after the other, each once, at most eight."""
    parts = text.replace(";", ",").replace("#", " ").split(",")
    cleaned = [" ".join(part.split())[:_LONGEST_TAG] for part in parts]
    return tuple(dict.fromkeys(part for part in cleaned if part))[:_MOST_TAGS]


# --- the library of good practices ------------------------------------------------------------


def try_practice(
    unit: UnitOfWork, turn: Turn, contribution_id: int, outcome: Outcome, result: Clean
) -> Fiche:
    """Keep that the actor tried a good practice, with a word on the result.

    Raises:
        RuleViolationError: ``NO_SUCH_MOVE`` for what is no good practice, ``NO_RESULT``,
            ``TOO_LONG``.
    """
    actor = enter(unit, turn)
    contribution = contributions.seen(unit, actor, contribution_id)
    check_open(contribution)
    if contribution.kind is not Kind.BEST_PRACTICE:
        raise RuleViolationError(Reason.NO_SUCH_MOVE)
    said = result.in_one_line()
    if not said:
        raise RuleViolationError(Reason.NO_RESULT)
    if len(said) > _LONGEST_QUESTION:
        raise RuleViolationError(Reason.TOO_LONG)
    unit.of(Library).keep(contribution, actor.person, outcome, said, turn.now)
    touch(unit, turn, contribution)
    return open_fiche(unit, turn, contribution_id)
