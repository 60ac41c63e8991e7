"""What people may ask about themselves: to read what is kept, and to have their name removed."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Any

from bot.contributions.usecases.contributions import touch_flashes
from bot.survey import usecases as survey
from bot.usecases.links import LinkSpentError, MineGrant
from bot.usecases.owing import Times, habits, is_lead, tell_leads
from bot.usecases.turn import Policy, Turn, as_actor, enter, note
from domain.contributions.subjects import ContributionSubject
from domain.errors import Reason, RuleViolationError
from domain.journal import Event
from domain.people import Person, author_key, check_leads_quality, wish_key
from domain.records import record
from domain.rights.retention import EMPTIED, QUESTIONS, SENDS, Purged, Retention, months_before
from domain.rights.subjects import RightsSubject
from storage.contributions.holdings import WRITTEN
from storage.contributions.repository import Contributions
from storage.rights.old_words import OldWords
from storage.rights.repository import Rights, Sheet
from storage.runs import Run
from storage.solicitations import Wishes
from storage.unit_of_work import UnitOfWork

ASKED, LEFT, RESTORED = "asked", "left", "restored"
"""Why a name was removed."""

_PURPOSE = b"erasures"
_PART = 1000


@record
class PurgeView:
    """What a purge has removed, for whoever is told about it."""

    moment: datetime
    purged: Purged


# --- access -----------------------------------------------------------------------------------


def count_mine(unit: UnitOfWork, turn: Turn) -> int:
    """Return how many contributions of the actor's are kept, anonymous ones included."""
    actor = enter(unit, turn)
    return unit.of(Contributions).written_by(actor.person, actor.key, limit=1, offset=0)[1]


def my_data(unit: UnitOfWork, policy: Policy, grant: MineGrant, now: datetime) -> list[Sheet]:
    """Return all that is kept about who asked for the link, which has worked afterwards.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``: nothing is kept about them any more.
    """
    person = look_at_mine(unit, grant)
    unit.spent_links.spend(grant.id, now)
    unit.journal.note(Event(person.organisation_id, now, "access", "", person.id))
    sheets = unit.of(Rights).about(person, as_actor(person, policy).key, policy.holds)
    return [(name, _numbered(unit, person, rows)) for name, rows in sheets]


def look_at_mine(unit: UnitOfWork, grant: MineGrant) -> Person:
    """Return who a link is for, and leave the link as it is; raises what ``my_data`` does."""
    if unit.spent_links.is_spent(grant.id):
        raise LinkSpentError
    organisation_id = unit.organisations.find(grant.tenant_id) or 0
    person = unit.people.find(organisation_id, grant.person)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    return person


def _numbered(
    unit: UnitOfWork, person: Person, rows: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return rows with the number of the contribution that they are about: people know no ids."""
    ids = list({row["contribution_id"] for row in rows if row.get("contribution_id")})
    numbers: dict[int, str] = {}
    for start in range(0, len(ids), _PART):
        found = unit.of(Contributions).some(person.organisation_id, ids[start : start + _PART])
        numbers |= {each.id: str(each.number) for each in found.values()}
    return [
        {"number": numbers.get(row["contribution_id"], "")} | dict(row)
        if "contribution_id" in row
        else row
        for row in rows
    ]


# --- erasure ----------------------------------------------------------------------------------


def erase_me(unit: UnitOfWork, turn: Turn) -> int:
    """Remove the actor's name from all that is kept; return from how many contributions.

    Raises:
        RuleViolationError: ``LAST_LEAD``: nobody would lead quality any more.
    """
    actor = enter(unit, turn)
    people = unit.people.everyone(actor.organisation_id)
    others = any(is_lead(each, turn.policy) for each in people if each.id != actor.id)
    if actor.person.leads_quality and not others:
        raise RuleViolationError(Reason.LAST_LEAD)
    return erase(unit, turn.policy, actor.person, turn.now, ASKED)


def erase(unit: UnitOfWork, policy: Policy, person: Person, now: datetime, why: str) -> int:
    """Remove a person's name; the cards in Teams follow. Return from how many contributions."""
    organisation_id = person.organisation_id
    digest = digest_of(policy.secret, unit.organisations.tenant(organisation_id), person)
    key = author_key(policy.secret, person)
    if unit.people.availability(person).opted_out:
        unit.of(Wishes).keep(organisation_id, wish_key(policy.secret, person))
    counted = unit.of(Rights).erase(person, key, policy.holds)
    unit.of(Rights).remember(organisation_id, digest, now)
    facts = {"why": why} | {sheet: len(rows) for sheet, rows in counted.items()}
    unit.journal.note(Event(organisation_id, now, "erasure", "", None, facts))
    contributions = counted.get(WRITTEN, ())
    _follow(unit, organisation_id, contributions, now)
    return len(contributions)


def _follow(
    unit: UnitOfWork, organisation_id: int, contribution_ids: Iterable[int], now: datetime
) -> None:
    for each in contribution_ids:
        unit.outbox.touch(organisation_id, (ContributionSubject.CONTRIBUTION, each), now)
        touch_flashes(unit, now, organisation_id, each)


def digest_of(secret: bytes, tenant_id: str, person: Person) -> str:
    """Return what stands for a person in the register of erasures."""
    key = hmac.new(secret, _PURPOSE, hashlib.sha256).digest()
    said = f"{tenant_id}\n{person.aad_object_id}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def erase_again(
    unit: UnitOfWork, policy: Policy, erased: Mapping[str, datetime], backed_up: datetime
) -> int:
    """Erase who was erased after a backup was made, once it is restored; return how many.

    *erased* is the register that is kept beside the database: digests with their moments. Who was
    erased before the backup and came back since may be in it, and stays.
    """
    done = 0
    for tenant_id, organisation_id in unit.organisations.tenants().items():
        for person in unit.people.everyone(organisation_id):
            moment = erased.get(digest_of(policy.secret, tenant_id, person))
            if moment is not None and moment > backed_up:
                erase(unit, policy, person, moment, RESTORED)
                done += 1
    return done


def all_erasures(unit: UnitOfWork) -> list[tuple[str, datetime]]:
    """Return who was erased, by digest, and when."""
    return [
        each
        for organisation_id in unit.organisations.tenants().values()
        for each in unit.of(Rights).erasures(organisation_id)
    ]


# --- retention --------------------------------------------------------------------------------


def retention(unit: UnitOfWork, turn: Turn) -> Retention:
    """Return for how long the actor's organisation keeps what.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return unit.of(Rights).retention(actor.organisation_id)


def set_retention(unit: UnitOfWork, turn: Turn, wanted: Retention) -> None:
    """Set for how long what is kept.

    Raises:
        RuleViolationError: ``BAD_RETENTION``, ``NOT_QUALITY_LEAD``.
    """
    before = retention(unit, turn)
    actor = enter(unit, turn)
    unit.of(Rights).set_retention(actor.organisation_id, wanted.check())
    if before != wanted:
        note(
            unit,
            turn,
            actor,
            "setting.retention",
            before=asdict(before),
            after=asdict(wanted),
        )


def purge(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> None:
    """Remove what is kept longer than the organisation has set, and tell the quality leads."""
    organisation_id = run.organisation_id
    kept = habits(unit, policy, organisation_id)
    today, keep = kept.day(times.at), unit.of(Rights).retention(organisation_id)

    def since(months: int) -> datetime:
        day = months_before(today, months)
        return datetime.combine(day, time(), kept.rhythm.tz).astimezone(UTC)

    left = unit.of(Rights).left_before(organisation_id, months_before(today, keep.leavers))
    for person_id in left:
        person = unit.people.get(organisation_id, person_id)
        assert person is not None  # noqa: S101 -- read in this transaction
        erase(unit, policy, person, times.real, LEFT)
    unnamed = unit.of(OldWords).unname_before(organisation_id, since(keep.names))
    _follow(unit, organisation_id, unnamed, times.real)
    purged = Purged(
        leavers=len(left),
        names=len(unnamed),
        withdrawn=_empty(unit, organisation_id, since(keep.withdrawn), times),
        questions=_forget_questions(unit, organisation_id, since(QUESTIONS), times),
        sends=unit.of(Rights).forget_sends(organisation_id, since(SENDS), policy.holds),
        words=survey.forget(unit, organisation_id, today),
    )
    unit.journal.note(
        Event(organisation_id, times.at, "purge", f"run:{run.id}", None, asdict(purged))
    )
    if purged.total:
        tell_leads(unit, policy, kept, times, run, RightsSubject.PURGED)


def _empty(unit: UnitOfWork, organisation_id: int, before: datetime, times: Times) -> int:
    ids = unit.of(OldWords).empty_withdrawn(organisation_id, before)
    for each in ids:
        unit.journal.note(
            Event(
                organisation_id,
                times.at,
                "contribution.emptied",
                f"contribution:{each}",
                None,
                {"contribution": each},
                {"text": EMPTIED},
            )
        )
    _follow(unit, organisation_id, ids, times.real)
    return len(ids)


def _forget_questions(
    unit: UnitOfWork, organisation_id: int, before: datetime, times: Times
) -> int:
    ids = unit.of(OldWords).forget_questions(organisation_id, before)
    for each in ids:
        unit.outbox.touch(organisation_id, (ContributionSubject.QUESTION, each), times.real)
    return len(ids)


def purge_view(unit: UnitOfWork, _: Policy, organisation_id: int, run_id: int) -> PurgeView | None:
    """Return what the purge of a run has removed, or None."""
    run = unit.runs.get(organisation_id, run_id)
    entry = unit.journal.latest_of(organisation_id, f"run:{run_id}")
    if run is None or entry is None:
        return None
    return PurgeView(run.moment, Purged(**json.loads(entry.facts)))
