"""What is told of what comes back, once, and from how many people or weeks on."""

from collections.abc import Sequence
from datetime import datetime

from bot.themes.usecases.reading import look, recurrence_of
from bot.usecases.here import today_here
from bot.usecases.owing import habits, is_lead, owe_at, solicit
from bot.usecases.turn import Policy, Turn
from domain.isoweek import Week
from domain.journal import Event
from domain.rhythm import next_allowed
from domain.themes.subjects import ThemeSubject
from domain.themes.theme import WEEKS, Theme, ThemeView
from domain.week.flash import MOST
from domain.week.subjects import WeekSubject
from storage.themes.figures import ThemeFigures
from storage.themes.repository import Themes
from storage.unit_of_work import UnitOfWork
from storage.week.flashes import Flashes

_CHOICES = 40
"""Themes to choose from in a form, so that it stays a card."""


def follow(unit: UnitOfWork, turn: Turn, theme: Theme) -> None:
    """Update the messages that show a theme: the flash, and what leads were told."""
    organisation_id = theme.organisation_id
    unit.outbox.touch(organisation_id, (ThemeSubject.RECURRENT, theme.id), turn.now)
    for flash in unit.of(Flashes).of_theme(organisation_id, theme.id):
        unit.outbox.touch(organisation_id, (WeekSubject.FLASH, flash), turn.now)


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
        if not _is_news(view.theme) or not view.is_recurrent:
            continue
        # Another process may just have told it, or have said that it is solved.
        theme = unit.of(Themes).for_change(organisation_id, [view.theme.id])[view.theme.id]
        if _is_news(theme):
            unit.of(Themes).mark_recurrent(theme, now)
            subject = f"theme:{theme.id}"
            unit.journal.note(Event(organisation_id, now, "theme.recurrent", subject, None))
            _tell(unit, policy, theme, now, knows)


def _is_news(theme: Theme) -> bool:
    return theme.recurrent_at is None and not theme.is_solved


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
    spare = 1 if kept.rhythm.prompt.on else 0
    cause = f"{ThemeSubject.RECURRENT}:{theme.id}:{now:%Y%m%d}"
    chosen = solicit(unit, kept, at, leads, cause, spare)
    subject = (ThemeSubject.RECURRENT, theme.id)
    owe_at(unit, kept, now, at, [(each, f"{cause}:{each.person.id}", subject) for each in chosen])


def told(
    unit: UnitOfWork, policy: Policy, organisation_id: int, theme_id: int
) -> ThemeView | None:
    """Return what a quality lead is told about a theme, as of when it became recurrent."""
    theme = unit.of(Themes).get(organisation_id, theme_id)
    if theme is None:
        return None
    since = theme.recurrent_at or theme.solved_at or theme.created_at
    week = Week.of(today_here(unit, policy, organisation_id, since))
    (view,) = look(unit, organisation_id, [theme.id], week)
    return view


def to_tell(
    unit: UnitOfWork, policy: Policy, organisation_id: int, week: Week, moment: datetime
) -> list[int]:
    """Return the themes that the flash of *week* tells: recurrent, not solved, said of late.

    Those that have become recurrent by what people support are told to the quality leads.
    """
    recurrence = recurrence_of(unit, organisation_id)
    found = unit.of(ThemeFigures).recurrent(organisation_id, recurrence, week.plus(1 - WEEKS))
    themes = unit.of(Themes).some(organisation_id, found)
    unsolved = [each for each in found if not themes[each].is_solved]
    untold = [each for each in unsolved if themes[each].recurrent_at is None]
    watch(unit, policy, organisation_id, moment, untold[:_CHOICES])
    summaries = unit.of(ThemeFigures).summary(organisation_id, unsolved[:_CHOICES], week)
    return [each.theme.id for each in summaries if each.figures.trend.now][:MOST]
