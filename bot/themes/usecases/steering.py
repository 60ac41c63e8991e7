"""What a quality lead does with a theme: name it, merge it, split it, say that it is solved."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from bot.contributions.usecases.contributions import touch
from bot.contributions.usecases.readers import reader_of
from bot.themes.usecases.grouping import begin, irritant_of, place_in
from bot.themes.usecases.likeness import _LOOKED_AT
from bot.themes.usecases.reading import (
    ALL,
    card_of,
    lead_of,
    led_theme,
    led_theme_for_change,
    recurrence_of,
    theme_for_change,
)
from bot.themes.usecases.telling import _CHOICES, follow, watch
from bot.usecases.turn import Actor, Turn, enter_to_settle, note
from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution
from domain.contributions.view import view_for
from domain.errors import Reason, RuleViolationError
from domain.names import fold
from domain.people import check_leads_quality
from domain.themes.theme import Attaching, Recurrence, Theme, ThemeCard, check_name
from storage.contributions.repository import Contributions, LockedContribution
from storage.themes.repository import LockedTheme, Themes
from storage.themes.similar import RecentIrritants, SimilarIrritants
from storage.unit_of_work import UnitOfWork


def choose(
    unit: UnitOfWork, turn: Turn, memory: RecentIrritants, contribution_id: int
) -> Attaching:
    """Return the themes to which an irritant may be attached, the likely ones first.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_IRRITANT``.
    """
    actor = lead_of(unit, turn)
    contribution = irritant_of(unit.of(Contributions).get(actor.organisation_id, contribution_id))
    organisation_id = actor.organisation_id
    found = unit.of(SimilarIrritants).find(
        memory, organisation_id, contribution.text, itself=contribution.id, limit=_LOOKED_AT
    )
    ids = [each.contribution_id for each in found]
    themes = unit.of(Themes).of(organisation_id, [*ids, contribution.id])
    likely = [themes[each] for each in ids if each in themes]
    latest = unit.of(Themes).latest(organisation_id, _CHOICES)
    choices = {each.id: each for each in (*likely, *latest)}
    return Attaching(
        view_for(contribution, reader_of(unit, actor)),
        tuple(choices.values())[:_CHOICES],
        themes.get(contribution.id),
    )


def attach(
    unit: UnitOfWork, turn: Turn, contribution_id: int, theme_id: int | None, name: Clean
) -> None:
    """Attach an irritant to a theme; to the one called *name*, made if need be; or to none.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_IRRITANT``, ``UNKNOWN_THEME``.
    """
    actor = lead_of(unit, turn)
    organisation_id = actor.organisation_id
    contribution = _irritant(unit, actor, contribution_id)
    themes = unit.of(Themes).of_for_change(organisation_id, [contribution.id])
    current = themes.get(contribution.id)
    wanted = _chosen(unit, turn, actor, contribution, theme_id, name)
    if wanted is not None and (current is None or wanted.id != current.id):
        place_in(unit, turn, actor, wanted, [contribution])
    elif wanted is None and current is not None:
        _take_out(unit, turn, actor, current, [contribution])


def _irritant(unit: UnitOfWork, actor: Actor, contribution_id: int) -> LockedContribution:
    held = unit.of(Contributions).for_change(actor.organisation_id, [contribution_id])
    return irritant_of(held.get(contribution_id))


def _chosen(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: Contribution,
    theme_id: int | None,
    name: Clean,
) -> LockedTheme | None:
    if name.strip():
        wanted = check_name(name)
        for each in unit.of(Themes).latest(actor.organisation_id, ALL):
            if fold(each.name) == fold(wanted):
                return theme_for_change(unit, actor.organisation_id, each.id)
        return begin(unit, turn, actor, [contribution], wanted)
    return None if theme_id is None else theme_for_change(unit, actor.organisation_id, theme_id)


def _take_out(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    theme: LockedTheme,
    irritants: Sequence[LockedContribution],
) -> None:
    unit.of(Themes).take_out(theme, irritants)
    for each in irritants:
        note(unit, turn, actor, "theme.taken_out", f"theme:{theme.id}", contribution=each.id)
        touch(unit, turn, each)
    follow(unit, turn, theme)


def rename(unit: UnitOfWork, turn: Turn, theme_id: int, name: Clean) -> ThemeCard:
    """Give a theme another name.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_THEME``, ``NO_NAME``.
    """
    actor, theme = led_theme_for_change(unit, turn, theme_id)
    wanted = check_name(name)
    if wanted != theme.name:
        unit.of(Themes).rename(theme, wanted)
        note(unit, turn, actor, "theme.renamed", f"theme:{theme.id}")
        follow(unit, turn, theme)
    return card_of(unit, turn, actor, theme.id)


def others(unit: UnitOfWork, turn: Turn, theme_id: int) -> tuple[Theme, tuple[Theme, ...]]:
    """Return a theme and those with which it may be merged."""
    actor, theme = led_theme(unit, turn, theme_id)
    found = unit.of(Themes).latest(actor.organisation_id, _CHOICES + 1)
    return theme, tuple(each for each in found if each.id != theme.id)[:_CHOICES]


def merge(unit: UnitOfWork, turn: Turn, theme_id: int, into_id: int | None) -> ThemeCard:
    """Merge a theme into another: its irritants and actions follow.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_THEME``, ``SAME_THEME``.
    """
    actor = lead_of(unit, turn)
    if into_id is None:
        raise RuleViolationError(Reason.SAME_THEME)
    held = unit.of(Themes).for_change(actor.organisation_id, [theme_id, into_id])
    theme, into = held.get(theme_id), held.get(into_id)
    if theme is None or into is None:
        raise RuleViolationError(Reason.UNKNOWN_THEME)
    if into.id == theme.id:
        if theme_id != theme.id:  # merged already: a card of before
            return card_of(unit, turn, actor, into.id)
        raise RuleViolationError(Reason.SAME_THEME)
    unit.of(Themes).merge(theme, into)
    note(unit, turn, actor, "theme.merged", f"theme:{theme.id}", into=into.id)
    follow(unit, turn, theme)
    follow(unit, turn, into)
    watch(unit, turn.policy, actor.organisation_id, turn.now, [into.id], actor.id)
    return card_of(unit, turn, actor, into.id)


def to_split(unit: UnitOfWork, turn: Turn, theme_id: int, page: int) -> ThemeCard:
    """Return a theme to whoever may take irritants out of it."""
    actor, theme = led_theme(unit, turn, theme_id)
    return card_of(unit, turn, actor, theme.id, page)


def split(
    unit: UnitOfWork, turn: Turn, theme_id: int, ids: Collection[int], *, into_none: bool
) -> ThemeCard:
    """Take irritants out of a theme, into a new one, which is returned, or into none.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_THEME``, ``NO_IRRITANT`` when none of
            them is in it.
    """
    organisation_id = lead_of(unit, turn).organisation_id
    held = unit.of(Contributions).for_change(organisation_id, ids)
    actor, theme = led_theme_for_change(unit, turn, theme_id)
    placed = unit.of(Themes).of(organisation_id, ids)
    inside = [each for each in held if each in placed and placed[each].id == theme.id]
    found = [held[each] for each in inside]
    if not found:
        raise RuleViolationError(Reason.NO_IRRITANT)
    if into_none:
        _take_out(unit, turn, actor, theme, found)
        return card_of(unit, turn, actor, theme.id)
    new = begin(unit, turn, actor, found)
    place_in(unit, turn, actor, new, found)
    follow(unit, turn, theme)
    return card_of(unit, turn, actor, new.id)


def solve(unit: UnitOfWork, turn: Turn, theme_id: int) -> ThemeCard:
    """Say that a theme is solved; an irritant that arrives in it later brings it back."""
    actor, theme = led_theme_for_change(unit, turn, theme_id)
    solved(unit, turn, actor, [theme.id])
    return card_of(unit, turn, actor, theme.id)


def solved(unit: UnitOfWork, turn: Turn, actor: Actor, theme_ids: Collection[int]) -> None:
    """Say that themes are solved, where nobody has yet: by hand, or by an action that helped."""
    for theme in unit.of(Themes).for_change(actor.organisation_id, theme_ids).values():
        if not theme.is_solved:
            unit.of(Themes).solve(theme, turn.now)
            note(unit, turn, actor, "theme.solved", f"theme:{theme.id}")
            follow(unit, turn, theme)


def reopen(unit: UnitOfWork, turn: Turn, theme_id: int) -> ThemeCard:
    """Take back that a theme is solved."""
    actor, theme = led_theme_for_change(unit, turn, theme_id)
    if theme.is_solved:
        unit.of(Themes).reopen(theme)
        note(unit, turn, actor, "theme.reopened", f"theme:{theme.id}")
        follow(unit, turn, theme)
    return card_of(unit, turn, actor, theme.id)


def recurrence(unit: UnitOfWork, turn: Turn) -> Recurrence:
    """Return the same for the actor's organisation; ``NOT_QUALITY_LEAD`` for others."""
    return recurrence_of(unit, lead_of(unit, turn).organisation_id)


def set_recurrence(unit: UnitOfWork, turn: Turn, wanted: Recurrence) -> None:
    """Set from how many people, or weeks, a theme is recurrent.

    Raises:
        RuleViolationError: ``BAD_RECURRENCE``, ``NOT_QUALITY_LEAD``.
    """
    actor, organisation = enter_to_settle(unit, turn)
    check_leads_quality(actor.person)
    kept = recurrence_of(unit, actor.organisation_id)
    if wanted.check() != kept:
        unit.steering.set(
            organisation,
            recurrent_people=wanted.people,
            recurrent_weeks=wanted.weeks,
        )
        before, after = asdict(kept), asdict(wanted)
        note(unit, turn, actor, "setting.recurrence", before=before, after=after)
