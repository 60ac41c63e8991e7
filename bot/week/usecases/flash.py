"""The Monday flash: what its card shows, and what the stand-up does with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import chain

from bot.contributions.usecases.contributions import support as support_contribution
from bot.contributions.usecases.readers import everybody
from bot.themes.usecases.reading import look as look_at_themes
from bot.themes.usecases.telling import to_tell
from bot.usecases.here import zone_here
from bot.usecases.owing import habits, is_lead
from bot.usecases.turn import Policy, Turn, enter
from domain.actions.action import Action
from domain.amounts import Among
from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution
from domain.contributions.view import Reader, View, view_for
from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week
from domain.journal import Event
from domain.people import author_key, check_leads_quality
from domain.week.flash import (
    MOST,
    PAGE,
    THEMES,
    WEEKS_BACK,
    Decision,
    FlashPage,
    FlashView,
    Section,
    add_up,
    choose,
    stands,
)
from domain.week.subjects import WeekSubject
from storage.actions.repository import Actions
from storage.contributions.comments import Comments
from storage.contributions.repository import Contributions
from storage.contributions.weeks import Weeks
from storage.ideas.library import Library
from storage.unit_of_work import UnitOfWork
from storage.week.flashes import Flash, Flashes, Span
from storage.week.prompts import Prompts


def prepare(
    unit: UnitOfWork, policy: Policy, organisation_id: int, week: Week, moment: datetime
) -> Flash:
    """Keep the flash of *week* with what it tells; return the one that is kept already."""
    first = week.plus(-WEEKS_BACK)
    begun, first_begun = (_begun(unit, policy, organisation_id, each) for each in (week, first))
    span = Span(str(week), str(first), begun, first_begun, moment)
    themes = to_tell(unit, policy, organisation_id, week, moment)
    leads = _leads(unit, policy, organisation_id)
    found = unit.of(Flashes).candidates(organisation_id, span, leads, themes)
    reused = unit.of(Library).most_reused(organisation_id, moment - _MONTH, moment, MOST)
    known = unit.of(Contributions).some(organisation_id, {*chain(*found.values()), *reused})
    told = [said for said in known.values() if stands(said)]
    comments = Counter({said.id: said.comments for said in told})
    picks = choose(str(week), told, comments, found[Section.ANSWERED], reused, themes)
    return unit.of(Flashes).add(organisation_id, str(week), moment, picks)


def view(unit: UnitOfWork, policy: Policy, organisation_id: int, flash_id: int) -> FlashView:
    """Return a flash with its figures of now.

    Raises:
        RuleViolationError: ``UNKNOWN``: that organisation has no such flash.
    """
    flash = _get(unit, organisation_id, flash_id)
    week = Week.parse(flash.week)
    who = everybody(unit, organisation_id)
    picked = unit.of(Contributions).some(
        organisation_id, {each for section in Section for each in flash.picks.get(section, ())}
    )
    told = {
        section: tuple(
            _told(picked[each], who)
            for each in flash.picks.get(section, [])
            if each in picked and stands(picked[each])
        )
        for section in Section
    }
    said = unit.of(Weeks).tally(organisation_id, flash.week)
    before = unit.of(Flashes).before(organisation_id, flash.week)
    done = _done(unit, policy, flash, before)
    told[Section.ANSWERED] = told[Section.ANSWERED][: MOST - len(done)]
    return FlashView(
        flash.id,
        week,
        add_up(said, who.large_sites()),
        _participation(unit, policy, organisation_id, week),
        told,
        _replies(unit, policy, flash, list(picked)) | _answers(told),
        _closed_before(unit, policy, organisation_id, week),
        Decision(flash.decision, flash.decision_owner),
        Decision(before.decision, before.decision_owner) if before else Decision(),
        tuple(look_at_themes(unit, organisation_id, flash.picks.get(THEMES, []), week)),
        done,
    )


def _told(contribution: Contribution, who: Reader) -> View:
    """Return a contribution as the flash tells it: a small site is not named beside a name either.

    The flash counts by site: what is counted as of no site must not be found by the names.
    """
    told = view_for(contribution, who)
    return told if told.site in who.large_sites() else replace(told, site="", site_id=None)


def _done(
    unit: UnitOfWork, policy: Policy, flash: Flash, before: Flash | None
) -> tuple[Action, ...]:
    """Return what was done in the flash's week, and until it, that the one before did not tell."""
    begun = _begun(unit, policy, flash.organisation_id, Week.parse(flash.week))
    after = max(begun, before.moment) if before else begun
    return tuple(unit.of(Actions).done_between(flash.organisation_id, after, flash.moment, MOST))


def look(unit: UnitOfWork, turn: Turn, flash_id: int) -> FlashView:
    """Return a flash of the actor's organisation."""
    return view(unit, turn.policy, enter(unit, turn).organisation_id, flash_id)


def support(unit: UnitOfWork, turn: Turn, flash_id: int, contribution_id: int) -> FlashView:
    """Give the actor's « Moi aussi » to an irritant of the flash, or take it back."""
    support_contribution(unit, turn, contribution_id)
    return look(unit, turn, flash_id)


def page(unit: UnitOfWork, turn: Turn, flash_id: int, number: int) -> FlashPage:
    """Return a page of what all may read of the flash's week."""
    organisation_id = enter(unit, turn).organisation_id
    flash = _get(unit, organisation_id, flash_id)
    total = unit.of(Weeks).count_public(organisation_id, flash.week)
    number = min(max(0, number), max(0, (total - 1) // PAGE))
    said = unit.of(Weeks).public_of_week(
        organisation_id, flash.week, limit=PAGE, offset=number * PAGE
    )
    who = everybody(unit, organisation_id)
    return FlashPage(
        flash.id,
        Week.parse(flash.week),
        tuple(_told(each, who) for each in said),
        number=number,
        total=total,
    )


def host(unit: UnitOfWork, turn: Turn, flash_id: int) -> FlashView:
    """Return a flash to whoever walks the team through it; only a quality lead may."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return view(unit, turn.policy, actor.organisation_id, flash_id)


def decide(
    unit: UnitOfWork, turn: Turn, flash_id: int, decision: Clean, owner: Clean
) -> FlashView:
    """Keep what the stand-up decided and who takes it; the flash shows it to all."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    flash = _get(unit, actor.organisation_id, flash_id)
    decided, taken_by = decision.strip().cut(_LONGEST), owner.strip().cut(200)
    unit.of(Flashes).decide(flash, decided, taken_by)
    unit.journal.note(
        Event(
            actor.organisation_id,
            turn.now,
            "flash.decided",
            f"flash:{flash.id}",
            actor.id,
            secret={"decision": [decided, taken_by]},
        )
    )
    # An update of the message takes the steps from who hosts: it may wait for the last of them.
    soon = turn.now + LAST_STEP
    unit.outbox.touch(actor.organisation_id, (WeekSubject.FLASH, flash.id), soon)
    return view(unit, turn.policy, actor.organisation_id, flash_id)


_LONGEST = 500
_MONTH = timedelta(days=31)
LAST_STEP = timedelta(minutes=2)
"""How long the last step of the stand-up takes."""


def _get(unit: UnitOfWork, organisation_id: int, flash_id: int) -> Flash:
    flash = unit.of(Flashes).get(organisation_id, flash_id)
    if flash is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return flash


def _participation(unit: UnitOfWork, policy: Policy, organisation_id: int, week: Week) -> Among:
    """Count who said something among who is not on leave and has not opted out.

    Whoever is not among them is not counted either: that they said something must not be seen.
    """
    asked = habits(unit, policy, organisation_id)
    staff = unit.people.staff(organisation_id)
    authors = unit.of(Weeks).who_said(organisation_id, str(week))
    day = week.day(asked.rhythm.prompt.weekday)
    prompts = {each.person_id for each in unit.of(Prompts).of_week(organisation_id, str(week))}
    expected = [
        each
        for each in staff
        if each.person.id in prompts
        or not (each.availability.opted_out or each.availability.is_away(day))
    ]
    marks = ({each.person.id, author_key(policy.secret, each.person)} for each in expected)
    return Among(sum(bool(each & authors) for each in marks), len(expected))


def _leads(unit: UnitOfWork, policy: Policy, organisation_id: int) -> list[int]:
    """Return the ids of those whose replies are answers."""
    people = unit.people.everyone(organisation_id)
    return [person.id for person in people if is_lead(person, policy)]


def _replies(
    unit: UnitOfWork, policy: Policy, flash: Flash, contribution_ids: Sequence[int]
) -> dict[int, str]:
    """Return the last reply of a quality lead since the flash's week began, by contribution."""
    rows = unit.of(Comments).between(
        contribution_ids,
        _leads(unit, policy, flash.organisation_id),
        _begun(unit, policy, flash.organisation_id, Week.parse(flash.week)),
        flash.moment,
    )
    return {row.contribution_id: row.text for row in rows}


def _answers(told: Mapping[Section, Sequence[View]]) -> dict[int, str]:
    """Return what is answered to those that the flash tells as answered, by their ids."""
    return {each.id: each.answer for each in told[Section.ANSWERED] if each.answer}


def _begun(unit: UnitOfWork, policy: Policy, organisation_id: int, week: Week) -> datetime:
    """Return when *week* began, where the organisation is."""
    zone = zone_here(unit, policy, organisation_id)
    return datetime.combine(week.monday, time(), zone).astimezone(UTC)


def _closed_before(
    unit: UnitOfWork, policy: Policy, organisation_id: int, week: Week
) -> tuple[Week, ...]:
    calendar = habits(unit, policy, organisation_id).calendar
    closed: list[Week] = []
    while len(closed) < MOST and calendar.is_closed(week.plus(-1 - len(closed))):
        closed.insert(0, week.plus(-1 - len(closed)))
    return tuple(closed)
