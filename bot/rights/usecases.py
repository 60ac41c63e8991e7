"""What people may ask about themselves: to read what is kept, and to have their name removed."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from bot.contributions.usecases.contributions import touch_flashes
from bot.survey import usecases as survey
from bot.usecases.links import MineGrant
from bot.usecases.owing import Habits, Times, habits, is_lead, tell_leads
from bot.usecases.turn import Policy, Turn, as_actor, enter, enter_to_settle, note
from domain.contributions.subjects import ContributionSubject
from domain.errors import Reason, RuleViolationError
from domain.journal import Event
from domain.people import Person, Role, author_key, check_leads_quality, wish_key
from domain.records import record
from domain.rights.retention import EMPTIED, QUESTIONS, SENDS, Purged, Retention, months_before
from domain.rights.subjects import RightsSubject
from storage.contributions.holdings import WRITTEN
from storage.contributions.repository import Contributions
from storage.holdings.walking import After, Stretch
from storage.rights.old_words import OldWords
from storage.rights.repository import Rights, Sheet
from storage.runs import Run
from storage.solicitations import Wishes
from storage.spent_links import LinkSpentError
from storage.unit_of_work import UnitOfWork

ASKED, LEFT, RESTORED = "asked", "left", "restored"
"""Why a name was removed."""

_PURPOSE = b"erasures"
_PART = 250
"""Rows that are given their numbers at once."""


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


def spend_mine(unit: UnitOfWork, grant: MineGrant, now: datetime) -> Person:
    """Return who asked for a link, which has worked afterwards.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``: nothing is kept about them any more.
    """
    person = look_at_mine(unit, grant)
    unit.spent_links.spend(grant.id, now)
    unit.journal.note(Event(person.organisation_id, now, "access", "", person.id))
    return person


def my_data(unit: UnitOfWork, policy: Policy, person: Person) -> list[Sheet]:
    """Return all that is kept about a person, however much: rows are read one by one."""
    sheets = unit.of(Rights).about(person, as_actor(person, policy).key, policy.holds)
    return [(name, _numbered(unit, person, rows)) for name, rows in sheets]


def look_at_mine(unit: UnitOfWork, grant: MineGrant) -> Person:
    """Return who a link is for, and leave the link as it is; raises what ``spend_mine`` does."""
    if unit.spent_links.is_spent(grant.id):
        raise LinkSpentError
    organisation_id = unit.organisations.find(grant.tenant_id) or 0
    person = unit.people.find(organisation_id, grant.person)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    return person


def _numbered(
    unit: UnitOfWork, person: Person, rows: Iterator[Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield rows with the number of the contribution that they are about: people know no ids."""
    while part := list(islice(rows, _PART)):
        ids = list({row["contribution_id"] for row in part if row.get("contribution_id")})
        found = unit.of(Contributions).some(person.organisation_id, ids) if ids else {}
        numbers = {each.id: str(each.number) for each in found.values()}
        for row in part:
            if "contribution_id" in row:
                yield {"number": numbers.get(row["contribution_id"], "")} | dict(row)
            else:
                yield row


# --- erasure ----------------------------------------------------------------------------------


def erase_me(unit: UnitOfWork, turn: Turn) -> None:
    """Begin to remove the actor's name from all that is kept: ``erase_part`` does it.

    Raises:
        RuleViolationError: ``LAST_LEAD``: nobody would lead quality any more.
    """
    actor, organisation = enter_to_settle(unit, turn)
    people = unit.people.everyone(actor.organisation_id)
    others = any(is_lead(each, turn.policy) for each in people if each.id != actor.id)
    if actor.person.leads_quality and not others:
        raise RuleViolationError(Reason.LAST_LEAD)
    unit.roles.give(organisation, actor.person, Role.MEMBER)  # who goes counts as a lead no more
    begin_erasure(unit, turn.policy, actor.person, turn.now, ASKED)


def begin_erasure(
    unit: UnitOfWork, policy: Policy, person: Person, now: datetime, why: str
) -> None:
    """Have a person's name removed from now on, part by part: ``erase_part`` does it."""
    tenant_id = unit.organisations.tenant(person.organisation_id)
    digest = digest_of(policy.secret, tenant_id, person)
    unit.of(Rights).begin_erasure(person, digest, why, now, policy.holds)


def is_erasing(unit: UnitOfWork) -> bool:
    """Tell whether somebody's name is being removed."""
    return unit.of(Rights).is_erasing()


def erase_part(
    unit: UnitOfWork, policy: Policy, now: datetime, organisation_id: int | None = None
) -> bool:
    """Do a part of the oldest erasure that has begun, of an organisation or of any.

    The cards in Teams follow. False when nobody's name is being removed any more.
    """
    begun = unit.of(Rights).begun(organisation_id)
    if begun is None:
        return False
    person = unit.people.get(begun.organisation_id, begun.person_id)
    assert person is not None  # noqa: S101 -- no person is ever deleted whom a row points to
    key = author_key(policy.secret, person)
    if unit.people.availability(person).opted_out:
        unit.of(Wishes).keep(begun.organisation_id, wish_key(policy.secret, person))
    part = unit.of(Rights).erase_part(begun, person, key, policy.holds)
    _follow(unit, begun.organisation_id, part.rows.get(WRITTEN, ()), now)
    if part.is_last:
        facts = {"why": begun.why, **part.counted}
        unit.journal.note(Event(begun.organisation_id, now, "erasure", "", None, facts))
    return True


def _follow(
    unit: UnitOfWork, organisation_id: int, contribution_ids: Sequence[int], now: datetime
) -> None:
    if contribution_ids:
        subject = ContributionSubject.CONTRIBUTION
        unit.outbox.touch_all(organisation_id, subject, contribution_ids, now)
        touch_flashes(unit, now, organisation_id, *contribution_ids)


def digest_of(secret: bytes, tenant_id: str, person: Person) -> str:
    """Return what stands for a person in the register of erasures."""
    key = hmac.new(secret, _PURPOSE, hashlib.sha256).digest()
    said = f"{tenant_id}\n{person.aad_object_id}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def erase_again(
    unit: UnitOfWork, policy: Policy, erased: Mapping[str, datetime], backed_up: datetime
) -> int:
    """Begin to erase who was erased after a backup was made, once it is restored; return how many.

    *erased* is the register that is kept beside the database: digests with their moments. Who was
    erased before the backup and came back since may be in it, and stays.
    """
    done = 0
    for tenant_id, organisation_id in unit.organisations.tenants().items():
        for person in unit.people.everyone(organisation_id):
            moment = erased.get(digest_of(policy.secret, tenant_id, person))
            if moment is not None and moment > backed_up:
                begin_erasure(unit, policy, person, moment, RESTORED)
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
    actor, organisation = enter_to_settle(unit, turn)
    before = retention(unit, turn)
    unit.of(Rights).set_retention(organisation, wanted.check())
    if before != wanted:
        note(
            unit,
            turn,
            actor,
            "setting.retention",
            before=asdict(before),
            after=asdict(wanted),
        )


def purge_part(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> bool:
    """Remove some of what is kept longer than the organisation has set; False when all is.

    How far it has come is kept with the run: whoever takes it up goes on from there.
    """
    progress = dict(unit.runs.progress(run))
    place = progress.get("step", 0)
    if place == len(_STEPS):
        return False
    name, step = _STEPS[place]
    kept = habits(unit, policy, run.organisation_id)
    keep = unit.of(Rights).retention(run.organisation_id)
    after = progress.get("after")
    part = step(_Purge(unit, policy, run.organisation_id, kept, keep, times), after)
    progress[name] = progress.get(name, 0) + part.done
    progress |= {"after": part.after, "step": place if part.more else place + 1}
    unit.runs.keep_progress(run, progress)
    return True


def purge(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> None:
    """Tell the quality leads what the parts of a purge have removed."""
    progress = unit.runs.progress(run)
    purged = Purged(**{name: progress.get(name, 0) for name, _ in _STEPS if name})
    unit.journal.note(
        Event(run.organisation_id, times.at, "purge", f"run:{run.id}", None, asdict(purged))
    )
    if purged.total:
        kept = habits(unit, policy, run.organisation_id)
        tell_leads(unit, policy, kept, times, run, RightsSubject.PURGED)


@record
class _Purge:
    unit: UnitOfWork
    policy: Policy
    organisation_id: int
    kept: Habits
    keep: Retention
    times: Times

    def day(self, months: int) -> date:
        """Return the day before which what is kept for so many months is old."""
        return months_before(self.kept.day(self.times.at), months)

    def since(self, months: int) -> datetime:
        """Return the moment at which that day begins."""
        return datetime.combine(self.day(months), time(), self.kept.rhythm.tz).astimezone(UTC)


@record
class _Part:
    done: int
    after: After | None = None
    more: bool = True


def _walked(found: Stretch, done: int | None = None) -> _Part:
    count = len(found.rows) if done is None else done
    return _Part(count, found.after, more=found.after is not None)


def _leavers(purge: _Purge, _: After | None) -> _Part:
    unit, organisation_id, now = purge.unit, purge.organisation_id, purge.times.real
    left = unit.of(Rights).left_before(organisation_id, purge.day(purge.keep.leavers))
    for person_id in left:
        person = unit.people.get(organisation_id, person_id)
        assert person is not None  # noqa: S101 -- read in this transaction
        begin_erasure(unit, purge.policy, person, now, LEFT)
    more = bool(left) or erase_part(unit, purge.policy, now, organisation_id)
    return _Part(len(left), more=more)


def _names(purge: _Purge, after: After | None) -> _Part:
    moment = purge.since(purge.keep.names)
    found = purge.unit.of(OldWords).unname_before(purge.organisation_id, moment, after)
    _follow(purge.unit, purge.organisation_id, found.ids, purge.times.real)
    return _walked(found)


def _withdrawn(purge: _Purge, after: After | None) -> _Part:
    moment = purge.since(purge.keep.withdrawn)
    found = purge.unit.of(OldWords).empty_withdrawn(purge.organisation_id, moment, after)
    for each in found.ids:
        purge.unit.journal.note(
            Event(
                purge.organisation_id,
                purge.times.at,
                "contribution.emptied",
                f"contribution:{each}",
                None,
                {"contribution": each},
                {"text": EMPTIED},
            )
        )
    _follow(purge.unit, purge.organisation_id, found.ids, purge.times.real)
    return _walked(found)


def _questions(purge: _Purge, _: After | None) -> _Part:
    unit, organisation_id = purge.unit, purge.organisation_id
    ids = unit.of(OldWords).forget_questions(organisation_id, purge.since(QUESTIONS))
    unit.outbox.touch_all(organisation_id, ContributionSubject.QUESTION, ids, purge.times.real)
    return _Part(len(ids), more=bool(ids))


def _sends(purge: _Purge, after: After | None) -> _Part:
    sent, shown = purge.since(SENDS), purge.since(max(SENDS, purge.keep.names))
    found = purge.unit.of(Rights).forget_sends(purge.organisation_id, sent, shown, after)
    to_people = sum(row.person_id is not None for row in found.rows)
    return _walked(found, to_people)


def _held(purge: _Purge, _: After | None) -> _Part:
    day, holds = purge.day(SENDS), purge.policy.holds
    more = bool(purge.unit.of(Rights).forget_held(purge.organisation_id, day, holds))
    return _Part(0, more=more)


def _words(purge: _Purge, after: After | None) -> _Part:
    today = purge.kept.day(purge.times.at)
    return _walked(survey.forget(purge.unit, purge.organisation_id, today, after))


_STEPS: tuple[tuple[str, Callable[[_Purge, After | None], _Part]], ...] = (
    ("leavers", _leavers),
    ("names", _names),
    ("withdrawn", _withdrawn),
    ("questions", _questions),
    ("sends", _sends),
    ("", _held),
    ("words", _words),
)
"""What is removed, by its name in ``Purged``, in this order."""


def purge_view(unit: UnitOfWork, _: Policy, organisation_id: int, run_id: int) -> PurgeView | None:
    """Return what the purge of a run has removed, or None."""
    run = unit.runs.get(organisation_id, run_id)
    entry = unit.journal.latest_of(organisation_id, f"run:{run_id}")
    if run is None or entry is None:
        return None
    return PurgeView(run.moment, Purged(**json.loads(entry.facts)))
