"""What people are told of actions: given one, reminded of theirs, told what one has changed."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.usecases.owing import (
    Habits,
    Times,
    destination,
    digest_moment,
    habits,
    is_lead,
    owe_at,
    owe_when_there,
    solicit,
    tell,
)
from bot.usecases.turn import Actor, Policy, Turn
from domain.actions.action import Action, ActionState
from domain.actions.reminders import Watcher, due_for, is_to_remind
from domain.actions.subjects import ActionSubject
from domain.actions.views import ActionDecidedView, ActionDueView, ActionHandedView, ActionToldView
from domain.contributions.contribution import Contribution, Status
from domain.isoweek import Week
from domain.people import Person, Role, author_key
from domain.rhythm import next_allowed
from storage.actions.repository import Actions
from storage.contributions.repository import Contributions
from storage.outbox import Outgoing, Owed
from storage.people import Colleague
from storage.runs import Run
from storage.themes.causes import Causes
from storage.unit_of_work import UnitOfWork

_FIRST_LOOK = timedelta(days=7)
"""How far back days are made up for with somebody who was never reminded."""

_LOOK_BACK = timedelta(weeks=10)
"""How far back the last reminder of a person is looked for: longer than a leave."""

_MOST = 500


# --- the owner --------------------------------------------------------------------------------


def hand_over(unit: UnitOfWork, turn: Turn, action: Action) -> None:
    """Owe the new owner of an action a message about it, when they work."""
    _tell_owner(unit, turn, action, ActionSubject.HANDED)


def tell_decision(unit: UnitOfWork, turn: Turn, action: Action) -> None:
    """Owe the owner of an action what was decided about its experiment."""
    _tell_owner(unit, turn, action, ActionSubject.DECIDED)


def _tell_owner(unit: UnitOfWork, turn: Turn, action: Action, subject: ActionSubject) -> None:
    assert action.owner_id is not None  # noqa: S101 -- whoever calls has looked
    kept = habits(unit, turn.policy, action.organisation_id)
    (owner,) = unit.people.known(action.organisation_id, [action.owner_id])
    key = f"{subject}:{action.id}:{owner.person.id}:{turn.now:%Y%m%dT%H%M%S}"
    owe_when_there(unit, kept, turn.now, owner, (key, (subject, action.id)))


def handed_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, action_id: int
) -> ActionHandedView | None:
    """Return what somebody is told who was given an action."""
    action = unit.of(Actions).get(organisation_id, action_id)
    return ActionHandedView(action) if action else None


def decided_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, action_id: int
) -> ActionDecidedView | None:
    """Return what an owner is told of the decision about their experiment."""
    action = unit.of(Actions).get(organisation_id, action_id)
    return ActionDecidedView(action) if action and action.trial else None


# --- who had said it --------------------------------------------------------------------------


def tell_done(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> None:
    """Owe everyone who had said or supported what an action answers what it has changed, once.

    Authors hear of it when they work, outside the ceiling, for it is about their own idea; who
    supported it with the digest of the day, within the ceiling.
    """
    ids = unit.of(Causes).contributions_of(action, of_themes=True)
    ids += [each.id for each in unit.of(Contributions).merged_into(action.organisation_id, ids)]
    said = [
        each
        for each in unit.of(Contributions).some(action.organisation_id, ids).values()
        if each.status is not Status.WITHDRAWN
    ]
    authors = {each.author_id for each in said if each.author_id is not None}
    kept = habits(unit, turn.policy, action.organisation_id)
    _tell_authors(unit, turn, kept, action, authors - {actor.id})
    _tell_unnamed(unit, turn, kept, action, _unnamed(said))
    supporting = (
        set(unit.of(Actions).supporters([each.id for each in said])) - authors - {actor.id}
    )
    _tell_supporters(unit, turn, kept, action, sorted(supporting)[:_MOST])


def _tell_authors(
    unit: UnitOfWork, turn: Turn, kept: Habits, action: Action, authors: Collection[int]
) -> None:
    subject = (ActionSubject.TOLD, action.id)
    for each in unit.people.known(action.organisation_id, sorted(authors)):
        never_met = each.reference is None and not each.person.teams_user_id
        if each.availability.opted_out or never_met:
            continue
        owe_when_there(unit, kept, turn.now, each, (_told_key(action, each.person), subject))


def _told_key(action: Action, person: Person) -> str:
    """Return the key of the one message about an action to a person."""
    return f"{ActionSubject.TOLD}:{action.id}:{person.id}:"


def _unnamed(said: Sequence[Contribution]) -> list[Contribution]:
    """Return of each anonymous author one contribution, also where it is the actor's own."""
    of_key = {each.author_key: each for each in said if each.author_key is not None}
    return list(of_key.values())


def _tell_unnamed(
    unit: UnitOfWork, turn: Turn, kept: Habits, action: Action, said: Sequence[Contribution]
) -> None:
    team = unit.teams.first(action.organisation_id)
    to = destination(None, team)
    owed = [
        Owed(
            f"{ActionSubject.TOLD_UNNAMED}:{action.id}:{each.id}",
            (ActionSubject.TOLD_UNNAMED, each.id),
            to,
        )
        for each in said
    ]
    at = next_allowed(turn.now, kept.rhythm, kept.calendar)
    unit.outbox.owe(action.organisation_id, owed, turn.now, due_at=at)


def _tell_supporters(
    unit: UnitOfWork, turn: Turn, kept: Habits, action: Action, people: Sequence[int]
) -> None:
    until = digest_moment(kept, turn.now)
    known = unit.people.known(action.organisation_id, list(people))
    chosen = solicit(unit, kept, until, known, f"{ActionSubject.TOLD}:{action.id}")
    subject = (ActionSubject.TOLD, action.id)
    told = [(each, _told_key(action, each.person), subject) for each in chosen]
    owe_at(unit, kept, turn.now, until, told)


def told_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, action_id: int
) -> ActionToldView | None:
    """Return what an action has changed; None where it is no longer done."""
    action = unit.of(Actions).get(organisation_id, action_id)
    if action is None or action.state is not ActionState.DONE:
        return None
    return ActionToldView(action, tuple(unit.of(Causes).themes_of(action)))


def told_unnamed_view(
    unit: UnitOfWork, _: Policy, organisation_id: int, contribution_id: int
) -> ActionToldView | None:
    """Return what was done about an anonymous contribution, for its author."""
    done = unit.of(Causes).answering(organisation_id, contribution_id)
    return told_view(unit, _, organisation_id, done[0].id) if done else None


def author_of(
    unit: UnitOfWork, policy: Policy, organisation_id: int, contribution_id: int
) -> Colleague | None:
    """Return who wrote an anonymous contribution that an action answers; for sending alone.

    None where nobody is found, where they want no messages, and where they are told by name
    already: each person hears of an action once.
    """
    contribution = unit.of(Contributions).get(organisation_id, contribution_id)
    done = unit.of(Causes).answering(organisation_id, contribution_id)
    if contribution is None or contribution.author_key is None or not done:
        return None
    for person in unit.people.everyone(organisation_id):
        if author_key(policy.secret, person) == contribution.author_key:
            (author,) = unit.people.known(organisation_id, [person.id])
            told = unit.outbox.last_put(organisation_id, _told_key(done[0], person))
            return None if author.availability.opted_out or told else author
    return None


# --- reminders --------------------------------------------------------------------------------


def remind(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> None:
    """Owe everybody who has something due one card with all of it; nothing where nothing is."""
    kept = habits(unit, policy, run.organisation_id)
    today = kept.day(run.moment)
    actions = unit.of(Actions).waiting(run.organisation_id)
    if not actions:
        return
    since = str(Week.of(today - _LOOK_BACK))
    last = unit.of(Actions).last_reminded(run.organisation_id, ActionSubject.DUE, since)
    given = {
        id_: kept.day(moment)
        for id_, moment in unit.of(Actions).given_on(run.organisation_id).items()
    }
    staff = unit.people.staff(run.organisation_id)
    watchers = _watchers(unit, policy, run.organisation_id)
    due = [
        each
        for each in staff
        if is_to_remind(
            watchers[each.person.id],
            actions,
            given,
            last.get(each.person.id, today - _FIRST_LOOK),
            today,
        )
    ]
    told = (f"{ActionSubject.DUE}:{run.id}", (ActionSubject.DUE, run.id))
    tell(unit, kept, times, run, due, f"{ActionSubject.DUE}:{today}", told)


def _watchers(unit: UnitOfWork, policy: Policy, organisation_id: int) -> dict[int, Watcher]:
    people = unit.people.everyone(organisation_id)
    headed = any(each.role is Role.MANAGEMENT for each in people)
    return {each.id: _watcher(each, policy, headed=headed) for each in people}


def _watcher(person: Person, policy: Policy, *, headed: bool) -> Watcher:
    leads = is_lead(person, policy)
    decides = person.role is Role.MANAGEMENT if headed else leads
    return Watcher(person.id, leads, decides)


def due_view(unit: UnitOfWork, policy: Policy, outgoing: Outgoing) -> ActionDueView | None:
    """Return what the person of a message has due on the day of its run."""
    run = unit.runs.get(outgoing.organisation_id, outgoing.subject_id or 0)
    watchers = _watchers(unit, policy, outgoing.organisation_id)
    who = watchers.get(outgoing.person_id or 0)
    if run is None or who is None:
        return None
    today: date = habits(unit, policy, run.organisation_id).day(run.moment)
    return due_for(who, unit.of(Actions).waiting(run.organisation_id), today)
