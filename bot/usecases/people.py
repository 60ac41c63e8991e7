"""Who is who: personal chats, sites, the first quality lead."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.usecases.here import today_here
from bot.usecases.turn import (
    Actor,
    Policy,
    Turn,
    enter,
    enter_to_settle,
    grant_wishes,
    note,
    promoted,
)
from domain.confidentiality import Clean
from domain.errors import Reason, RuleViolationError
from domain.journal import Event
from domain.people import Person, Role, Site, SiteNature, WelcomeSubject, check_leads_quality
from domain.records import record
from storage.outbox import Destination, Outgoing
from storage.people import Member, Reference
from storage.solicitations import Wishes
from storage.teams import Team
from storage.unit_of_work import UnitOfWork

MOST_BRANCHES = 38
"""With « siège » and « plusieurs » as many as a card offers to choose from."""

AGAIN_AFTER = timedelta(minutes=1)
"""An installation is told in two activities; what comes within this time is the same one."""


@record
class Chat:
    """What a personal chat needs to know of the person in it."""

    actor: Actor
    sites: tuple[Site, ...]
    engagements: tuple[int, ...]
    """Those of the nine with which the organisation works."""

    @property
    def person(self) -> Person:
        """The person."""
        return self.actor.person

    @property
    def has_branches(self) -> bool:
        """True when the organisation has told its antennes, so that asking makes sense."""
        return any(site.nature == SiteNature.BRANCH for site in self.sites)


def who(unit: UnitOfWork, turn: Turn) -> Chat:
    """Return the actor, with the sites and the engagements to choose from."""
    actor = enter(unit, turn)
    rhythm = unit.rhythms.of(actor.organisation_id, turn.policy.default_zone.key)
    sites = tuple(unit.sites.open_ones(actor.organisation_id))
    return Chat(actor, sites, rhythm.engagements)


def open_chat(unit: UnitOfWork, turn: Turn, reference: Reference) -> Chat:
    """Return the actor, whose personal chat is known afterwards."""
    chat = who(unit, turn)
    unit.people.keep_reference(chat.person, reference)
    return chat


def chat_of(unit: UnitOfWork, turn: Turn) -> Reference | None:
    """Return the personal chat of the actor, None where the bot knows none."""
    actor = enter(unit, turn)
    (colleague,) = unit.people.known(actor.organisation_id, [actor.id])
    return colleague.reference


def keep_upn(unit: UnitOfWork, turn: Turn, upn: str) -> Actor:
    """Return the actor, whose user principal name is known afterwards."""
    actor = enter(unit, turn)
    if upn and upn != actor.person.upn:
        known = actor.person.aad_object_id
        unit.people.adopt(actor.organisation_id, known, upn, turn.policy.holds)
        unit.people.update(actor.person, upn=upn)
    return promoted(unit, turn, replace(actor.person, upn=upn or actor.person.upn))


def greet(
    unit: UnitOfWork, turn: Turn, reference: Reference, *, installed: bool
) -> Outgoing | None:
    """Owe a greeting to whoever opens the chat, once, and again at each new installation."""
    chat = open_chat(unit, turn, reference)
    key = f"{WelcomeSubject.GREETING}:{chat.person.id}:"
    last = unit.outbox.last_put(chat.actor.organisation_id, key)
    if last is not None and not (installed and turn.now - last > AGAIN_AFTER):
        return None
    return unit.outbox.put(
        chat.actor.organisation_id,
        f"{key}{turn.now:%Y%m%dT%H%M%S}",
        (WelcomeSubject.GREETING, chat.person.id),
        Destination(reference.service_url, reference.conversation_id),
        turn.now,
        owner=turn.policy.owner,
    )


def teams_without_staff(unit: UnitOfWork, turn: Turn) -> list[Team]:
    """Return the teams of the actor's organisation while no roster of it was ever kept."""
    organisation_id = enter(unit, turn).organisation_id
    return [] if unit.people.staff(organisation_id) else unit.teams.living(organisation_id)


def keep_staff(unit: UnitOfWork, turn: Turn, members: Sequence[Member]) -> None:
    """Keep the roster as Teams gives it."""
    organisation_id = enter(unit, turn).organisation_id
    keep_roster(unit, turn.policy, organisation_id, members, turn.now)


def keep_roster(
    unit: UnitOfWork,
    policy: Policy,
    organisation_id: int,
    members: Sequence[Member],
    now: datetime,
) -> None:
    """Make *members* the staff of an organisation.

    Who left has no role any more. Who is new and had wanted no messages before their name was
    erased is written to no more than then.
    """
    today = today_here(unit, policy, organisation_id, now)
    lost = unit.people.keep_roster(organisation_id, members, today, policy.holds)
    for person_id, role in lost.items():
        facts = {"from": role, "to": Role.MEMBER, "by": "roster"}
        subject = f"person:{person_id}"
        unit.journal.note(Event(organisation_id, now, "role.changed", subject, None, facts))
    if unit.of(Wishes).of(organisation_id):
        grant_wishes(unit, policy, unit.people.everyone(organisation_id))


def choose_site(unit: UnitOfWork, turn: Turn, site_id: int | None) -> Chat:
    """Keep where the actor works, or only that they were asked."""
    chat = who(unit, turn)
    _set_site(unit, chat.person, chat.sites, site_id)
    return who(unit, turn)


def site_was_asked(unit: UnitOfWork, turn: Turn) -> None:
    """Remember that the actor was asked where they work: once is enough."""
    unit.people.update(enter(unit, turn).person, site_asked=True)


def everyone(unit: UnitOfWork, turn: Turn) -> tuple[Chat, list[Person]]:
    """Return the sites and the people of the organisation, for a quality lead."""
    chat = who(unit, turn)
    check_leads_quality(chat.person)
    return chat, unit.people.everyone(chat.actor.organisation_id)


def set_branches(
    unit: UnitOfWork, turn: Turn, names: Iterable[Clean]
) -> tuple[Chat, list[Person]]:
    """Make *names* the antennes of the organisation.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``TOO_MANY_SITES``.
    """
    chat = who(unit, turn)
    check_leads_quality(chat.person)
    standing = {site.name for site in chat.sites if site.nature != "branch"}
    wanted = [name.in_one_line().cut(100) for name in names]
    branches = [name for name in dict.fromkeys(wanted) if name and name not in standing]
    if len(branches) > MOST_BRANCHES:
        raise RuleViolationError(Reason.TOO_MANY_SITES)
    unit.sites.set_branches(chat.actor.organisation_id, branches)
    before = [site.name for site in chat.sites if site.nature == SiteNature.BRANCH]
    if before != branches:
        note(unit, turn, chat.actor, "setting.sites", before=before, after=branches)
    return everyone(unit, turn)


def place(
    unit: UnitOfWork, turn: Turn, person_id: int, site_id: int | None
) -> tuple[Chat, list[Person]]:
    """Say for a colleague where they work; only a quality lead may."""
    chat = who(unit, turn)
    check_leads_quality(chat.person)
    person = unit.people.get(chat.actor.organisation_id, person_id)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    _set_site(unit, person, chat.sites, site_id)
    return everyone(unit, turn)


def name_first_lead(unit: UnitOfWork, turn: Turn) -> None:
    """Make whoever installed the app a quality lead, if nobody is one yet."""
    actor, organisation = enter_to_settle(unit, turn)
    if not (turn.policy.first_leads or unit.roles.has_quality_lead(actor.organisation_id)):
        unit.roles.give(organisation, actor.person, Role.QUALITY_LEAD)
        told = {"from": actor.person.role, "to": Role.QUALITY_LEAD}
        note(unit, turn, actor, "role.changed", f"person:{actor.id}", **told)


def _set_site(
    unit: UnitOfWork, person: Person, sites: Iterable[Site], site_id: int | None
) -> None:
    if site_id is not None and site_id not in {site.id for site in sites}:
        raise RuleViolationError(Reason.UNKNOWN_SITE)
    unit.people.update(person, site_id=site_id, site_asked=True)
