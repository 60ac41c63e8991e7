"""What people do with a contribution: support, correct, take back, open, list, write one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.contributions.usecases.readers import reader_of
from bot.usecases.turn import Actor, Turn, enter
from domain.confidentiality import Clean
from domain.contributions.contribution import (
    Attachment,
    Change,
    Contribution,
    Facts,
    Number,
    Origin,
    Status,
    check_kind,
    check_may_change,
    check_open,
    check_text,
)
from domain.contributions.life import MOVES
from domain.contributions.subjects import ContributionSubject
from domain.contributions.view import View, check_may_read, view_for
from domain.engagements import ENGAGEMENTS
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind
from domain.pages import PAGE, ListPage
from domain.people import Site
from domain.records import record
from domain.week.subjects import WeekSubject
from storage.contributions.draft import Draft
from storage.contributions.questions import Questions
from storage.contributions.repository import Contributions, LockedContribution
from storage.contributions.votes import Votes
from storage.unit_of_work import UnitOfWork
from storage.week.flashes import Flashes


@record
class Form:
    """A filled *fiche*; ``form_id`` makes pressing « Envoyer » twice the same as once."""

    form_id: str
    kind: Kind
    text: Clean
    site_id: int | None = None
    engagement: int | None = None
    anonymous: bool = False


@record
class Noted:
    """A message that somebody notes from elsewhere: its author, its address, its files."""

    author_aad_object_id: str = ""
    author_name: str = ""
    link: str = ""
    attachments: tuple[Attachment, ...] = ()


@record
class Choices:
    """What a contribution may be given: a site, one of the engagements in use."""

    sites: tuple[Site, ...]
    engagements: tuple[int, ...]


@record
class Page(ListPage):
    """A page of somebody's contributions, newest first."""

    contributions: tuple[View, ...]


def look(unit: UnitOfWork, turn: Turn, contribution_id: int) -> View:
    """Return a contribution as the actor may see it.

    Raises:
        RuleViolationError: there is none (``UNKNOWN``), or not for them.
    """
    actor = enter(unit, turn)
    return view_for(seen(unit, actor, contribution_id), reader_of(unit, actor))


def look_up(unit: UnitOfWork, turn: Turn, number: Number) -> Contribution:
    """Return the contribution of that number, if the actor may see it."""
    actor = enter(unit, turn)
    found = unit.of(Contributions).find(actor.organisation_id, number)
    if found is None:
        raise RuleViolationError(Reason.UNKNOWN)
    check_may_read(found, reader_of(unit, actor))
    return found


def look_to_change(unit: UnitOfWork, turn: Turn, contribution_id: int) -> tuple[View, Choices]:
    """Return a contribution that the actor may change, and what to choose from."""
    actor = enter(unit, turn)
    contribution = seen(unit, actor, contribution_id)
    _check_changeable(contribution, actor)
    rhythm = unit.rhythms.of(actor.organisation_id, turn.policy.default_zone.key)
    sites = tuple(unit.sites.open_ones(actor.organisation_id))
    return view_for(contribution, reader_of(unit, actor)), Choices(sites, rhythm.engagements)


def support(unit: UnitOfWork, turn: Turn, contribution_id: int) -> View:
    """Give the actor's support or take it back; an activity sent again changes nothing."""
    actor = enter(unit, turn)
    contribution = seen_for_change(unit, actor, contribution_id)
    check_open(contribution)
    if turn.is_first(unit):
        unit.of(Votes).toggle_vote(contribution, actor.person, turn.now)
        touch(unit, turn, contribution)
    return view_for(seen(unit, actor, contribution_id), reader_of(unit, actor))


def support_and_tell(unit: UnitOfWork, turn: Turn, contribution_id: int) -> tuple[View, bool]:
    """As ``support``; tell whether the actor supports it now."""
    contribution = support(unit, turn, contribution_id)
    person = enter(unit, turn).person
    return contribution, bool(unit.of(Votes).supported_by(person, [contribution.id]))


def rewrite(
    unit: UnitOfWork,
    turn: Turn,
    contribution_id: int,
    text: Clean,
    site_id: int | None,
    engagement: int | None,
) -> View:
    """Give a contribution another text, site or engagement; an anonymous one keeps no site."""
    actor = enter(unit, turn)
    contribution = _changeable(unit, actor, contribution_id)
    wanted: dict[str, Any] = {"text": check_text(text), "engagement": _engagement(engagement)}
    if not contribution.is_anonymous:
        wanted["site_id"] = _site(unit, actor, site_id)
    return _changed(unit, turn, actor, contribution, Change.EDITED, wanted)


def set_kind(unit: UnitOfWork, turn: Turn, contribution_id: int, kind: Kind) -> View:
    """Say that a contribution is of another kind; kept as a correction of what was understood."""
    actor = enter(unit, turn)
    contribution = _changeable(unit, actor, contribution_id)
    if contribution.kind is not check_kind(kind):
        unit.of(Questions).correct(actor.organisation_id, contribution.id, contribution.kind, kind)
    wanted: dict[str, Any] = {"kind": kind}
    if contribution.status not in MOVES[kind]:  # « à l'étude » is no state of a good practice
        wanted |= {"status": Status.READ, "promised_on": None, "decided_at": None}
    return _changed(unit, turn, actor, contribution, Change.KIND_CHANGED, wanted)


def _changed(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    change: Change,
    wanted: Mapping[str, object],
) -> View:
    changed = follow_changes(unit, turn, actor, contribution, change, wanted)
    return view_for(changed, reader_of(unit, actor))


def send_form(
    unit: UnitOfWork,
    turn: Turn,
    form: Form,
    origin: Origin = Origin.FORM,
    noted: Noted | None = None,
) -> View:
    """Keep a filled form as a contribution, once; return it, also when it was kept before.

    An anonymous one is stored with a keyed hash in the place of its author, and nothing that the
    author owns is written beside it, their site neither: a small one would say who.

    Raises:
        RuleViolationError: ``NOT_YOURS``: somebody else has sent this form; and what is wrong
            with it.
    """
    actor = enter(unit, turn)
    kept = _sent_before(unit, actor, form.form_id)
    if kept is not None:
        return view_for(kept, reader_of(unit, actor))
    noted = noted or Noted()
    author = _noted_author(unit, actor, noted)
    person = author.person
    draft = Draft(
        kind=check_kind(form.kind),
        text=check_text(form.text),
        origin=origin,
        author_id=None if form.anonymous else person.id,
        author_key=author.key if form.anonymous else None,
        author_name="" if form.anonymous else person.name,
        noted_by_id=actor.id if author is not actor else None,
        site_id=None if form.anonymous else _site(unit, actor, form.site_id),
        engagement=_engagement(form.engagement),
        link=noted.link,
        attachments=noted.attachments,
        form_id=form.form_id,
        week=turn.week,
    )
    contribution = unit.of(Contributions).add(actor.organisation_id, draft, turn.year, turn.now)
    kept = unit.of(Contributions).get(actor.organisation_id, contribution.id) or contribution
    return view_for(kept, reader_of(unit, actor))


def _sent_before(unit: UnitOfWork, actor: Actor, form_id: str) -> Contribution | None:
    is_theirs = unit.of(Contributions).is_form_of(form_id, actor.person, actor.key)
    if is_theirs is False:
        raise RuleViolationError(Reason.NOT_YOURS)
    return unit.of(Contributions).of_form(actor.organisation_id, form_id) if is_theirs else None


def mine(unit: UnitOfWork, turn: Turn, page: int) -> Page:
    """Return a page of what the actor wrote, anonymously too, newest first."""
    actor = enter(unit, turn)
    page = max(0, page)
    found, total = unit.of(Contributions).written_by(
        actor.person, actor.key, limit=PAGE, offset=page * PAGE
    )
    who = reader_of(unit, actor)
    return Page(tuple(view_for(each, who) for each in found), number=page, total=total)


def _noted_author(unit: UnitOfWork, actor: Actor, noted: Noted) -> Actor:
    # The Playground says the channel's user id where Teams says the Entra object id.
    mine = ("", actor.person.aad_object_id, actor.person.teams_user_id)
    if noted.author_aad_object_id in mine:
        return actor
    person = unit.people.meet(
        actor.organisation_id, noted.author_aad_object_id, "", noted.author_name
    )
    return Actor(person, "")


def follow_changes(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    contribution: LockedContribution,
    change: Change,
    wanted: Mapping[str, object],
) -> LockedContribution:
    """Set what differs, record it, and have the cards follow; nothing when nothing differs."""
    changed = {
        name: value for name, value in wanted.items() if getattr(contribution, name) != value
    }
    if not changed:
        return contribution
    # What an anonymous author does to their own contribution must not name them either.
    unnamed = contribution.is_anonymous and contribution.author_key == actor.key
    changed_one = unit.of(Contributions).change(
        contribution, change, turn.now, None if unnamed else actor.id, **changed
    )
    touch(unit, turn, contribution)
    return changed_one


def touch(unit: UnitOfWork, turn: Turn, contribution: Facts) -> None:
    """Update every message that shows a contribution."""
    organisation_id = contribution.organisation_id
    unit.outbox.touch(
        organisation_id, (ContributionSubject.CONTRIBUTION, contribution.id), turn.now
    )
    touch_flashes(unit, turn.now, organisation_id, contribution.id)


def touch_flashes(
    unit: UnitOfWork, now: datetime, organisation_id: int, *contribution_ids: int
) -> None:
    """Update the flashes that tell a contribution or the answers to it."""
    for flash in unit.of(Flashes).of_contributions(organisation_id, contribution_ids):
        unit.outbox.touch(organisation_id, (WeekSubject.FLASH, flash), now)


def seen(unit: UnitOfWork, actor: Actor, contribution_id: int) -> Contribution:
    """Return a contribution that *actor* may see.

    Raises:
        RuleViolationError: ``UNKNOWN``.
    """
    contribution = unit.of(Contributions).get(actor.organisation_id, contribution_id)
    if contribution is None:
        raise RuleViolationError(Reason.UNKNOWN)
    check_may_read(contribution, reader_of(unit, actor))
    return contribution


def seen_for_change(unit: UnitOfWork, actor: Actor, contribution_id: int) -> LockedContribution:
    """As ``seen``; no other process changes it until this work is done."""
    found = unit.of(Contributions).for_change(actor.organisation_id, [contribution_id])
    if contribution_id not in found:
        raise RuleViolationError(Reason.UNKNOWN)
    check_may_read(found[contribution_id], reader_of(unit, actor))
    return found[contribution_id]


def owned(unit: UnitOfWork, actor: Actor, contribution_id: int) -> LockedContribution:
    """Return a contribution that *actor* may change; no other process changes it meanwhile."""
    contribution = seen_for_change(unit, actor, contribution_id)
    check_may_change(contribution, actor.person, actor.key)
    return contribution


def _changeable(unit: UnitOfWork, actor: Actor, contribution_id: int) -> LockedContribution:
    contribution = seen_for_change(unit, actor, contribution_id)
    _check_changeable(contribution, actor)
    return contribution


def _check_changeable(contribution: Contribution, actor: Actor) -> None:
    check_may_change(contribution, actor.person, actor.key)
    check_open(contribution)


def _site(unit: UnitOfWork, actor: Actor, site_id: int | None) -> int | None:
    if site_id is not None and site_id not in {
        site.id for site in unit.sites.open_ones(actor.organisation_id)
    }:
        raise RuleViolationError(Reason.UNKNOWN_SITE)
    return site_id


def _engagement(number: int | None) -> int | None:
    return number if number in ENGAGEMENTS else None
