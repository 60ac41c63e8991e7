"""Finding the same problem: what arrives is compared, and asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.contributions.usecases.contributions import touch
from bot.contributions.usecases.readers import everybody, reader_of
from bot.usecases.here import zone_here
from bot.usecases.turn import Actor, Policy, Turn
from domain.contributions.contribution import Contribution, Facts, Status
from domain.contributions.view import Reader, View, may_read, view_for
from domain.isoweek import Week
from domain.kinds import Kind
from domain.records import record
from domain.themes.recurrence import Similar
from domain.themes.theme import LATELY, PROPOSED, Alike, IrritantView, Theme
from storage.contributions.repository import Contributions
from storage.themes.figures import ThemeFigures
from storage.themes.likeness import Likeness, Likenesses, likenesses
from storage.themes.repository import Themes
from storage.themes.similar import RecentIrritants, SimilarIrritants
from storage.unit_of_work import UnitOfWork

_LOOKED_AT = 30
"""So many of the most alike are looked at for three of different themes."""


@record
class Compared:
    """What is found of irritants that were just kept, by their ids."""

    found: Mapping[int, Sequence[Similar]]
    """What they may be the same as, best first: nobody has been asked yet."""
    views: Mapping[int, IrritantView]
    """Those that are like something, with what is asked of them, as all may read it."""


def compare(
    unit: UnitOfWork, policy: Policy, memory: RecentIrritants, kept: Sequence[View]
) -> Compared:
    """Compare irritants that were just kept with what was said before.

    Reads only, so that nobody's writing waits for it.
    """
    organisation_id = kept[0].organisation_id
    asked = {
        each.id for each in kept if unit.of(Likenesses).was_compared(organisation_id, each.id)
    }
    found = {each.id: like(unit, memory, each) for each in kept if each.id not in asked}
    found = {id_: similar for id_, similar in found.items() if similar}
    if not (asked or found):
        return Compared({}, {})
    alike = {each.contribution_id for similar in found.values() for each in similar}
    read = unit.of(Contributions).some(organisation_id, asked | found.keys() | alike)
    shown = [read[id_] for id_ in read.keys() & (asked | found.keys())]
    proposed = {id_: likenesses(id_, similar) for id_, similar in found.items()}
    return Compared(found, views(unit, policy, shown, proposed=proposed, others=read))


def like(
    unit: UnitOfWork, memory: RecentIrritants, irritant: Contribution | View
) -> list[Similar]:
    """Return what an irritant may be the same as: three at most, of a theme one, best first."""
    organisation_id = irritant.organisation_id
    refused = unit.of(Likenesses).refused(organisation_id, irritant.id)
    found = unit.of(SimilarIrritants).find(
        memory,
        organisation_id,
        irritant.text,
        itself=irritant.id,
        limit=_LOOKED_AT,
        without=refused,
    )
    if not found:
        return []
    themes = unit.of(Themes).of(
        organisation_id, {each.contribution_id for each in found} | refused
    )
    passed = {themes[each].id for each in refused if each in themes}
    kept = []
    for each in found:
        theme = themes.get(each.contribution_id)
        if theme is not None and theme.id in passed:
            continue
        if theme is not None:
            passed.add(theme.id)
        kept.append(each)
    return kept[:PROPOSED]


def propose(
    unit: UnitOfWork,
    turn: Turn,
    kept: Sequence[View],
    found: Mapping[int, Sequence[Similar]],
    *,
    is_late: bool,
) -> None:
    """Keep what irritants may be the same as, unless somebody has said meanwhile.

    Where it *is_late*, the cards went without it, and are updated.
    """
    for each in kept:
        if propose_one(unit, each, found.get(each.id, ())) and is_late:
            touch(unit, turn, each)


def propose_one(unit: UnitOfWork, irritant: Facts, found: Sequence[Similar]) -> bool:
    """Keep what an irritant may be the same as; False where somebody was asked already."""
    organisation_id = irritant.organisation_id
    if not found or unit.of(Likenesses).was_compared(organisation_id, irritant.id):
        return False
    unit.of(Likenesses).propose(organisation_id, irritant.id, found)
    return True


def views(
    unit: UnitOfWork,
    policy: Policy,
    contributions: Sequence[Contribution],
    actor: Actor | None = None,
    proposed: Mapping[int, Sequence[Likeness]] | None = None,
    others: Mapping[int, Contribution] | None = None,
) -> dict[int, IrritantView]:
    """Return irritants with their theme, or with what is asked of them, by id.

    Shown is what all may read; with *actor*, what they may. What is *proposed* of some is not kept
    yet; what has been read of *others* is not read again.
    """
    irritants = [each for each in contributions if stands(each)]
    if not irritants:
        return {}
    organisation_id = irritants[0].organisation_id
    zone = zone_here(unit, policy, organisation_id)
    who = reader_of(unit, actor) if actor else everybody(unit, organisation_id)
    likes = dict(proposed or {})
    asked = [each.id for each in irritants if each.id not in likes]
    themes = unit.of(Themes).of(organisation_id, asked)
    asked = [id_ for id_ in asked if id_ not in themes]
    likes |= unit.of(Likenesses).alike(organisation_id, asked) if asked else {}
    wanted = {like.other_id for found in likes.values() for like in found}
    others = dict(others or {})
    if unread := wanted - others.keys():
        others |= unit.of(Contributions).some(organisation_id, unread)
    theirs = unit.of(Themes).of(organisation_id, wanted)
    return {
        each.id: IrritantView(
            view_for(each, who),
            zone,
            _alike(unit, each, likes.get(each.id, ()), others, theirs, who),
            themes.get(each.id),
        )
        for each in irritants
    }


def _alike(
    unit: UnitOfWork,
    irritant: Contribution,
    likes: Sequence[Likeness],
    others: Mapping[int, Contribution],
    themes: Mapping[int, Theme],
    who: Reader,
) -> tuple[Alike, ...]:
    since = Week.parse(irritant.week).plus(1 - LATELY)
    ours = {themes[each.other_id].id for each in likes if each.other_id in themes}
    times = unit.of(ThemeFigures).times(irritant.organisation_id, ours, since)
    found = []
    for like in likes:
        other, theme = others.get(like.other_id), themes.get(like.other_id)
        if (
            other is None
            or not stands(other)
            or not (_may_stand_beside(other, irritant, who) or (theme and theme.name))
        ):
            continue
        alike = Alike(
            view_for(other, who),
            theme,
            lately=int(other.week >= str(since)),
            last_at=other.created_at,
            is_best=like.place == 1,
        )
        said = times.get(theme.id) if theme else None
        if said is not None:
            alike = replace(alike, times=said.all, lately=said.lately, last_at=said.last_at)
        found.append(alike)
    return tuple(found)


def _may_stand_beside(other: Contribution, irritant: Contribution, who: Reader) -> bool:
    """Tell whether *who* may read *other* beside *irritant*; what is private only its author."""
    if may_read(other, who):
        return True
    if irritant.is_public:
        return False
    return (other.author_id, other.author_key) == (irritant.author_id, irritant.author_key)


def shown(
    unit: UnitOfWork, policy: Policy, organisation_id: int, contribution_id: int
) -> View | IrritantView | None:
    """Return what the card of a contribution shows wherever it stands: what all may have."""
    contribution = unit.of(Contributions).get(organisation_id, contribution_id)
    if contribution is None:
        return None
    asked = view_of(unit, policy, contribution)
    return asked or view_for(contribution, everybody(unit, organisation_id))


def asked_of_kept(
    unit: UnitOfWork, policy: Policy, kept: Sequence[View]
) -> dict[int, IrritantView]:
    """Return what is asked of irritants that were just kept, by id, as all may read it."""
    found = unit.of(Contributions).some(kept[0].organisation_id, [each.id for each in kept])
    return views(unit, policy, list(found.values()))


def view_of(
    unit: UnitOfWork, policy: Policy, contribution: Contribution, actor: Actor | None = None
) -> IrritantView | None:
    """Return an irritant with its theme or what is asked of it; None for what is no irritant."""
    return views(unit, policy, [contribution], actor).get(contribution.id)


def stands(contribution: Facts) -> bool:
    """Tell whether a contribution is an irritant that counts."""
    gone = contribution.status in (Status.MERGED, Status.WITHDRAWN)
    return contribution.kind is Kind.IRRITANT and not gone
