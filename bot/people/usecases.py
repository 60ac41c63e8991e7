"""Who leads quality and who is management; named by quality leads, by card."""

from bot.usecases.owing import is_lead
from bot.usecases.turn import Turn, enter, enter_to_settle, is_named, note
from domain.errors import Reason, RuleViolationError
from domain.people import Person, Role, check_leads_quality
from domain.records import record
from storage.unit_of_work import UnitOfWork


@record
class Roles:
    """Everybody, and who leads by the settings: that no card can change."""

    people: tuple[Person, ...]
    fixed: frozenset[int]


def look(unit: UnitOfWork, turn: Turn) -> Roles:
    """Return who has which role.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    people = tuple(unit.people.everyone(actor.organisation_id))
    fixed = frozenset(each.id for each in people if is_named(each, turn.policy))
    return Roles(people, fixed)


def set_role(unit: UnitOfWork, turn: Turn, person_id: int | None, role: Role) -> Roles | None:
    """Give somebody a role; return who has which then, or None where the actor leads no more.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_PERSON``, ``LAST_LEAD``: nobody would
            lead quality any more.
    """
    actor, organisation = enter_to_settle(unit, turn)
    known = look(unit, turn)
    person = next((each for each in known.people if each.id == person_id), None)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    others = any(is_lead(each, turn.policy) for each in known.people if each.id != person.id)
    keeps = role is Role.QUALITY_LEAD or person.id in known.fixed
    if person.leads_quality and not (others or keeps):
        raise RuleViolationError(Reason.LAST_LEAD)
    if role is not person.role:
        unit.roles.give(organisation, person, role)
        told = {"from": person.role, "to": role}
        note(unit, turn, actor, "role.changed", f"person:{person.id}", **told)
    return look(unit, turn) if enter(unit, turn).person.leads_quality else None
