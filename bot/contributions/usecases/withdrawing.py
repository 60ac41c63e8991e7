"""Taking a contribution back and giving it back; what a merge gave follows."""

from datetime import datetime
from typing import Any

from bot.contributions.usecases.contributions import follow_changes, owned, touch
from bot.contributions.usecases.readers import reader_of
from bot.usecases.turn import Actor, Turn, enter
from domain.contributions.contribution import Change, Contribution, Status
from domain.contributions.life import MOVES
from domain.contributions.view import View, view_for
from storage.contributions.comments import Comments
from storage.contributions.repository import Contributions, LockedContribution
from storage.contributions.votes import Votes
from storage.ideas.news import News
from storage.unit_of_work import UnitOfWork

_MOMENTS = ("status_at", "read_at", "decided_at")


def withdraw(unit: UnitOfWork, turn: Turn, contribution_id: int) -> View:
    """Take a contribution back; its number stays its own. Taken back already, it stays so."""
    actor = enter(unit, turn)
    unit.of(Contributions).family_for_change(actor.organisation_id, [contribution_id])
    contribution = owned(unit, actor, contribution_id)
    if contribution.status is not Status.WITHDRAWN:
        contribution = take_back(unit, turn, _named(actor, contribution), contribution)
    return view_for(contribution, reader_of(unit, actor))


def restore(unit: UnitOfWork, turn: Turn, contribution_id: int) -> View:
    """Put back a contribution that was taken back; an old card undoes nothing that came after."""
    actor = enter(unit, turn)
    contribution = owned(unit, actor, contribution_id)
    if contribution.status is Status.WITHDRAWN:
        before = as_before(unit, turn, contribution)
        contribution = follow_changes(unit, turn, actor, contribution, Change.RESTORED, before)
    return view_for(contribution, reader_of(unit, actor))


def _named(actor: Actor, contribution: Contribution) -> int | None:
    """Return whom the history names: not an anonymous author beside their own words."""
    unnamed = contribution.is_anonymous and contribution.author_key == actor.key
    return None if unnamed else actor.id


def take_back(
    unit: UnitOfWork,
    turn: Turn,
    actor_id: int | None,
    contribution: LockedContribution,
    **more: Any,
) -> LockedContribution:
    """Withdraw a contribution; what it gave as a duplicate goes, and its own duplicates stand.

    They stand as they did before they were merged. Nobody is told: nothing new was decided.
    """
    leave(unit, turn, contribution)
    for each in duplicates_of(unit, contribution):
        leave(unit, turn, each)
        before = _before_merging(unit, each)
        unit.of(Contributions).change(each, Change.RESTORED, turn.now, actor_id, **before)
        touch(unit, turn, each)
    values = {"status": Status.WITHDRAWN, "status_at": turn.now, "merged_into_id": None} | more
    withdrawn = unit.of(Contributions).change(
        contribution, Change.WITHDRAWN, turn.now, actor_id, **values
    )
    touch(unit, turn, contribution)
    return withdrawn


def duplicates_of(unit: UnitOfWork, contribution: LockedContribution) -> list[LockedContribution]:
    """Return what points to a contribution; no other process changes these either."""
    organisation_id = contribution.organisation_id
    found = unit.of(Contributions).merged_into(organisation_id, [contribution.id])
    ids = [each.id for each in found]
    return list(unit.of(Contributions).for_change(organisation_id, ids).values())


def leave(unit: UnitOfWork, turn: Turn, contribution: LockedContribution) -> None:
    """Take from what a duplicate points to what it brought there: it is about to stand alone."""
    target = contribution.merged_into_id
    if target is not None:
        held = unit.of(Contributions).for_change(contribution.organisation_id, [target])
        unit.of(Votes).take_back(contribution, held[target])
        unit.of(Comments).come_back(contribution, held[target])
        touch(unit, turn, held[target])


def as_before(unit: UnitOfWork, turn: Turn, contribution: Contribution) -> dict[str, Any]:
    """Return the columns of what is given back: it stands as it did; a duplicate, as read."""
    for entry in reversed(unit.of(News).of(contribution.id)):
        if entry.change is Change.WITHDRAWN:
            before = Status(entry.before.get("status", Status.RECEIVED))
            kept = Status.READ if before is Status.MERGED else before
            return {"status": kept, "status_at": turn.now}
    return {"status": Status.RECEIVED}


def _before_merging(unit: UnitOfWork, contribution: Contribution) -> dict[str, Any]:
    """Return the columns of a duplicate as they were before; as read, where nobody knows."""
    for entry in reversed(unit.of(News).of(contribution.id)):
        if entry.after.get("status") == Status.MERGED and entry.before:
            before = entry.before | {
                name: moment and datetime.fromisoformat(moment)
                for name in _MOMENTS
                if name in entry.before
                for moment in [entry.before[name]]
            }
            status = Status(before["status"])
            kept = status if status in MOVES[contribution.kind] else Status.READ
            return before | {"status": kept, "merged_into_id": None}
    return {"status": Status.READ, "decided_at": None, "merged_into_id": None}
