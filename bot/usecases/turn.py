"""What every use case knows of the turn that it serves."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from domain.confidentiality import Screen
from domain.isoweek import Week
from domain.journal import Event
from domain.people import Person, Role, author_key, wish_key
from domain.records import record
from domain.rhythm import Job
from storage.holdings import Holding
from storage.organisations import LockedOrganisation
from storage.solicitations import Wishes
from storage.unit_of_work import UnitOfWork


@record
class Policy:
    """What differs between installations and the rules need to know."""

    default_zone: ZoneInfo
    """The zone of an organisation that has not said its own; what it said is ``zone_here``."""
    channel: str
    secret: bytes
    first_leads: frozenset[str] = frozenset()
    holds: tuple[Holding, ...] = ()
    """What is held of people, as each capability says it of its own tables."""
    bot_id: str = ""
    """The bot's own channel id, where the settings say it; else its teams know it."""
    jobs: Mapping[Job, str] = field(default_factory=dict)
    """What is done by the clock, in the order in which it is done, and what people call each."""
    owner: str = field(default_factory=lambda: uuid4().hex)
    """This process, as the outbox's leases name it."""

    def title_of(self, job: str) -> str:
        """Return what people call the job of that name; of one that is no more, its name."""
        return next((title for each, title in self.jobs.items() if each.name == job), job)


@record
class Author:
    """Who sent an activity, as Teams names them."""

    tenant_id: str
    aad_object_id: str
    teams_user_id: str = ""
    name: str = ""


_KNOWING_NOBODY = Screen()


@record
class Turn:
    """Everything between one incoming activity and its answer: who, when, and which activity."""

    policy: Policy
    author: Author
    activity_id: str
    now: datetime
    said_at: datetime | None = None
    """When it was said, as far as Teams is to be believed: a late delivery changes no week."""
    screen: Screen = _KNOWING_NOBODY
    """Makes text clean with the names that the author's organisation knows."""
    here: ZoneInfo | None = None
    """The zone of the author's organisation; None while that is not known."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone on whose clock the author's organisation lives."""
        return self.here or self.policy.default_zone

    @property
    def week(self) -> str:
        """The ISO week in which it was said, « 2026-W48 »."""
        return str(Week.of((self.said_at or self.now).astimezone(self.zone).date()))

    @property
    def day(self) -> date:
        """The day on which it was heard, where the author's organisation is."""
        return self.now.astimezone(self.zone).date()

    @property
    def year(self) -> int:
        """The year in which the organisation lives now."""
        return self.now.astimezone(self.zone).year

    def is_first(self, unit: UnitOfWork) -> bool:
        """Tell whether this activity is done for the first time, and remember that it is."""
        return unit.inbound.is_new(self._key, self.now)

    def was_done(self, unit: UnitOfWork) -> bool:
        """Tell whether this activity was done before; what was begun only is done again."""
        return unit.inbound.is_known(self._key)

    @property
    def _key(self) -> str:
        """A digest: beside an anonymous contribution it must not name a conversation."""
        whole = f"{self.author.tenant_id}\n{self.activity_id}".encode()
        return hashlib.sha256(whole).hexdigest()


@record
class Actor:
    """A known person, and the key that stands for them on what they write anonymously."""

    person: Person
    key: str

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def organisation_id(self) -> int:
        """The id of the person's organisation."""
        return self.person.organisation_id


def enter(unit: UnitOfWork, turn: Turn) -> Actor:
    """Return who acts; their organisation and they are known afterwards."""
    author = turn.author
    organisation_id = unit.organisations.get_or_add(author.tenant_id, turn.now)
    person = unit.people.meet(
        organisation_id, author.aad_object_id, author.teams_user_id, author.name
    )
    if not person.upn:  # as long as Teams has told nothing of them they may be new
        grant_wishes(unit, turn.policy, [person])
    return promoted(unit, turn, heard_of(unit, turn, person))


def enter_to_settle(unit: UnitOfWork, turn: Turn) -> tuple[Actor, LockedOrganisation]:
    """Return who acts, and their organisation, whose roles and settings nobody else changes now.

    It is entered once it is held: who acts may just have lost the role.
    """
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    organisation = unit.organisations.for_change(organisation_id)
    return enter(unit, turn), organisation


def grant_wishes(unit: UnitOfWork, policy: Policy, people: Iterable[Person]) -> None:
    """Write no more to those of one organisation who wanted it before their name was erased."""
    wishes: set[str] | None = None
    for person in people:
        wishes = unit.of(Wishes).of(person.organisation_id) if wishes is None else wishes
        digest = wish_key(policy.secret, person)
        if digest in wishes:
            unit.of(Wishes).grant(person, digest)


def promoted(unit: UnitOfWork, turn: Turn, person: Person) -> Actor:
    """Return *person* as actor; the role that the settings give is kept.

    A command that runs beside the server, without its settings, has to know the leads, too.
    """
    actor = as_actor(person, turn.policy)
    if actor.person.role is not person.role:
        organisation = unit.organisations.for_change(person.organisation_id)
        unit.roles.give(organisation, person, actor.person.role)
        told = {"from": person.role, "to": actor.person.role, "by": "settings"}
        note(unit, turn, None, "role.changed", f"person:{person.id}", **told)
    return actor


def note(
    unit: UnitOfWork, turn: Turn, actor: Actor | None, what: str, subject: str = "", **facts: Any
) -> None:
    """Write in the journal that *actor* did something; None for the bot itself."""
    organisation_id = (
        actor.organisation_id
        if actor
        else unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    )
    unit.journal.note(
        Event(organisation_id, turn.now, what, subject, actor.id if actor else None, facts)
    )


def heard_of(unit: UnitOfWork, turn: Turn, person: Person) -> Person:
    """Return *person*, whom the bot writes to again if it had given up: they are there.

    What they were not reached with is sent now where it is still of use.
    """
    if not person.unreachable:
        return person
    unit.people.update(person, unreachable="")
    missed = unit.sends.unreached(person.organisation_id, person.id, turn.now)
    unit.sends.try_again(person.organisation_id, missed, turn.now)
    return replace(person, unreachable="")


def is_named(person: Person, policy: Policy) -> bool:
    """Tell whether the settings name *person* a quality lead."""
    names = {person.aad_object_id.lower(), person.upn.lower()} - {""}
    return bool(names & policy.first_leads)


def as_actor(person: Person, policy: Policy) -> Actor:
    """Return *person* with the role that the settings may give them."""
    if is_named(person, policy):
        person = replace(person, role=Role.QUALITY_LEAD)
    return Actor(person, author_key(policy.secret, person))
