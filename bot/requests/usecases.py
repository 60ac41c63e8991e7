"""Complaints and partnership requests: recorded by anybody, followed by who leads."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.usecases.links import FileGrant, bearer
from bot.usecases.turn import Actor, Policy, Turn, enter, note
from domain.confidentiality import Clean
from domain.errors import Reason, RuleViolationError
from domain.journal import Event
from domain.pages import PAGE
from domain.people import Person, Site
from domain.requests.request import (
    LONGEST_SUBJECT,
    Dates,
    Request,
    RequestNature,
    RequestNumber,
    Sheet,
    Sheets,
    delay_to_answer,
)
from storage.requests.repository import LockedRequest, RequestDraft, Requests
from storage.unit_of_work import UnitOfWork

_DELAY_OF = timedelta(days=365)
"""What the list tells the delay of: what was received in a year."""


def check_lists(person: Person) -> None:
    """Raise ``NOT_FOR_MEMBERS`` unless *person* leads quality or is management."""
    if not person.sees_all:
        raise RuleViolationError(Reason.NOT_FOR_MEMBERS)


def may_export(unit: UnitOfWork, turn: Turn) -> None:
    """Raise ``NOT_FOR_MEMBERS`` unless the actor may have all sheets."""
    check_lists(enter(unit, turn).person)


def may_list(unit: UnitOfWork, turn: Turn) -> bool:
    """Tell whether the actor may read the list."""
    return enter(unit, turn).person.sees_all


def look(unit: UnitOfWork, turn: Turn, nature: RequestNature, page: int = 0) -> Sheets:
    """Return a page of the sheets.

    Raises:
        RuleViolationError: ``NOT_FOR_MEMBERS``.
    """
    actor = enter(unit, turn)
    check_lists(actor.person)
    today, promised = _today(unit, turn, actor)
    organisation_id = actor.organisation_id
    lately = unit.of(Requests).dates(organisation_id, nature, today - _DELAY_OF)
    return Sheets(
        nature,
        tuple(unit.of(Requests).page(organisation_id, nature, PAGE, page * PAGE)),
        page,
        unit.of(Requests).tally(organisation_id, nature, today, promised),
        today,
        promised,
        delay_to_answer(lately),
    )


def sites(unit: UnitOfWork, turn: Turn) -> tuple[tuple[Site, ...], date, int | None]:
    """Return what an empty form needs: the sites, today, and where the actor works."""
    actor = enter(unit, turn)
    today, _ = _today(unit, turn, actor)
    return tuple(unit.sites.open_ones(actor.organisation_id)), today, actor.person.site_id


def record(unit: UnitOfWork, turn: Turn, form_id: str, draft: RequestDraft) -> Sheet:
    """Keep a sheet, once a form; return it, also when it was kept before.

    Raises:
        RuleViolationError: ``NO_TEXT``, ``BAD_REQUEST_DATES``, ``UNKNOWN_SITE``; ``NOT_YOURS``:
            somebody else has sent this form.
    """
    actor = enter(unit, turn)
    kept = unit.of(Requests).of_form(form_id)
    if kept is not None:
        if kept.created_by_id != actor.id:
            raise RuleViolationError(Reason.NOT_YOURS)
        return _sheet(unit, turn, actor, kept)
    wanted = _checked(unit, turn, actor, draft)
    made = unit.of(Requests).add(actor.person, wanted, form_id, turn.year, turn.now)
    told = {"number": str(made.number), **_facts(made)}
    note(unit, turn, actor, "request.created", f"request:{made.id}", **told)
    return _sheet(unit, turn, actor, made)


def change(unit: UnitOfWork, turn: Turn, request_id: int, draft: RequestDraft) -> Sheet:
    """Change what a sheet says.

    Raises:
        RuleViolationError: what ``record`` raises of a draft; ``UNKNOWN``: there is none, or not
            for the actor.
    """
    actor = enter(unit, turn)
    before = _seen_for_change(unit, actor, request_id)
    after = _changed(unit, turn, actor, before, _checked(unit, turn, actor, draft))
    return _sheet(unit, turn, actor, after)


def answered_today(unit: UnitOfWork, turn: Turn, request_id: int) -> Sheet:
    """Say that a sheet was answered today; answered before, it stays so.

    Raises:
        RuleViolationError: ``UNKNOWN``.
    """
    return _dated(unit, turn, request_id, answered=True)


def closed_today(unit: UnitOfWork, turn: Turn, request_id: int) -> Sheet:
    """Say that a sheet was closed today; closed before, it stays so.

    Raises:
        RuleViolationError: ``UNKNOWN``.
    """
    return _dated(unit, turn, request_id, answered=False)


def open_sheet(unit: UnitOfWork, turn: Turn, request_id: int) -> Sheet:
    """Return a sheet.

    Raises:
        RuleViolationError: ``UNKNOWN``: there is none, or not for the actor.
    """
    actor = enter(unit, turn)
    return _sheet(unit, turn, actor, _seen(unit, actor, request_id))


def open_number(unit: UnitOfWork, turn: Turn, number: RequestNumber) -> Sheet:
    """Return the sheet of that number; raises what ``open_sheet`` does."""
    actor = enter(unit, turn)
    found = unit.of(Requests).find(actor.organisation_id, number)
    return _sheet(unit, turn, actor, _seen(unit, actor, found.id if found else 0))


def _dated(unit: UnitOfWork, turn: Turn, request_id: int, *, answered: bool) -> Sheet:
    actor = enter(unit, turn)
    before = _seen_for_change(unit, actor, request_id)
    today, _ = _today(unit, turn, actor)
    dates = before.dates
    if answered and dates.answered is None:
        dates = replace(dates, answered=today)
    elif not answered and dates.closed is None:
        dates = replace(dates, closed=today)
    draft = replace(_draft(before), dates=dates)
    return _sheet(unit, turn, actor, _changed(unit, turn, actor, before, draft))


def _changed(
    unit: UnitOfWork, turn: Turn, actor: Actor, before: LockedRequest, wanted: RequestDraft
) -> Request:
    if wanted == _draft(before):
        return before
    after = unit.of(Requests).change(before, wanted)
    told = {"before": _facts(before), "after": _facts(after)}
    note(unit, turn, actor, "request.changed", f"request:{after.id}", **told)
    return after


def _checked(unit: UnitOfWork, turn: Turn, actor: Actor, draft: RequestDraft) -> RequestDraft:
    today, _ = _today(unit, turn, actor)
    draft.dates.check(today)
    known = {each.id for each in unit.sites.open_ones(actor.organisation_id)}
    if draft.site_id is not None and draft.site_id not in known:
        raise RuleViolationError(Reason.UNKNOWN_SITE)
    subject: Clean = draft.subject.strip().cut(LONGEST_SUBJECT)
    if not subject:
        raise RuleViolationError(Reason.NO_TEXT)
    return replace(draft, subject=subject)


def _seen(unit: UnitOfWork, actor: Actor, request_id: int) -> Request:
    """Return a sheet to whoever may read all of them, or has recorded it."""
    found = unit.of(Requests).get(actor.organisation_id, request_id)
    if found is None or not (actor.person.sees_all or found.created_by_id == actor.id):
        raise RuleViolationError(Reason.UNKNOWN)
    return found


def _seen_for_change(unit: UnitOfWork, actor: Actor, request_id: int) -> LockedRequest:
    """As ``_seen``; no other process changes it until this work is done."""
    held = unit.of(Requests).for_change(actor.organisation_id, request_id)
    _seen(unit, actor, request_id)
    assert held is not None  # noqa: S101 -- it was just seen
    return held


def _sheet(unit: UnitOfWork, turn: Turn, actor: Actor, request: Request) -> Sheet:
    today, promised = _today(unit, turn, actor)
    sites_open = tuple(unit.sites.open_ones(actor.organisation_id))
    return Sheet(request, today, promised, may_list=actor.person.sees_all, sites=sites_open)


def _today(unit: UnitOfWork, turn: Turn, actor: Actor) -> tuple[date, int]:
    """Return the organisation's day, and within how many days it promises an answer."""
    rhythm = unit.rhythms.of(actor.organisation_id, turn.policy.default_zone.key)
    return turn.now.astimezone(rhythm.tz).date(), rhythm.deadlines.late


def _draft(request: Request) -> RequestDraft:
    return RequestDraft(
        request.nature,
        request.channel,
        Clean(request.subject),
        request.dates,
        request.site_id,
    )


def _facts(request: Request) -> dict[str, object]:
    """Return what the journal keeps: codes and days, no words."""
    dates: Dates = request.dates
    return {
        "nature": request.nature,
        "channel": request.channel,
        "site": request.site_id,
        "received": dates.received,
        "answered": dates.answered,
        "closed": dates.closed,
    }


# --- the file ---------------------------------------------------------------------------------


def look_at_file(unit: UnitOfWork, policy: Policy, grant: FileGrant) -> Actor:
    """Return who may have all sheets as a file, and leave the link as it is.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``, ``NOT_FOR_MEMBERS`` any more.
    """
    actor = bearer(unit, policy, grant)
    check_lists(actor.person)
    return actor


def spend_file(unit: UnitOfWork, policy: Policy, grant: FileGrant, now: datetime) -> int:
    """Return whose sheets a link gives, which has worked afterwards.

    Raises what ``look_at_file`` does.
    """
    actor = look_at_file(unit, policy, grant)
    unit.spent_links.spend(grant.id, now)
    facts = {"form": grant.form}
    unit.journal.note(Event(actor.organisation_id, now, "request.export", "", actor.id, facts))
    return actor.organisation_id


def everything(unit: UnitOfWork, organisation_id: int) -> list[Request]:
    """Return all sheets of an organisation."""
    return unit.of(Requests).everything(organisation_id)
