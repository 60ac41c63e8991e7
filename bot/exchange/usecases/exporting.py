"""Taking contributions out, part by part."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.usecases.links import ExportGrant, FileGrant, LinkSpentError
from bot.usecases.turn import Actor, Policy, as_actor
from domain.contributions.contribution import Status
from domain.errors import Reason, RuleViolationError
from domain.exchange import Line, line_of
from domain.inquiry import Inquiry
from domain.journal import Event
from domain.people import Person, Role, check_leads_quality
from storage.exchange.repository import Exchange
from storage.inquiry.repository import Inquiries, Viewer
from storage.unit_of_work import UnitOfWork

PART = 500
"""Contributions read at once: so memory does not grow with what is kept."""

EVERYTHING = Inquiry(statuses=tuple(Status))
"""Also what was withdrawn: the organisation's own record."""


def everything_of(organisation_id: int, now: datetime, zone: ZoneInfo) -> Viewer:
    """Return who sees all of an organisation and is nobody in it: who has the machine."""
    return Viewer(Person(0, organisation_id, "", "", "", Role.QUALITY_LEAD), "", now, zone)


def look(unit: UnitOfWork, policy: Policy, grant: ExportGrant, now: datetime) -> Viewer:
    """Return who may take out what a link grants, and leave the link as it is.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``, or ``NOT_QUALITY_LEAD`` any more.
    """
    if unit.spent_links.is_spent(grant.id):
        raise LinkSpentError
    return _viewer(unit, policy, grant, now)


def spend(unit: UnitOfWork, policy: Policy, grant: ExportGrant, now: datetime) -> Viewer:
    """Return who takes out what a link grants; the link has worked afterwards.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``, or ``NOT_QUALITY_LEAD`` any more; the link is as
            it was.
    """
    who = _viewer(unit, policy, grant, now)
    if not unit.spent_links.spend(grant.id, now):
        raise LinkSpentError
    note(unit, who, grant.form, now, asked=grant.asked)
    return who


def note(unit: UnitOfWork, who: Viewer, form: str, now: datetime, *, asked: str = "") -> None:
    """Have the journal tell that a list was taken out, by whom, and by a digest what was asked."""
    person = who.person
    facts = {"form": form, "whole": not asked}
    event = Event(
        person.organisation_id, now, "export", "", person.id or None, facts, {"asked": asked}
    )
    unit.journal.note(event)


def part(
    unit: UnitOfWork, inquiry: Inquiry, who: Viewer, after: int = 0
) -> tuple[list[Line], int]:
    """Return the next lines after an id and the id to go on from; no lines at the end."""
    organisation_id = who.person.organisation_id
    if inquiry == EVERYTHING and who.person.sees_all:
        found = unit.of(Exchange).everything(organisation_id, after, PART)
    else:
        found = unit.of(Inquiries).all(inquiry, who, after, PART)
    if not found:
        return [], after
    upns = unit.of(Exchange).upns({each.author_id for each in found if each.author_id is not None})
    sizes = unit.people.site_sizes(organisation_id)
    lines = [line_of(each, upns.get(each.author_id or 0, ""), sizes) for each in found]
    return lines, found[-1].id


def bearer(unit: UnitOfWork, policy: Policy, grant: ExportGrant | FileGrant) -> Actor:
    """Return who was given a link.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``.
    """
    if unit.spent_links.is_spent(grant.id):
        raise LinkSpentError
    return _person_of(unit, policy, grant)


def _person_of(unit: UnitOfWork, policy: Policy, grant: ExportGrant | FileGrant) -> Actor:
    organisation_id = unit.organisations.find(grant.tenant_id) or 0
    person = unit.people.find(organisation_id, grant.person)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    return as_actor(person, policy)


def _viewer(unit: UnitOfWork, policy: Policy, grant: ExportGrant, now: datetime) -> Viewer:
    actor = _person_of(unit, policy, grant)
    check_leads_quality(actor.person)
    return Viewer(actor.person, actor.key, now, policy.zone)
