"""Reading the idea box: a fiche as its reader may see it, and the desk."""

from dataclasses import replace
from datetime import date, timedelta

from bot.contributions.usecases import contributions
from bot.contributions.usecases.readers import reader_of
from bot.themes.usecases import likeness
from bot.usecases.owing import habits
from bot.usecases.turn import Actor, Turn, enter
from domain.contributions.contribution import Contribution, Number, Status
from domain.contributions.life import UNDECIDED, UNREAD, moves
from domain.contributions.view import Reader, may_have_author, view_for
from domain.ideas.views import Comment, Entry, Fiche, Inbox
from domain.pages import PAGE
from domain.people import Person, Site, check_leads_quality
from domain.records import record
from domain.words import stems
from storage.contributions.comments import Comments
from storage.contributions.pending import Pending
from storage.contributions.repository import Contributions
from storage.contributions.visibility import Viewer
from storage.contributions.votes import Votes
from storage.ideas.library import Library
from storage.ideas.news import News
from storage.inquiry.repository import Inquiries
from storage.unit_of_work import UnitOfWork

_MOST = 1000
_ALIKE = 3


@record
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
    return fiche_of(unit, turn, actor, contributions.seen(unit, actor, contribution_id))


def open_number(unit: UnitOfWork, turn: Turn, number: Number) -> Fiche:
    """Return the contribution of that number as the actor may see it."""
    actor = enter(unit, turn)
    return fiche_of(unit, turn, actor, contributions.look_up(unit, turn, number))


def fiche_of(unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution) -> Fiche:
    """Return a contribution with its story, as *actor* may see it."""
    person = actor.person
    steers = person.leads_quality
    own = contribution.is_by(person, actor.key)
    answers = steers or contribution.assigned_to_id == person.id
    comments = tuple(
        Comment(row.author_name, row.text) for row in unit.of(Comments).of(contribution)
    )
    who = reader_of(unit, actor)
    return Fiche(
        view_for(contribution, who),
        comments,
        _history(unit, contribution, who) if answers or own else (),
        moves(contribution) if steers else (),
        tuple(
            view_for(each, who)
            for each in unit.of(Contributions).merged_into(
                contribution.organisation_id, [contribution.id]
            )
        ),
        tuple(view_for(each, who) for each in _alike(unit, viewer(turn, actor), contribution))
        if steers
        else (),
        tuple(unit.of(Library).of(contribution)) if contribution.tried else (),
        likeness.view_of(unit, turn.policy, contribution, actor),
        is_supported=bool(unit.of(Votes).supported_by(person, [contribution.id])),
        is_own=own,
        may_answer=answers,
        may_steer=steers,
        may_change=steers or own,
        may_act=person.sees_all and contribution.status not in (Status.MERGED, Status.WITHDRAWN),
    )


def _history(unit: UnitOfWork, contribution: Contribution, who: Reader) -> tuple[Entry, ...]:
    """Return what happened to a contribution, without its author's name where *who* lacks it."""
    entries = unit.of(News).of(contribution.id)
    if may_have_author(contribution, who):
        return tuple(entries)
    return tuple(
        replace(each, actor_name="") if each.actor_id == contribution.author_id else each
        for each in entries
    )


def viewer(turn: Turn, actor: Actor) -> Viewer:
    """Return the actor as who looks for contributions."""
    return Viewer(actor.person, actor.key, turn.now, turn.zone)


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
    unread = unit.of(Pending).in_status(organisation_id, UNREAD, _MOST)
    undecided = unit.of(Pending).in_status(organisation_id, UNDECIDED, _MOST)
    total = unread + undecided
    number = min(max(0, page), max(0, (total - 1) // PAGE))
    found = unit.of(Pending).inbox(organisation_id, (*UNREAD, *UNDECIDED), PAGE, number * PAGE)
    asking_back = unit.of(Pending).asked_back(organisation_id, PAGE)
    today = kept.day(turn.now)
    before = turn.now - timedelta(days=kept.rhythm.deadlines.late)
    who, reader = viewer(turn, actor), reader_of(unit, actor)
    alike = {each.id: _alike(unit, who, each) for each in found}
    return Inbox(
        tuple(view_for(each, reader) for each in found),
        unread,
        undecided,
        unit.of(Pending).late(organisation_id, before, today, 1)[1],
        tuple(view_for(each, reader) for each in asking_back),
        {id_: same[0].number for id_, same in alike.items() if same},
        today,
        kept.rhythm.deadlines,
        number=number,
        total=total,
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
