"""Taking contributions out, part by part."""

from datetime import datetime

from bot.usecases.here import zone_here
from bot.usecases.links import ExportGrant, person_of
from bot.usecases.turn import Policy
from domain.contributions.contribution import Status
from domain.exchange import Line, line_of
from domain.inquiry import Inquiry
from domain.journal import Event
from domain.people import check_leads_quality
from storage.contributions.visibility import Viewer
from storage.exchange.repository import Exchange
from storage.inquiry.repository import Inquiries
from storage.spent_links import LinkSpentError
from storage.unit_of_work import UnitOfWork

PART = 500
"""Contributions read at once: so memory does not grow with what is kept."""

EVERYTHING = Inquiry(statuses=tuple(Status))
"""Also what was withdrawn: the organisation's own record."""


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
    unit.spent_links.spend(grant.id, now)
    note(unit, who, grant.form, now, asked=grant.asked)
    return who


def note(unit: UnitOfWork, who: Viewer, form: str, now: datetime, *, asked: str = "") -> None:
    """Write in the journal that a list was taken out, by whom, and by a digest what was asked."""
    person = who.person
    facts = {"form": form, "whole": not asked}
    event = Event(
        person.organisation_id, now, "export", "", person.id or None, facts, {"asked": asked}
    )
    unit.journal.note(event)


def part(
    unit: UnitOfWork, inquiry: Inquiry, who: Viewer, after: int = 0
) -> tuple[list[Line], int]:
    """Return the next lines after an id and the id to go on from; no lines at the end.

    What was taken back is in the copy of the whole that is made on the machine, in no other file.
    """
    organisation_id = who.person.organisation_id
    on_machine = who.person.id == 0
    if inquiry == EVERYTHING and who.person.sees_all:
        found = unit.of(Exchange).everything(organisation_id, after, PART, taken_back=on_machine)
    else:
        found = unit.of(Inquiries).all(inquiry, who, after, PART)
    if not found:
        return [], after
    upns = unit.of(Exchange).upns({each.author_id for each in found if each.author_id is not None})
    sizes = unit.sites.sizes(organisation_id)
    lines = [line_of(each, upns.get(each.author_id or 0, ""), sizes) for each in found]
    return lines, found[-1].id


def _viewer(unit: UnitOfWork, policy: Policy, grant: ExportGrant, now: datetime) -> Viewer:
    actor = person_of(unit, policy, grant)
    check_leads_quality(actor.person)
    zone = zone_here(unit, policy, actor.organisation_id)
    return Viewer(actor.person, actor.key, now, zone)
