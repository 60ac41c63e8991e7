"""Telling the authors of duplicates what becomes of what theirs point to: each person once."""

from datetime import date

from bot.contributions.usecases.readers import everybody
from bot.usecases.owing import Habits, destination, owe_when_there
from bot.usecases.turn import Actor, Policy, Turn
from domain.contributions.contribution import Contribution, Status
from domain.contributions.view import view_for
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import Entry, NewsView
from domain.people import author_key
from domain.rhythm import next_allowed
from storage.contributions.repository import Contributions
from storage.ideas.news import News
from storage.outbox import Outgoing, Owed
from storage.people import Colleague
from storage.unit_of_work import UnitOfWork


def tell(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    kept: Habits,
    target: Contribution,
    entry: Entry,
) -> None:
    """Owe the news of a change of *target* to the authors of its duplicates.

    Not to who changed it, nor to who wrote it themselves; of several duplicates of one author,
    for the oldest.
    """
    people, keys = {target.author_id, actor.id}, {target.author_key, actor.key}
    for each in unit.of(Contributions).merged_into(target.organisation_id, [target.id]):
        told = (f"{IdeaSubject.TARGET_NEWS}:{entry.id}:{each.id}", _subject(each))
        if each.author_id is None and each.author_key not in keys:
            keys.add(each.author_key)
            to = destination(None, unit.teams.first(target.organisation_id))
            at = next_allowed(turn.now, kept.rhythm, kept.calendar)
            unit.outbox.owe(target.organisation_id, [Owed(*told, to)], turn.now, due_at=at)
        elif each.author_id is not None and each.author_id not in people:
            people.add(each.author_id)
            (author,) = unit.people.known(target.organisation_id, [each.author_id])
            never_met = author.reference is None and not author.person.teams_user_id
            if not (author.availability.opted_out or never_met):
                owe_when_there(unit, kept, turn.now, author, told)


def _subject(duplicate: Contribution) -> tuple[IdeaSubject, int]:
    return (IdeaSubject.TARGET_NEWS, duplicate.id)


def view(unit: UnitOfWork, _: Policy, outgoing: Outgoing) -> NewsView | None:
    """Return what the author of a duplicate is told: how what it points to stands.

    None once it points to nothing. The answer to what was said in private is not for them.
    """
    organisation_id = outgoing.organisation_id
    duplicate = unit.of(Contributions).get(organisation_id, outgoing.subject_id or 0)
    target = _target(unit, duplicate)
    entry = unit.of(News).last_told(target.id) if target else None
    if duplicate is None or target is None or entry is None:
        return None
    promised = entry.after.get("promised_on")
    return NewsView(
        entry.id,
        view_for(duplicate, everybody(unit, organisation_id)),
        entry.change,
        target.status,
        str(entry.after.get("answer", "")) if target.is_public else "",
        date.fromisoformat(promised) if promised else None,
        entry.actor_name,
        None,
        is_stale=target.status is Status.WITHDRAWN or not unit.outbox.is_last(outgoing),
        may_ask_back=False,
        duplicate_of=target.number,
    )


def _target(unit: UnitOfWork, duplicate: Contribution | None) -> Contribution | None:
    if duplicate is None or duplicate.merged_into_id is None:
        return None
    return unit.of(Contributions).get(duplicate.organisation_id, duplicate.merged_into_id)


def author_of(
    unit: UnitOfWork, policy: Policy, organisation_id: int, contribution_id: int
) -> Colleague | None:
    """Return who wrote an anonymous duplicate; for sending alone.

    None where nobody is found, where they want no messages, where they made the change, and where
    they are told by name.
    """
    duplicate = unit.of(Contributions).get(organisation_id, contribution_id)
    target = _target(unit, duplicate)
    entry = unit.of(News).last_told(target.id) if target else None
    if duplicate is None or target is None or entry is None or duplicate.author_key is None:
        return None
    named = {target.author_id, entry.actor_id, *named_authors(unit, target)}
    for person in unit.people.everyone(organisation_id):
        if author_key(policy.secret, person) == duplicate.author_key:
            (author,) = unit.people.known(organisation_id, [person.id])
            return None if author.availability.opted_out or person.id in named else author
    return None


def named_authors(unit: UnitOfWork, target: Contribution) -> set[int]:
    """Return who is told by name of what becomes of *target*, having written a duplicate."""
    found = unit.of(Contributions).merged_into(target.organisation_id, [target.id])
    return {each.author_id for each in found if each.author_id is not None}
