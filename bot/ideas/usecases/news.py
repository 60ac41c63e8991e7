"""Telling people what became of what they said: the author at once, who supports it once a day."""

from datetime import date, timedelta

from bot.contributions.usecases.readers import everybody
from bot.ideas.usecases import duplicates
from bot.usecases.owing import (
    Habits,
    destination,
    digest_moment,
    habits,
    owe_at,
    owe_when_there,
    solicit,
)
from bot.usecases.turn import Actor, Policy, Turn
from domain.contributions.contribution import Contribution, Status
from domain.contributions.view import view_for
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import DigestView, Entry, HandedView, NewsView
from domain.people import author_key
from domain.rhythm import next_allowed
from storage.contributions.repository import Contributions
from storage.ideas.news import News
from storage.outbox import Owed
from storage.people import Colleague
from storage.unit_of_work import UnitOfWork

_FIRST_DIGEST = timedelta(days=14)
"""How far back a first digest looks, for what happened while the ceiling was reached."""

_MOST_FOLLOWERS = 500


def tell(unit: UnitOfWork, turn: Turn, actor: Actor, contribution: Contribution) -> None:
    """Owe the news of the last change of *contribution* to its author, and to its followers."""
    entry = unit.of(News).last(contribution.id)
    assert entry is not None  # noqa: S101 -- every contribution has a history
    kept = habits(unit, turn.policy, contribution.organisation_id)
    _tell_author(unit, turn, actor, kept, contribution, entry)
    duplicates.tell(unit, turn, actor, kept, contribution, entry)
    _tell_followers(unit, turn, actor, kept, contribution)


def _tell_author(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    kept: Habits,
    contribution: Contribution,
    entry: Entry,
) -> None:
    """Owe the news to the author; whom an anonymous one goes to is found out when it is sent.

    It is owed whoever wrote it: were there none of the actor's own, that would name them.
    """
    key, subject = f"{IdeaSubject.NEWS}:{entry.id}", (IdeaSubject.NEWS, entry.id)
    if contribution.author_id is None:
        to = destination(None, unit.teams.first(contribution.organisation_id))
        at = next_allowed(turn.now, kept.rhythm, kept.calendar)
        owed = [Owed(key, subject, to)]
        unit.outbox.owe(contribution.organisation_id, owed, turn.now, due_at=at)
    else:
        (author,) = unit.people.known(contribution.organisation_id, [contribution.author_id])
        never_met = author.reference is None and not author.person.teams_user_id
        if author.person.id == actor.id or author.availability.opted_out or never_met:
            return
        owe_when_there(unit, kept, turn.now, author, (key, subject))


def _tell_followers(
    unit: UnitOfWork, turn: Turn, actor: Actor, kept: Habits, contribution: Contribution
) -> None:
    """Owe a digest of the day to whoever supports or commented it, within their ceiling."""
    followers = unit.of(News).followers(contribution.id) - {actor.id, contribution.author_id}
    if not followers:
        return
    until = digest_moment(kept, turn.now)
    day = kept.day(until)
    people = unit.people.known(contribution.organisation_id, sorted(followers)[:_MOST_FOLLOWERS])
    for each in solicit(unit, kept, until, people, f"{IdeaSubject.DIGEST}:{day}"):
        digest = unit.of(News).open_digest(
            contribution.organisation_id, each.person.id, day, turn.now - _FIRST_DIGEST, until
        )
        if digest is None:
            continue
        told = (f"{IdeaSubject.DIGEST}:{digest.id}", (IdeaSubject.DIGEST, digest.id))
        owe_at(unit, kept, turn.now, until, [(each, *told)])


def hand_over(unit: UnitOfWork, turn: Turn, contribution: Contribution) -> None:
    """Owe the colleague to whom a contribution was handed a message about it."""
    entry = unit.of(News).last(contribution.id)
    assert entry is not None  # noqa: S101 -- every contribution has a history
    assert contribution.assigned_to_id is not None  # noqa: S101 -- handed over just now
    kept = habits(unit, turn.policy, contribution.organisation_id)
    (colleague,) = unit.people.known(contribution.organisation_id, [contribution.assigned_to_id])
    told = (f"{IdeaSubject.HANDED}:{entry.id}", (IdeaSubject.HANDED, contribution.id))
    owe_when_there(unit, kept, turn.now, colleague, told)


def handed_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, contribution_id: int
) -> HandedView | None:
    """Return what a colleague is told who was handed a contribution."""
    contribution = unit.of(Contributions).get(organisation_id, contribution_id)
    if contribution is None:
        return None
    return HandedView(view_for(contribution, everybody(unit, organisation_id)))


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
    answer = str(entry.after.get("answer", ""))
    later = unit.of(News).told_after(entry)
    promised = entry.after.get("promised_on")
    return NewsView(
        entry.id,
        view_for(contribution, everybody(unit, organisation_id)),
        entry.change,
        status,
        answer,
        date.fromisoformat(promised) if promised else None,
        entry.actor_name,
        into.number if into else None,
        is_stale=any(not answer or "answer" in each.after for each in later),
        may_ask_back=bool(contribution.answer) and not contribution.asked_back,
        is_unnamed=contribution.is_anonymous,
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
    who = everybody(unit, organisation_id)
    return DigestView(digest.id, tuple(view_for(each, who) for each in seen))


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
            named = {entry.actor_id, *duplicates.named_authors(unit, contribution)}
            wanted = not author.availability.opted_out and person.id not in named
            return author if wanted else None
    return None
