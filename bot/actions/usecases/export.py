"""Taking the action plan out: by a link that works once, or from the machine."""

from collections.abc import Iterable
from datetime import datetime

from bot.contributions.usecases.readers import reader_of
from bot.usecases.here import zone_here
from bot.usecases.links import PlanGrant
from bot.usecases.turn import Policy, as_actor
from domain.actions.action import Action
from domain.actions.lines import PlanLine
from domain.actions.views import PlanFilter
from domain.contributions.contribution import Contribution
from domain.contributions.view import may_read
from domain.errors import Reason, RuleViolationError
from domain.journal import Event
from domain.people import Person
from storage.actions.repository import Actions
from storage.contributions.repository import Contributions
from storage.contributions.visibility import Viewer
from storage.spent_links import LinkSpentError
from storage.themes.causes import Causes
from storage.unit_of_work import UnitOfWork


def look(unit: UnitOfWork, policy: Policy, grant: PlanGrant, now: datetime) -> Viewer:
    """Return whom a link is for, and leave the link as it is.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``: nobody is known here by it any more.
    """
    if unit.spent_links.is_spent(grant.id):
        raise LinkSpentError
    organisation_id = unit.organisations.find(grant.tenant_id) or 0
    person = unit.people.find(organisation_id, grant.person)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    actor = as_actor(person, policy)
    zone = zone_here(unit, policy, actor.organisation_id)
    return Viewer(actor.person, actor.key, now, zone)


def spend(unit: UnitOfWork, policy: Policy, grant: PlanGrant, now: datetime) -> Viewer:
    """Return for whom a link gives the plan, or their actions; it has worked afterwards.

    Raises:
        LinkSpentError, RuleViolationError: as ``look``.
    """
    who = look(unit, policy, grant, now)
    unit.spent_links.spend(grant.id, now)
    note(unit, who.person, grant.form, now, mine=grant.mine)
    return who


def note(
    unit: UnitOfWork, person: Person, form: str, now: datetime, *, mine: bool = False
) -> None:
    """Write in the journal that the plan was taken out, and by whom."""
    facts = {"form": form, "mine": mine}
    event = Event(person.organisation_id, now, "plan.exported", "", person.id or None, facts)
    unit.journal.note(event)


def lines(unit: UnitOfWork, who: Viewer, *, mine: bool = False) -> list[PlanLine]:
    """Return every action, what was dropped last, with what *who* may see that it answers to."""
    organisation_id = who.person.organisation_id
    owner_id = who.person.id if mine else None
    found: list[Action] = []
    for chosen in (PlanFilter.ALL, PlanFilter.DROPPED):
        found += unit.of(Actions).page(organisation_id, chosen, who.today, owner_id=owner_id)
    return [
        PlanLine(
            each,
            tuple(theme.name for theme in unit.of(Causes).themes_of(each)),
            tuple(_numbers(_seen(unit, who, each))),
        )
        for each in found
    ]


def _seen(unit: UnitOfWork, who: Viewer, action: Action) -> list[Contribution]:
    ids = unit.of(Causes).contributions_of(action)
    said = unit.of(Contributions).some(action.organisation_id, ids)
    reader = reader_of(unit, who)
    return [said[each] for each in ids if each in said and may_read(said[each], reader)]


def _numbers(contributions: Iterable[Contribution]) -> list[str]:
    return [str(each.number) for each in contributions]
