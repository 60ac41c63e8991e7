"""Sorting ideas: merged, handed over, tagged, and good practices tried."""

from datetime import date

from bot.contributions.usecases import contributions
from bot.contributions.usecases.contributions import touch
from bot.contributions.usecases.withdrawing import duplicates_of
from bot.ideas.usecases import news
from bot.ideas.usecases.moves import _LONGEST_QUESTION, move_to
from bot.ideas.usecases.reading import fiche_of, open_fiche, viewer
from bot.themes.usecases import grouping
from bot.usecases.turn import Turn, enter
from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Number, Status, check_open
from domain.contributions.life import check_merge, check_promise
from domain.errors import Reason, RuleViolationError
from domain.ideas.library import Outcome
from domain.ideas.views import Fiche
from domain.kinds import Kind
from domain.people import check_leads_quality
from storage.contributions.comments import Comments
from storage.contributions.repository import Contributions
from storage.contributions.votes import Votes
from storage.ideas.library import Library
from storage.inquiry.repository import Inquiries
from storage.unit_of_work import UnitOfWork

_MOST_TAGS = 8
_LONGEST_TAG = 30


def merge(unit: UnitOfWork, turn: Turn, contribution_id: int, into: Number | int) -> Fiche:
    """Point a contribution to another that says the same; support and comments follow.

    *into* is a number, or a serial: that of this year, else the newest.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``MERGED_BADLY``, ``NO_SUCH_MOVE``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    if isinstance(into, int):
        found = unit.of(Inquiries).by_serial(viewer(turn, actor), into, turn.year)
    else:
        found = unit.of(Contributions).find(actor.organisation_id, into)
    if found is None:
        raise RuleViolationError(Reason.UNKNOWN)
    held = unit.of(Contributions).family_for_change(
        actor.organisation_id, [contribution_id, found.id]
    )
    contribution, target = held.get(contribution_id), held[found.id]
    if contribution is None:
        raise RuleViolationError(Reason.UNKNOWN)
    check_merge(contribution, target)
    duplicates = duplicates_of(unit, contribution)
    unit.of(Votes).give_votes(contribution, target, duplicates)
    unit.of(Comments).follow(contribution, target)
    for each in duplicates:  # no chains of them
        unit.of(Contributions).change(
            each, Change.EDITED, turn.now, actor.id, merged_into_id=target.id
        )
    moved = move_to(unit, turn, actor, contribution, Status.MERGED, {"merged_into_id": target.id})
    grouping.follow_merge(unit, turn, actor, moved, target)
    touch(unit, turn, target)
    return fiche_of(unit, turn, actor, moved)


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
    contribution = contributions.seen_for_change(unit, actor, contribution_id)
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
        return fiche_of(unit, turn, actor, contribution)
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
    return fiche_of(unit, turn, actor, changed)


def tag(unit: UnitOfWork, turn: Turn, contribution_id: int, tags: Clean) -> Fiche:
    """Give a contribution its tags, « CEJ, accueil »; only a quality lead may."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    contribution = contributions.seen_for_change(unit, actor, contribution_id)
    wanted = read_tags(tags)
    if wanted != contribution.tags:
        contribution = unit.of(Contributions).change(
            contribution, Change.TAGGED, turn.now, actor.id, tags=list(wanted)
        )
    return fiche_of(unit, turn, actor, contribution)


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags that are written one after the other, each once, at most eight."""
    parts = text.replace(";", ",").replace("#", " ").split(",")
    cleaned = [" ".join(part.split())[:_LONGEST_TAG] for part in parts]
    return tuple(dict.fromkeys(part for part in cleaned if part))[:_MOST_TAGS]


def try_practice(
    unit: UnitOfWork, turn: Turn, contribution_id: int, outcome: Outcome, result: Clean
) -> Fiche:
    """Keep that the actor tried a good practice, with a word on the result.

    Raises:
        RuleViolationError: ``NO_SUCH_MOVE`` for what is no good practice, ``NO_RESULT``,
            ``TOO_LONG``.
    """
    actor = enter(unit, turn)
    contribution = contributions.seen_for_change(unit, actor, contribution_id)
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
