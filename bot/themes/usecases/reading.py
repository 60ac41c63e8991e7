"""Reading what recurs, and one theme."""

from collections.abc import Sequence
from dataclasses import replace

from bot.contributions.usecases.readers import reader_of
from bot.usecases.turn import Actor, Turn, enter
from domain.contributions.view import view_for
from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week
from domain.pages import PAGE
from domain.people import check_leads_quality
from domain.themes.theme import WEEKS, Recurrence, Theme, ThemeCard, ThemeList, ThemeView
from storage.contributions.visibility import Viewer
from storage.themes.figures import ThemeFigures
from storage.themes.likeness import Likenesses
from storage.themes.repository import LockedTheme, Themes
from storage.unit_of_work import UnitOfWork

ALL = 10_000
"""More than an organisation has themes."""


def led_theme(unit: UnitOfWork, turn: Turn, theme_id: int) -> tuple[Actor, Theme]:
    """Return a quality lead who acts, and the theme; ``NOT_QUALITY_LEAD``."""
    actor = lead_of(unit, turn)
    return actor, theme_of(unit, actor.organisation_id, theme_id)


def led_theme_for_change(unit: UnitOfWork, turn: Turn, theme_id: int) -> tuple[Actor, LockedTheme]:
    """As ``led_theme``; no other process changes it until this work is done."""
    actor = lead_of(unit, turn)
    return actor, theme_for_change(unit, actor.organisation_id, theme_id)


def theme_for_change(unit: UnitOfWork, organisation_id: int, theme_id: int) -> LockedTheme:
    """As ``theme_of``; no other process changes it until this work is done."""
    held = unit.of(Themes).for_change(organisation_id, [theme_id]).get(theme_id)
    if held is None:
        raise RuleViolationError(Reason.UNKNOWN_THEME)
    return held


def theme_of(unit: UnitOfWork, organisation_id: int, theme_id: int) -> Theme:
    """Return a theme of an organisation; ``UNKNOWN_THEME`` where there is none."""
    theme = unit.of(Themes).get(organisation_id, theme_id)
    if theme is None:
        raise RuleViolationError(Reason.UNKNOWN_THEME)
    return theme


def listed(unit: UnitOfWork, turn: Turn, page: int = 0) -> ThemeList:
    """Return a page of what recurs, for anyone: what is not solved first."""
    actor = enter(unit, turn)
    organisation_id = actor.organisation_id
    recurrence = recurrence_of(unit, organisation_id)
    week = Week.of(turn.day)
    found = unit.of(ThemeFigures).recurrent(organisation_id, recurrence, week.plus(1 - WEEKS))
    themes = unit.of(Themes).some(organisation_id, found)
    ordered = sorted(found, key=lambda each: themes[each].is_solved)
    number = min(max(0, page), max(0, (len(ordered) - 1) // PAGE))
    chosen = ordered[number * PAGE : (number + 1) * PAGE]
    summaries = unit.of(ThemeFigures).summary(organisation_id, chosen, week)
    leads = actor.person.leads_quality
    return ThemeList(
        tuple(replace(each, is_recurrent=True) for each in summaries),
        recurrence,
        number=number,
        total=len(ordered),
        leads=leads,
        waiting=unit.of(Likenesses).count_waiting(organisation_id) if leads else 0,
    )


def open_theme(
    unit: UnitOfWork, turn: Turn, theme_id: int, page: int = 0, *, in_public: bool = False
) -> ThemeCard:
    """Return a theme as the actor may see it; in public, as all may.

    Raises:
        RuleViolationError: ``UNKNOWN_THEME``.
    """
    actor = enter(unit, turn)
    theme = theme_of(unit, actor.organisation_id, theme_id)
    return card_of(unit, turn, actor, theme.id, page, in_public=in_public)


def card_of(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    theme_id: int,
    page: int = 0,
    *,
    in_public: bool = False,
) -> ThemeCard:
    """Return a theme with a page of its irritants, as *actor* may read them."""
    theme = theme_of(unit, actor.organisation_id, theme_id)
    viewer = Viewer(actor.person, actor.key, turn.now, turn.zone, in_public=in_public)
    who = reader_of(unit, viewer)
    number = max(0, page)
    found, total = unit.of(Themes).irritants(theme, viewer, limit=PAGE, offset=number * PAGE)
    if number and not found:
        number = max(0, (total - 1) // PAGE)
        found, total = unit.of(Themes).irritants(theme, viewer, limit=PAGE, offset=number * PAGE)
    return ThemeCard(
        look(unit, actor.organisation_id, [theme.id], Week.of(turn.day))[0],
        tuple(view_for(each, who) for each in found),
        number=number,
        total=total,
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
    recurrent = set(unit.of(ThemeFigures).recurrent(organisation_id, recurrence, since, theme_ids))
    return [
        replace(each, is_recurrent=each.theme.id in recurrent)
        for each in unit.of(ThemeFigures).summary(organisation_id, theme_ids, week)
    ]


def lead_of(unit: UnitOfWork, turn: Turn) -> Actor:
    """Return who acts, who leads quality; ``NOT_QUALITY_LEAD`` for others."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return actor


def recurrence_of(unit: UnitOfWork, organisation_id: int) -> Recurrence:
    """Return from how many people, or weeks, a theme is recurrent in an organisation."""
    kept = unit.steering.of(organisation_id)
    return Recurrence(kept["recurrent_people"], kept["recurrent_weeks"])
