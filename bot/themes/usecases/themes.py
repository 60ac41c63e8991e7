"""Themes: finding the same problem, a human's word on it, and what is told of what comes back.

Nothing is grouped unasked: irritants are compared when they arrive, the likely ones are proposed
to their author and to the quality leads, and what either says is remembered.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from bot.contributions.usecases.contributions import seen, touch
from bot.usecases.owing import habits, is_lead, owed_to, within_ceiling
from bot.usecases.turn import Actor, Policy, Turn, enter, note
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Contribution, Status, check_may_change
from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week
from domain.journal import Event
from domain.kinds import Kind
from domain.names import fold
from domain.people import check_leads_quality
from domain.rhythm import next_allowed
from domain.themes.recurrence import Similar
from domain.themes.subjects import ThemeSubject
from domain.themes.theme import (
    LATELY,
    PAGE,
    PROPOSED,
    WEEKS,
    Alike,
    Attaching,
    IrritantView,
    Pair,
    Recurrence,
    Theme,
    ThemeCard,
    ThemeList,
    ThemeView,
    check_name,
    guess_name,
)
from domain.week.flash import MOST
from domain.week.subjects import WeekSubject
from storage.contributions.repository import Contributions
from storage.inquiry.repository import Viewer
from storage.themes.repository import MOST_COUNTED, Likeness, Themes
from storage.themes.similar import SimilarIrritants
from storage.unit_of_work import UnitOfWork
from storage.week.flashes import Flashes
from storage.week.prompts import Prompts

"""The subject of the message that tells a quality lead of a theme that has become recurrent."""

_LOOKED_AT = 30
"""So many of the most alike are looked at for three of different themes."""

_REFUSED = 200
"""So many irritants of a theme, the newest, are kept as not the same as one that is refused."""

_ALL = 10_000
"""More than an organisation has themes."""

_CHOICES = 40
"""Themes to choose from in a form, so that it stays a card."""


# --- comparing what arrives ---------------------------------------------------------------------


def compare(unit: UnitOfWork, contribution: Contribution) -> list[Similar]:
    """Return what an irritant may be the same as: three at most, of a theme one, best first.

    Reads only, so that nobody's writing waits for it.
    """
    organisation_id = contribution.organisation_id
    refused = unit.of(Themes).refused(organisation_id, contribution.id)
    found = unit.of(SimilarIrritants).find(
        organisation_id,
        contribution.text,
        limit=_LOOKED_AT,
        without={contribution.id, *refused},
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


def propose(unit: UnitOfWork, contribution: Contribution, found: Sequence[Similar]) -> None:
    """Keep what an irritant may be the same as, unless somebody has said meanwhile."""
    organisation_id = contribution.organisation_id
    if not unit.of(Themes).was_compared(organisation_id, contribution.id):
        unit.of(Themes).propose(organisation_id, contribution.id, found)


def show_late(unit: UnitOfWork, turn: Turn, contribution: Contribution) -> None:
    """Have the card that went without them follow with the proposals."""
    touch(unit, turn, contribution)


def views(
    unit: UnitOfWork, contributions: Sequence[Contribution], actor: Actor | None = None
) -> dict[int, IrritantView]:
    """Return irritants with their theme, or with what is asked of them, by id.

    Shown is what all may read; with *actor*, what they may.
    """
    irritants = [each for each in contributions if _stands(each)]
    if not irritants:
        return {}
    organisation_id = irritants[0].organisation_id
    themes = unit.of(Themes).of(organisation_id, [each.id for each in irritants])
    likes = unit.of(Themes).alike(
        organisation_id, [each.id for each in irritants if each.id not in themes]
    )
    wanted = {like.other_id for found in likes.values() for like in found}
    others = unit.of(Contributions).some(organisation_id, wanted) if wanted else {}
    theirs = unit.of(Themes).of(organisation_id, wanted)
    return {
        each.id: IrritantView(
            each,
            _alike(unit, each, likes.get(each.id, ()), others, theirs, actor),
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
    actor: Actor | None,
) -> tuple[Alike, ...]:
    since = Week.parse(irritant.week).plus(1 - LATELY)
    ours = {themes[each.other_id].id for each in likes if each.other_id in themes}
    times = unit.of(Themes).times(irritant.organisation_id, ours, since)
    found = []
    for like in likes:
        other, theme = others.get(like.other_id), themes.get(like.other_id)
        if other is None or not (_may_read(other, irritant, actor) or (theme and theme.name)):
            continue
        alike = Alike(
            other,
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


def _may_read(other: Contribution, irritant: Contribution, actor: Actor | None) -> bool:
    """Tell whether *other* may be shown beside *irritant*: to all, or to who reads it alone."""
    if other.is_public or (actor is not None and actor.person.sees_all):
        return True
    if irritant.is_public and actor is None:
        return False
    same = (other.author_id, other.author_key) == (irritant.author_id, irritant.author_key)
    return same or (actor is not None and other.is_by(actor.person, actor.key))


def shown(
    unit: UnitOfWork, _: Policy, organisation_id: int, contribution_id: int
) -> Contribution | IrritantView | None:
    """Return what the card of a contribution shows wherever it stands."""
    contribution = unit.of(Contributions).get(organisation_id, contribution_id)
    if contribution is None:
        return None
    return view_of(unit, contribution) or contribution


def view_of(
    unit: UnitOfWork, contribution: Contribution, actor: Actor | None = None
) -> IrritantView | None:
    """Return an irritant with its theme or what is asked of it; None for what is no irritant."""
    return views(unit, [contribution], actor).get(contribution.id)


def _stands(contribution: Contribution) -> bool:
    gone = contribution.status in (Status.MERGED, Status.WITHDRAWN)
    return contribution.kind is Kind.IRRITANT and not gone


# --- a human's word -----------------------------------------------------------------------------


def same(unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int) -> Contribution:
    """Have an irritant be the same problem as another that was proposed; said by its author.

    What has a theme already keeps it: a card of before changes nothing.

    Raises:
        RuleViolationError: ``NOT_YOURS``, ``UNKNOWN`` for what was not proposed, ``NO_IRRITANT``.
    """
    actor, contribution = _asked(unit, turn, contribution_id)
    if unit.of(Themes).of(actor.organisation_id, [contribution.id]):
        return contribution
    _join(unit, turn, actor, contribution, _proposed(unit, contribution, other_id))
    return contribution


def different(unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int) -> Contribution:
    """Remember that an irritant is not the problem of another that was proposed.

    Nor that of the others of its theme. Said by its author; raises what ``same`` does.
    """
    actor, contribution = _asked(unit, turn, contribution_id)
    if other_id in unit.of(Themes).refused(actor.organisation_id, contribution.id):
        return contribution
    _refuse(unit, turn, actor, contribution, _proposed(unit, contribution, other_id))
    return contribution


def _asked(unit: UnitOfWork, turn: Turn, contribution_id: int) -> tuple[Actor, Contribution]:
    actor = enter(unit, turn)
    contribution = seen(unit, actor, contribution_id)
    check_may_change(contribution, actor.person, actor.key)
    return actor, _irritant(contribution)


def _irritant(contribution: Contribution | None) -> Contribution:
    if contribution is None:
        raise RuleViolationError(Reason.UNKNOWN)
    if not _stands(contribution):
        raise RuleViolationError(Reason.NO_IRRITANT)
    return contribution


def _proposed(unit: UnitOfWork, contribution: Contribution, other_id: int) -> Contribution:
    """Return what was proposed: who is asked might not be allowed to know of anything else."""
    likes = unit.of(Themes).alike(contribution.organisation_id, [contribution.id])
    if other_id not in {each.other_id for each in likes.get(contribution.id, ())}:
        raise RuleViolationError(Reason.UNKNOWN)
    return _irritant(unit.of(Contributions).get(contribution.organisation_id, other_id))


def _join(
    unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution, other: Contribution
) -> Theme:
    """Put an irritant into the theme of *other*; one is made if it has none."""
    theme = unit.of(Themes).of(actor.organisation_id, [other.id]).get(other.id)
    placed = [contribution]
    if theme is None:
        theme = _begin(unit, turn, _named(actor, contribution), [contribution, other])
        placed = [contribution, other]
    _place(unit, turn, _named(actor, contribution), theme, placed)
    return theme


def _named(actor: Actor, contribution: Contribution) -> Actor | None:
    """Return whom the journal names: not an anonymous author beside their own words."""
    unnamed = contribution.is_anonymous and contribution.author_key == actor.key
    return None if unnamed else actor


def _begin(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor | None,
    irritants: Sequence[Contribution],
    name: Clean = EMPTY,
) -> Theme:
    organisation_id = irritants[0].organisation_id
    theme = unit.of(Themes).add(organisation_id, name or guess_name(irritants), turn.now)
    note(unit, turn, actor, "theme.created", f"theme:{theme.id}")
    return theme


def _place(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor | None,
    theme: Theme,
    irritants: Sequence[Contribution],
) -> None:
    """Put irritants into a theme; a solved one in which one arrives afterwards comes back."""
    organisation_id = theme.organisation_id
    unit.of(Themes).place(organisation_id, theme.id, [each.id for each in irritants], turn.now)
    for each in irritants:
        note(unit, turn, actor, "theme.placed", f"theme:{theme.id}", contribution=each.id)
        touch(unit, turn, each)
    solved = theme.solved_at
    if solved is not None and any(each.created_at > solved for each in irritants):
        unit.of(Themes).come_back(organisation_id, theme.id, turn.now)
        note(unit, turn, None, "theme.came_back", f"theme:{theme.id}", solved=solved.isoformat())
    follow(unit, turn, theme)
    watch(unit, turn.policy, organisation_id, turn.now, [theme.id], actor.id if actor else None)


def _refuse(
    unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution, other: Contribution
) -> None:
    organisation_id = contribution.organisation_id
    theme = unit.of(Themes).of(organisation_id, [other.id]).get(other.id)
    inside = unit.of(Themes).ids_in(organisation_id, theme.id, _REFUSED) if theme else []
    others = {other.id, *inside} - {contribution.id}
    unit.of(Themes).refuse(organisation_id, contribution.id, others)
    who, subject = _named(actor, contribution), f"contribution:{contribution.id}"
    note(unit, turn, who, "theme.refused", subject, other=other.id)
    touch(unit, turn, contribution)


def follow(unit: UnitOfWork, turn: Turn, theme: Theme) -> None:
    """Have the messages that show a theme follow it: the flash, and what leads were told."""
    organisation_id = theme.organisation_id
    unit.outbox.touch(organisation_id, (ThemeSubject.RECURRENT, theme.id), turn.now)
    for flash in unit.of(Flashes).of_theme(organisation_id, theme.id):
        unit.outbox.touch(organisation_id, (WeekSubject.FLASH, flash), turn.now)


def follow_merge(
    unit: UnitOfWork, turn: Turn, actor: Actor, merged: Contribution, into: Contribution
) -> None:
    """Have what a duplicate points to take its place in its theme, unless it has one itself."""
    themes = unit.of(Themes).of(actor.organisation_id, [merged.id, into.id])
    theme = themes.get(merged.id)
    if theme is not None and into.id not in themes and _stands(into):
        _place(unit, turn, actor, theme, [into])


# --- the quality lead ---------------------------------------------------------------------------


def waiting(unit: UnitOfWork, turn: Turn, page: int) -> Pair | None:
    """Return what waits to be grouped, one after the other; None when nothing does.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    return _waiting(unit, _lead(unit, turn), page)


def _waiting(unit: UnitOfWork, actor: Actor, page: int) -> Pair | None:
    total = unit.of(Themes).count_waiting(actor.organisation_id)
    if not total:
        return None
    number = page % total  # after the last one those that were put off come again
    found = unit.of(Themes).waiting(actor.organisation_id, limit=1, offset=number)
    contribution = unit.of(Contributions).get(actor.organisation_id, found[0].contribution_id)
    view = view_of(unit, contribution, actor) if contribution else None
    if view is None or not view.alike:
        return None
    counted, is_more = min(total, MOST_COUNTED), total > MOST_COUNTED
    return Pair(view.contribution, view.alike[0], number, counted, is_more)


def group(
    unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int, page: int
) -> Pair | None:
    """Have two irritants be the same problem; return what waits next.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_IRRITANT``.
    """
    actor = _lead(unit, turn)
    contribution, other = _both(unit, actor, contribution_id, other_id)
    if not unit.of(Themes).of(actor.organisation_id, [contribution.id]):
        _join(unit, turn, actor, contribution, other)
    return _waiting(unit, actor, page)


def keep_apart(
    unit: UnitOfWork, turn: Turn, contribution_id: int, other_id: int, page: int
) -> Pair | None:
    """Remember that two irritants are different problems; return what waits next."""
    actor = _lead(unit, turn)
    contribution, other = _both(unit, actor, contribution_id, other_id)
    if other.id not in unit.of(Themes).refused(actor.organisation_id, contribution.id):
        _refuse(unit, turn, actor, contribution, other)
    return _waiting(unit, actor, page)


def _both(
    unit: UnitOfWork, actor: Actor, contribution_id: int, other_id: int
) -> tuple[Contribution, Contribution]:
    if contribution_id == other_id:
        raise RuleViolationError(Reason.UNKNOWN)
    one, other = (
        unit.of(Contributions).get(actor.organisation_id, each)
        for each in (contribution_id, other_id)
    )
    return _irritant(one), _irritant(other)


def choose(unit: UnitOfWork, turn: Turn, contribution_id: int) -> Attaching:
    """Return the themes to which an irritant may be attached, the likely ones first.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_IRRITANT``.
    """
    actor = _lead(unit, turn)
    contribution = _irritant(unit.of(Contributions).get(actor.organisation_id, contribution_id))
    organisation_id = actor.organisation_id
    found = unit.of(SimilarIrritants).find(
        organisation_id, contribution.text, limit=_LOOKED_AT, without={contribution.id}
    )
    ids = [each.contribution_id for each in found]
    themes = unit.of(Themes).of(organisation_id, [*ids, contribution.id])
    likely = [themes[each] for each in ids if each in themes]
    latest = unit.of(Themes).latest(organisation_id, _CHOICES)
    choices = {each.id: each for each in (*likely, *latest)}
    return Attaching(contribution, tuple(choices.values())[:_CHOICES], themes.get(contribution.id))


def attach(
    unit: UnitOfWork, turn: Turn, contribution_id: int, theme_id: int | None, name: Clean
) -> None:
    """Attach an irritant to a theme; to the one called *name*, made if need be; or to none.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_IRRITANT``, ``UNKNOWN_THEME``.
    """
    actor = _lead(unit, turn)
    organisation_id = actor.organisation_id
    contribution = _irritant(unit.of(Contributions).get(organisation_id, contribution_id))
    current = unit.of(Themes).of(organisation_id, [contribution.id]).get(contribution.id)
    wanted = _chosen(unit, turn, actor, contribution, theme_id, name)
    if wanted is not None and (current is None or wanted.id != current.id):
        _place(unit, turn, actor, wanted, [contribution])
    elif wanted is None and current is not None:
        _take_out(unit, turn, actor, current, [contribution])


def _chosen(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: Contribution,
    theme_id: int | None,
    name: Clean,
) -> Theme | None:
    if name.strip():
        wanted = check_name(name)
        for each in unit.of(Themes).latest(actor.organisation_id, _ALL):
            if fold(each.name) == fold(wanted):
                return each
        return _begin(unit, turn, actor, [contribution], wanted)
    return None if theme_id is None else _theme(unit, actor.organisation_id, theme_id)


def _take_out(
    unit: UnitOfWork, turn: Turn, actor: Actor, theme: Theme, irritants: Sequence[Contribution]
) -> None:
    unit.of(Themes).take_out(theme.organisation_id, [each.id for each in irritants])
    for each in irritants:
        note(unit, turn, actor, "theme.taken_out", f"theme:{theme.id}", contribution=each.id)
        touch(unit, turn, each)
    follow(unit, turn, theme)


def rename(unit: UnitOfWork, turn: Turn, theme_id: int, name: Clean) -> ThemeCard:
    """Give a theme another name.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_THEME``, ``NO_NAME``.
    """
    actor, theme = _led(unit, turn, theme_id)
    wanted = check_name(name)
    if wanted != theme.name:
        unit.of(Themes).rename(actor.organisation_id, theme.id, wanted)
        note(unit, turn, actor, "theme.renamed", f"theme:{theme.id}")
        follow(unit, turn, theme)
    return _card(unit, turn, actor, theme.id)


def others(unit: UnitOfWork, turn: Turn, theme_id: int) -> tuple[Theme, tuple[Theme, ...]]:
    """Return a theme and those with which it may be merged."""
    actor, theme = _led(unit, turn, theme_id)
    found = unit.of(Themes).latest(actor.organisation_id, _CHOICES + 1)
    return theme, tuple(each for each in found if each.id != theme.id)[:_CHOICES]


def merge(unit: UnitOfWork, turn: Turn, theme_id: int, into_id: int | None) -> ThemeCard:
    """Have a theme be another: its irritants and actions follow.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_THEME``, ``SAME_THEME``.
    """
    actor, theme = _led(unit, turn, theme_id)
    if into_id is None:
        raise RuleViolationError(Reason.SAME_THEME)
    into = _theme(unit, actor.organisation_id, into_id)
    if into.id == theme.id:
        if theme_id != theme.id:  # merged already: a card of before
            return _card(unit, turn, actor, into.id)
        raise RuleViolationError(Reason.SAME_THEME)
    unit.of(Themes).merge(actor.organisation_id, theme, into)
    note(unit, turn, actor, "theme.merged", f"theme:{theme.id}", into=into.id)
    follow(unit, turn, theme)
    follow(unit, turn, into)
    watch(unit, turn.policy, actor.organisation_id, turn.now, [into.id], actor.id)
    return _card(unit, turn, actor, into.id)


def to_split(unit: UnitOfWork, turn: Turn, theme_id: int, page: int) -> ThemeCard:
    """Return a theme to who may take irritants out of it."""
    actor, theme = _led(unit, turn, theme_id)
    return _card(unit, turn, actor, theme.id, page)


def split(
    unit: UnitOfWork, turn: Turn, theme_id: int, ids: Collection[int], *, into_none: bool
) -> ThemeCard:
    """Take irritants out of a theme, into a new one, which is returned, or into none.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_THEME``, ``NO_IRRITANT`` when none of
            them is in it.
    """
    actor, theme = _led(unit, turn, theme_id)
    organisation_id = actor.organisation_id
    placed = unit.of(Themes).of(organisation_id, ids)
    inside = [each for each in ids if each in placed and placed[each].id == theme.id]
    found = list(unit.of(Contributions).some(organisation_id, inside).values()) if inside else []
    if not found:
        raise RuleViolationError(Reason.NO_IRRITANT)
    if into_none:
        _take_out(unit, turn, actor, theme, found)
        return _card(unit, turn, actor, theme.id)
    new = _begin(unit, turn, actor, found)
    _place(unit, turn, actor, new, found)
    follow(unit, turn, theme)
    return _card(unit, turn, actor, new.id)


def solve(unit: UnitOfWork, turn: Turn, theme_id: int) -> ThemeCard:
    """Say that a theme is solved; an irritant that arrives in it later brings it back."""
    actor, theme = _led(unit, turn, theme_id)
    solved(unit, turn, actor, [theme.id])
    return _card(unit, turn, actor, theme.id)


def solved(unit: UnitOfWork, turn: Turn, actor: Actor, theme_ids: Collection[int]) -> None:
    """Say that themes are solved, where nobody has yet: by hand, or by an action that helped."""
    for theme in unit.of(Themes).some(actor.organisation_id, theme_ids).values():
        if not theme.is_solved:
            unit.of(Themes).solve(actor.organisation_id, theme.id, turn.now)
            note(unit, turn, actor, "theme.solved", f"theme:{theme.id}")
            follow(unit, turn, theme)


def reopen(unit: UnitOfWork, turn: Turn, theme_id: int) -> ThemeCard:
    """Take back that a theme is solved."""
    actor, theme = _led(unit, turn, theme_id)
    if theme.is_solved:
        unit.of(Themes).reopen(actor.organisation_id, theme.id)
        note(unit, turn, actor, "theme.reopened", f"theme:{theme.id}")
        follow(unit, turn, theme)
    return _card(unit, turn, actor, theme.id)


def _lead(unit: UnitOfWork, turn: Turn) -> Actor:
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return actor


def _led(unit: UnitOfWork, turn: Turn, theme_id: int) -> tuple[Actor, Theme]:
    actor = _lead(unit, turn)
    return actor, _theme(unit, actor.organisation_id, theme_id)


def _theme(unit: UnitOfWork, organisation_id: int, theme_id: int) -> Theme:
    theme = unit.of(Themes).get(organisation_id, theme_id)
    if theme is None:
        raise RuleViolationError(Reason.UNKNOWN_THEME)
    return theme


# --- reading ------------------------------------------------------------------------------------


def listed(unit: UnitOfWork, turn: Turn, page: int = 0) -> ThemeList:
    """Return a page of what recurs, for anyone: what is not solved first."""
    actor = enter(unit, turn)
    organisation_id = actor.organisation_id
    recurrence = recurrence_of(unit, organisation_id)
    week = Week.of(turn.day)
    found = unit.of(Themes).recurrent(organisation_id, recurrence, week.plus(1 - WEEKS))
    themes = unit.of(Themes).some(organisation_id, found)
    ordered = sorted(found, key=lambda each: themes[each].is_solved)
    number = min(max(0, page), max(0, (len(ordered) - 1) // PAGE))
    chosen = ordered[number * PAGE : (number + 1) * PAGE]
    summaries = unit.of(Themes).summary(organisation_id, chosen, week)
    leads = actor.person.leads_quality
    return ThemeList(
        tuple(replace(each, is_recurrent=True) for each in summaries),
        number,
        len(ordered),
        recurrence,
        leads=leads,
        waiting=unit.of(Themes).count_waiting(organisation_id) if leads else 0,
    )


def open_theme(
    unit: UnitOfWork, turn: Turn, theme_id: int, page: int = 0, *, in_public: bool = False
) -> ThemeCard:
    """Return a theme as the actor may see it; in public, as all may.

    Raises:
        RuleViolationError: ``UNKNOWN_THEME``.
    """
    actor = enter(unit, turn)
    theme = _theme(unit, actor.organisation_id, theme_id)
    return _card(unit, turn, actor, theme.id, page, in_public=in_public)


def _card(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    theme_id: int,
    page: int = 0,
    *,
    in_public: bool = False,
) -> ThemeCard:
    theme = _theme(unit, actor.organisation_id, theme_id)
    viewer = Viewer(actor.person, actor.key, turn.now, turn.policy.zone, in_public=in_public)
    number = max(0, page)
    found, total = unit.of(Themes).irritants(theme, viewer, limit=PAGE, offset=number * PAGE)
    if number and not found:
        number = max(0, (total - 1) // PAGE)
        found, total = unit.of(Themes).irritants(theme, viewer, limit=PAGE, offset=number * PAGE)
    return ThemeCard(
        look(unit, actor.organisation_id, [theme.id], Week.of(turn.day))[0],
        tuple(found),
        number,
        total,
        unit.people.site_sizes(actor.organisation_id),
        leads=actor.person.leads_quality and not in_public,
        steers=actor.person.sees_all and not in_public,
    )


def look(
    unit: UnitOfWork, organisation_id: int, theme_ids: Sequence[int], week: Week
) -> list[ThemeView]:
    """Return themes in figures as of *week*, those that are recurrent then said to be so."""
    if not theme_ids:
        return []
    recurrence = recurrence_of(unit, organisation_id)
    since = week.plus(1 - WEEKS)
    recurrent = set(unit.of(Themes).recurrent(organisation_id, recurrence, since, theme_ids))
    return [
        replace(each, is_recurrent=each.theme.id in recurrent)
        for each in unit.of(Themes).summary(organisation_id, theme_ids, week)
    ]


# --- telling ------------------------------------------------------------------------------------


def watch(
    unit: UnitOfWork,
    policy: Policy,
    organisation_id: int,
    now: datetime,
    theme_ids: Sequence[int],
    knows: int | None = None,
) -> None:
    """Tell the quality leads once of those of these themes that have become recurrent.

    Within their ceiling and in hours; *knows* has just made it so. Once solved, a theme that comes
    back is told again.
    """
    week = habits(unit, policy, organisation_id).week(now)
    for view in look(unit, organisation_id, theme_ids, Week.parse(week)):
        theme = view.theme
        if view.is_recurrent and theme.recurrent_at is None and not theme.is_solved:
            unit.of(Themes).mark_recurrent(organisation_id, theme.id, now)
            subject = f"theme:{theme.id}"
            unit.journal.note(Event(organisation_id, now, "theme.recurrent", subject, None))
            _tell(unit, policy, theme, now, knows)


def _tell(
    unit: UnitOfWork, policy: Policy, theme: Theme, now: datetime, knows: int | None
) -> None:
    organisation_id = theme.organisation_id
    kept = habits(unit, policy, organisation_id)
    leads = [
        each
        for each in unit.people.staff(organisation_id)
        if is_lead(each.person, policy) and each.person.id != knows
    ]
    at = next_allowed(now, kept.rhythm, kept.calendar)
    # One message is left for the questions of the week.
    chosen = within_ceiling(unit, kept, at, leads, spare=1 if kept.rhythm.prompt.on else 0)
    cause = f"{ThemeSubject.RECURRENT}:{theme.id}:{now:%Y%m%d}"
    unit.of(Prompts).solicit(
        organisation_id, kept.week(at), cause, [each.person.id for each in chosen]
    )
    team = next(iter(unit.teams.living(organisation_id)), None)
    owed = [
        owed_to(each, team, f"{cause}:{each.person.id}", (ThemeSubject.RECURRENT, theme.id))
        for each in chosen
    ]
    unit.outbox.owe(organisation_id, owed, now, due_at=at)


def told(
    unit: UnitOfWork, policy: Policy, organisation_id: int, theme_id: int
) -> ThemeView | None:
    """Return what a quality lead is told about a theme, as of when it became recurrent."""
    theme = unit.of(Themes).get(organisation_id, theme_id)
    if theme is None:
        return None
    since = theme.recurrent_at or theme.solved_at or theme.created_at
    week = Week.of(since.astimezone(policy.zone).date())
    (view,) = look(unit, organisation_id, [theme.id], week)
    return view


def to_tell(
    unit: UnitOfWork, policy: Policy, organisation_id: int, week: Week, moment: datetime
) -> list[int]:
    """Return the themes that the flash of *week* tells: recurrent, not solved, said of late.

    Those that have become recurrent by what people support are told to the quality leads.
    """
    recurrence = recurrence_of(unit, organisation_id)
    found = unit.of(Themes).recurrent(organisation_id, recurrence, week.plus(1 - WEEKS))
    themes = unit.of(Themes).some(organisation_id, found)
    unsolved = [each for each in found if not themes[each].is_solved]
    untold = [each for each in unsolved if themes[each].recurrent_at is None]
    watch(unit, policy, organisation_id, moment, untold[:_CHOICES])
    summaries = unit.of(Themes).summary(organisation_id, unsolved[:_CHOICES], week)
    return [each.theme.id for each in summaries if each.figures.trend.now][:MOST]


# --- settings -----------------------------------------------------------------------------------


def recurrence_of(unit: UnitOfWork, organisation_id: int) -> Recurrence:
    """Return from how many people, or weeks, a theme is recurrent in an organisation."""
    kept = unit.steering.of(organisation_id)
    return Recurrence(kept["recurrent_people"], kept["recurrent_weeks"])


def recurrence(unit: UnitOfWork, turn: Turn) -> Recurrence:
    """Return the same for the actor's organisation; ``NOT_QUALITY_LEAD`` for others."""
    return recurrence_of(unit, _lead(unit, turn).organisation_id)


def set_recurrence(unit: UnitOfWork, turn: Turn, wanted: Recurrence) -> None:
    """Set from how many people, or weeks, a theme is recurrent.

    Raises:
        RuleViolationError: ``BAD_RECURRENCE``, ``NOT_QUALITY_LEAD``.
    """
    actor = _lead(unit, turn)
    kept = recurrence_of(unit, actor.organisation_id)
    if wanted.check() != kept:
        unit.steering.set(
            actor.organisation_id,
            recurrent_people=wanted.people,
            recurrent_weeks=wanted.weeks,
        )
        before, after = asdict(kept), asdict(wanted)
        note(unit, turn, actor, "setting.recurrence", before=before, after=after)
