"""Telling people what became of what they said: the author at once, who supports it once a day."""

from datetime import date, timedelta

from bot.usecases.owing import (
    Habits,
    destination,
    digest_moment,
    habits,
    owed_to,
    when_there,
    within_ceiling,
)
from bot.usecases.turn import Actor, Policy, Turn
from domain.contributions.contribution import Contribution, Status
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import DigestView, Entry, HandedView, NewsView
from domain.people import author_key
from domain.rhythm import next_allowed
from storage.contributions.repository import Contributions
from storage.ideas.news import News
from storage.outbox import Owed
from storage.people import Colleague
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts

_FIRST_DIGEST = timedelta(days=14)
"""How far back a first digest looks, for what happened while the ceiling was reached."""

_MOST_FOLLOWERS = 500


def tell(unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution) -> None:
    """Owe the news of the last change of *contribution* to its author, and to who follows it."""
    entry = unit.of(News).last(contribution.id)
    assert entry is not None  # noqa: S101 -- every contribution has a history
    kept = habits(unit, turn.policy, contribution.organisation_id)
    _tell_author(unit, turn, actor, kept, contribution, entry)
    _tell_followers(unit, turn, actor, kept, contribution)


def _tell_author(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    kept: Habits,
    contribution: Contribution,
    entry: Entry,
) -> None:
    """Owe the news to the author; whom an anonymous one goes to is found out when it is sent."""
    key, subject = f"{IdeaSubject.NEWS}:{entry.id}", (IdeaSubject.NEWS, entry.id)
    team = next(iter(unit.teams.living(contribution.organisation_id)), None)
    at = next_allowed(turn.now, kept.rhythm, kept.calendar)
    if contribution.author_id is None:
        if contribution.author_key == actor.key:
            return
        owed = Owed(key, subject, destination(None, team))
    else:
        (author,) = unit.people.known(contribution.organisation_id, [contribution.author_id])
        never_met = author.reference is None and not author.person.teams_user_id
        if author.person.id == actor.id or author.availability.opted_out or never_met:
            return
        at = when_there(kept, author, turn.now)
        owed = owed_to(author, team, key, subject)
    unit.outbox.owe(contribution.organisation_id, [owed], turn.now, due_at=at)


def _tell_followers(
    unit: UnitOfWork, turn: Turn, actor: Actor, kept: Habits, contribution: Contribution
) -> None:
    """Owe a digest of the day to who supports or commented it, within their ceiling."""
    followers = unit.of(News).followers(contribution.id) - {actor.id, contribution.author_id}
    if not followers:
        return
    until = digest_moment(kept, turn.now)
    day = kept.day(until)
    people = unit.people.known(contribution.organisation_id, sorted(followers)[:_MOST_FOLLOWERS])
    team = next(iter(unit.teams.living(contribution.organisation_id)), None)
    for each in within_ceiling(unit, kept, until, people):
        digest = unit.of(News).open_digest(
            contribution.organisation_id, each.person.id, day, turn.now - _FIRST_DIGEST, until
        )
        if digest is None:
            continue
        cause = f"{IdeaSubject.DIGEST}:{day}"
        unit.of(Prompts).solicit(
            contribution.organisation_id, kept.week(until), cause, [each.person.id]
        )
        owed = owed_to(
            each, team, f"{IdeaSubject.DIGEST}:{digest.id}", (IdeaSubject.DIGEST, digest.id)
        )
        unit.outbox.owe(contribution.organisation_id, [owed], turn.now, due_at=until)


def hand_over(unit: UnitOfWork, turn: Turn, contribution: Contribution) -> None:
    """Owe the colleague to whom a contribution was handed a message about it."""
    entry = unit.of(News).last(contribution.id)
    assert entry is not None  # noqa: S101 -- every contribution has a history
    assert contribution.assigned_to_id is not None  # noqa: S101 -- handed over just now
    kept = habits(unit, turn.policy, contribution.organisation_id)
    (colleague,) = unit.people.known(contribution.organisation_id, [contribution.assigned_to_id])
    team = next(iter(unit.teams.living(contribution.organisation_id)), None)
    owed = owed_to(
        colleague, team, f"{IdeaSubject.HANDED}:{entry.id}", (IdeaSubject.HANDED, contribution.id)
    )
    at = when_there(kept, colleague, turn.now)
    unit.outbox.owe(contribution.organisation_id, [owed], turn.now, due_at=at)


def handed_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, contribution_id: int
) -> HandedView | None:
    """Return what a colleague is told who was handed a contribution."""
    contribution = unit.of(Contributions).get(organisation_id, contribution_id)
    return HandedView(contribution) if contribution else None


def view(unit: UnitOfWork, _: Policy, organisation_id: int, history_id: int) -> NewsView | None:
    """Return what a message to an author tells, or None for a change that is not there."""
    entry = unit.of(News).entry(organisation_id, history_id)
    contribution = (
        unit.of(Contributions).get(organisation_id, entry.contribution_id) if entry else None
    )
    if entry is None or contribution is None:
        return None
    status = Status(entry.after.get("status", contribution.status))
    merged = entry.after.get("merged_into_id")
    into = unit.of(Contributions).get(organisation_id, merged) if merged else None
    last = unit.of(News).last_told(contribution.id)
    promised = entry.after.get("promised_on")
    return NewsView(
        entry.id,
        contribution,
        entry.change,
        status,
        str(entry.after.get("answer", "")),
        date.fromisoformat(promised) if promised else None,
        entry.actor_name,
        into.number if into else None,
        is_stale=status is Status.READ and last is not None and last.id != entry.id,
        may_ask_back=bool(contribution.answer) and not contribution.asked_back,
    )


def digest_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, digest_id: int
) -> DigestView | None:
    """Return what a digest tells, or None for one that is not there."""
    digest = unit.of(News).digest(organisation_id, digest_id)
    if digest is None:
        return None
    told = dict.fromkeys(entry.contribution_id for entry in unit.of(News).told_in(digest))
    found = unit.of(Contributions).some(organisation_id, told)
    seen = [found[each] for each in told if each in found and found[each].is_public]
    return DigestView(digest.id, tuple(seen))


def author_of(
    unit: UnitOfWork, policy: Policy, organisation_id: int, history_id: int
) -> Colleague | None:
    """Return who wrote the anonymous contribution of a change; for sending alone.

    None where nobody is found, where they want no messages, and where they made the change.
    """
    entry = unit.of(News).entry(organisation_id, history_id)
    contribution = (
        unit.of(Contributions).get(organisation_id, entry.contribution_id) if entry else None
    )
    if entry is None or contribution is None or contribution.author_key is None:
        return None
    for person in unit.people.everyone(organisation_id):
        if author_key(policy.secret, person) == contribution.author_key:
            (author,) = unit.people.known(organisation_id, [person.id])
            wanted = not author.availability.opted_out and person.id != entry.actor_id
            return author if wanted else None
    return None
