"""A human’s word: irritants that are the same problem, and those that are not."""

from collections.abc import Sequence
from typing import TypeVar

from bot.contributions.usecases.contributions import seen, touch
from bot.contributions.usecases.readers import reader_of
from bot.themes.usecases.likeness import stands, view_of
from bot.themes.usecases.reading import lead_of
from bot.themes.usecases.telling import follow, watch
from bot.usecases.turn import Actor, Policy, Turn, enter, note
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Contribution, check_may_change
from domain.contributions.view import View, view_for
from domain.errors import Reason, RuleViolationError
from domain.themes.theme import IrritantView, Pair, Theme, guess_name
from storage.contributions.repository import Contributions, LockedContribution
from storage.themes.likeness import MOST_COUNTED, Likenesses
from storage.themes.repository import LockedTheme, Themes
from storage.unit_of_work import UnitOfWork

C = TypeVar("C", bound=Contribution)

_REFUSED = 200
"""So many irritants of a theme, the newest, are kept as not the same as one that is refused."""


def same(unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int) -> None:
    """Make an irritant the same problem as another that was proposed; said by its author.

    What has a theme already keeps it: a card of before changes nothing.

    Raises:
        RuleViolationError: ``NOT_YOURS``, ``UNKNOWN`` for what was not proposed, ``NO_IRRITANT``.
    """
    actor, contribution, other = _asked_of_both(unit, turn, contribution_id, other_id)
    if unit.of(Themes).of(actor.organisation_id, [contribution.id]):
        return
    join(unit, turn, actor, contribution, _proposed(unit, contribution, other))


def different(unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int) -> None:
    """Remember that an irritant is not the problem of another that was proposed.

    Nor that of the others of its theme. Said by its author; raises what ``same`` does.
    """
    actor, contribution, other = _asked_of_both(unit, turn, contribution_id, other_id)
    if other_id in unit.of(Likenesses).refused(actor.organisation_id, contribution.id):
        return
    refuse(unit, turn, actor, contribution, _proposed(unit, contribution, other))


def look(unit: UnitOfWork, turn: Turn, contribution_id: int) -> View | IrritantView:
    """Return a contribution as its thread's card shows it to the actor; ``UNKNOWN``."""
    actor = enter(unit, turn)
    contribution = seen(unit, actor, contribution_id)
    asked = view_of(unit, turn.policy, contribution, actor)
    return asked or view_for(contribution, reader_of(unit, actor))


def _asked_of_both(
    unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int
) -> tuple[Actor, LockedContribution, LockedContribution | None]:
    """Return who answers the question under an irritant, the irritant, and the other one."""
    actor = enter(unit, turn)
    held = unit.of(Contributions).for_change(actor.organisation_id, [contribution_id, other_id])
    seen(unit, actor, contribution_id)
    contribution = held[contribution_id]
    check_may_change(contribution, actor.person, actor.key)
    return actor, irritant_of(contribution), held.get(other_id)


def irritant_of(contribution: C | None) -> C:
    """Return a contribution that is an irritant; ``NO_IRRITANT`` for what is none."""
    if contribution is None:
        raise RuleViolationError(Reason.UNKNOWN)
    if not stands(contribution):
        raise RuleViolationError(Reason.NO_IRRITANT)
    return contribution


def _proposed(
    unit: UnitOfWork, contribution: Contribution, other: LockedContribution | None
) -> LockedContribution:
    """Return what was proposed: who is asked might not be allowed to know of anything else."""
    likes = unit.of(Likenesses).alike(contribution.organisation_id, [contribution.id])
    proposed = {each.other_id for each in likes.get(contribution.id, ())}
    if other is None or other.id not in proposed:
        raise RuleViolationError(Reason.UNKNOWN)
    return irritant_of(other)


def join(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    other: LockedContribution,
) -> Theme:
    """Put an irritant into the theme of *other*; one is made if it has none."""
    theme = unit.of(Themes).of_for_change(actor.organisation_id, [other.id]).get(other.id)
    placed = [contribution]
    if theme is None:
        theme = begin(unit, turn, named_actor(actor, contribution), [contribution, other])
        placed = [contribution, other]
    place_in(unit, turn, named_actor(actor, contribution), theme, placed)
    return theme


def named_actor(actor: Actor, contribution: Contribution) -> Actor | None:
    """Return whom the journal names: not an anonymous author beside their own words."""
    unnamed = contribution.is_anonymous and contribution.author_key == actor.key
    return None if unnamed else actor


def begin(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor | None,
    irritants: Sequence[Contribution],
    name: Clean = EMPTY,
) -> LockedTheme:
    """Return a new theme, named after the irritant that begins it."""
    organisation_id = irritants[0].organisation_id
    theme = unit.of(Themes).add(organisation_id, name or guess_name(irritants), turn.now)
    note(unit, turn, actor, "theme.created", f"theme:{theme.id}")
    return theme


def place_in(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor | None,
    theme: LockedTheme,
    irritants: Sequence[LockedContribution],
) -> None:
    """Put irritants into a theme; a solved one in which one arrives afterwards comes back."""
    organisation_id = theme.organisation_id
    unit.of(Themes).place(theme, irritants, turn.now)
    for each in irritants:
        note(unit, turn, actor, "theme.placed", f"theme:{theme.id}", contribution=each.id)
        touch(unit, turn, each)
    solved = theme.solved_at
    if solved is not None and any(each.created_at > solved for each in irritants):
        unit.of(Themes).come_back(theme, turn.now)
        note(unit, turn, None, "theme.came_back", f"theme:{theme.id}", solved=solved.isoformat())
    follow(unit, turn, theme)
    watch(unit, turn.policy, organisation_id, turn.now, [theme.id], actor.id if actor else None)


def refuse(
    unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution, other: Contribution
) -> None:
    """Keep that two irritants are not the same problem, nor what is in the other’s theme."""
    organisation_id = contribution.organisation_id
    theme = unit.of(Themes).of(organisation_id, [other.id]).get(other.id)
    inside = unit.of(Themes).ids_in(organisation_id, theme.id, _REFUSED) if theme else []
    others = {other.id, *inside} - {contribution.id}
    unit.of(Likenesses).refuse(organisation_id, contribution.id, others)
    who, subject = named_actor(actor, contribution), f"contribution:{contribution.id}"
    note(unit, turn, who, "theme.refused", subject, other=other.id)
    touch(unit, turn, contribution)


def follow_merge(
    unit: UnitOfWork, turn: Turn, actor: Actor, merged: Contribution, into: LockedContribution
) -> None:
    """Give what a duplicate points to its place in its theme, unless it has one itself."""
    themes = unit.of(Themes).of_for_change(actor.organisation_id, [merged.id, into.id])
    theme = themes.get(merged.id)
    if theme is not None and into.id not in themes and stands(into):
        place_in(unit, turn, actor, theme, [into])


def waiting(unit: UnitOfWork, turn: Turn, page: int) -> Pair | None:
    """Return what waits to be grouped, one after the other; None when nothing does.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    return _waiting(unit, turn.policy, lead_of(unit, turn), page)


def _waiting(unit: UnitOfWork, policy: Policy, actor: Actor, page: int) -> Pair | None:
    total = unit.of(Likenesses).count_waiting(actor.organisation_id)
    if not total:
        return None
    number = page % total  # after the last one those that were put off come again
    found = unit.of(Likenesses).waiting(actor.organisation_id, limit=1, offset=number)
    contribution = unit.of(Contributions).get(actor.organisation_id, found[0].contribution_id)
    view = view_of(unit, policy, contribution, actor) if contribution else None
    if view is None or not view.alike:
        return None
    counted, is_more = min(total, MOST_COUNTED), total > MOST_COUNTED
    return Pair(view.contribution, view.alike[0], number, counted, is_more)


def group(
    unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int, page: int
) -> Pair | None:
    """Make two irritants the same problem; return what waits next.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_IRRITANT``.
    """
    actor = lead_of(unit, turn)
    contribution, other = _both(unit, actor, contribution_id, other_id)
    if not unit.of(Themes).of(actor.organisation_id, [contribution.id]):
        join(unit, turn, actor, contribution, other)
    return _waiting(unit, turn.policy, actor, page)


def keep_apart(
    unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int, page: int
) -> Pair | None:
    """Remember that two irritants are different problems; return what waits next."""
    actor = lead_of(unit, turn)
    contribution, other = _both(unit, actor, contribution_id, other_id)
    if other.id not in unit.of(Likenesses).refused(actor.organisation_id, contribution.id):
        refuse(unit, turn, actor, contribution, other)
    return _waiting(unit, turn.policy, actor, page)


def _both(
    unit: UnitOfWork, actor: Actor, contribution_id: int, other_id: int
) -> tuple[LockedContribution, LockedContribution]:
    if contribution_id == other_id:
        raise RuleViolationError(Reason.UNKNOWN)
    both = [contribution_id, other_id]
    held = unit.of(Contributions).for_change(actor.organisation_id, both)
    return irritant_of(held.get(contribution_id)), irritant_of(held.get(other_id))
