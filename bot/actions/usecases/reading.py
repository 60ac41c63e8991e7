"""Reading the action plan: its pages, an action with its story, and who may do what."""

from collections.abc import Sequence
from datetime import date

from bot.contributions.usecases.readers import reader_of
from bot.usecases.owing import habits
from bot.usecases.turn import Actor, Turn, enter
from domain.actions.action import Action, ActionNumber, ActionState, Doing, Party
from domain.actions.rules import allowed, check_may, parties
from domain.actions.views import ActionEntry, ActionFiche, PlanFilter, PlanPage
from domain.contributions.contribution import Contribution
from domain.contributions.life import closes_by
from domain.contributions.view import may_read, view_for
from domain.errors import Reason, RuleViolationError
from domain.pages import PAGE
from domain.people import Person, Role
from storage.actions.repository import Actions, LockedAction
from storage.contributions.repository import Contributions
from storage.themes.causes import Causes
from storage.unit_of_work import UnitOfWork

FOLLOWS = "followed_by"


def open_fiche(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Return an action as the actor may see it.

    Raises:
        RuleViolationError: ``UNKNOWN_ACTION``.
    """
    actor = enter(unit, turn)
    return fiche_of(unit, turn, actor, action_of(unit, actor, action_id))


def open_number(unit: UnitOfWork, turn: Turn, number: ActionNumber | int) -> ActionFiche:
    """Return the action of that number, or serial: of this year, else of the newest before."""
    actor = enter(unit, turn)
    if isinstance(number, int):
        action = unit.of(Actions).by_serial(actor.organisation_id, number, turn.year)
    else:
        action = unit.of(Actions).find(actor.organisation_id, number)
    if action is None:
        raise RuleViolationError(Reason.UNKNOWN_ACTION)
    return fiche_of(unit, turn, actor, action)


def plan(
    unit: UnitOfWork, turn: Turn, page: int, chosen: PlanFilter, *, mine: bool = False
) -> PlanPage:
    """Return a page of the plan, or of the actor's own actions; late ones first."""
    actor = enter(unit, turn)
    today = today_of(unit, turn, actor)
    owner_id = actor.id if mine else None
    counts = unit.of(Actions).counts(actor.organisation_id, today, owner_id)
    total = counts.of(chosen)
    number = min(max(0, page), max(0, (total - 1) // PAGE))
    found = unit.of(Actions).page(
        actor.organisation_id,
        chosen,
        today,
        owner_id=owner_id,
        limit=PAGE,
        offset=number * PAGE,
    )
    steers = actor.person.sees_all
    return PlanPage(tuple(found), counts, today, chosen, mine, steers, number=number, total=total)


def fiche_of(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> ActionFiche:
    """Return an action with its story, as *actor* may see it."""
    ids = unit.of(Causes).contributions_of(action)
    said = unit.of(Contributions).some(actor.organisation_id, ids)
    history = tuple(unit.of(Actions).history(action))
    who = reader_of(unit, actor)
    return ActionFiche(
        action,
        today_of(unit, turn, actor),
        tuple(unit.of(Causes).themes_of(action)),
        tuple(
            view_for(said[each], who) for each in ids if each in said and may_read(said[each], who)
        ),
        history,
        allowed(parties_of(unit, actor, action)),
        len(to_close(unit, actor, action)),
        _follower(history),
    )


def _follower(history: Sequence[ActionEntry]) -> ActionNumber | None:
    numbers = [entry.facts[FOLLOWS] for entry in history if FOLLOWS in entry.facts]
    return ActionNumber.parse(numbers[-1]) if numbers else None


def action_of(unit: UnitOfWork, actor: Actor, action_id: int) -> Action:
    """Return an action of the actor’s organisation.

    Raises:
        RuleViolationError: ``UNKNOWN_ACTION``.
    """
    action = unit.of(Actions).get(actor.organisation_id, action_id)
    if action is None:
        raise RuleViolationError(Reason.UNKNOWN_ACTION)
    return action


def parties_of(unit: UnitOfWork, actor: Actor, action: Action) -> frozenset[Party]:
    """Return what *actor* is to an action."""
    heads = has_management(unit, actor.organisation_id)
    return parties(action, actor.person, has_management=heads)


def has_management(unit: UnitOfWork, organisation_id: int) -> bool:
    """Tell whether somebody of the organisation has the role of management."""
    return any(each.role is Role.MANAGEMENT for each in unit.people.everyone(organisation_id))


def allowed_to(
    unit: UnitOfWork, turn: Turn, action_id: int, doing: Doing
) -> tuple[Actor, LockedAction]:
    """Return who acts and on what, if they may do that; nobody else changes it meanwhile.

    Raises:
        RuleViolationError: ``UNKNOWN_ACTION``, and what ``check_may`` says.
    """
    actor = enter(unit, turn)
    action = unit.of(Actions).for_change(actor.organisation_id, action_id)
    if action is None:
        raise RuleViolationError(Reason.UNKNOWN_ACTION)
    check_may(doing, parties_of(unit, actor, action))
    return actor, action


def today_of(unit: UnitOfWork, turn: Turn, actor: Actor) -> date:
    """Return the day on the clock of the actor’s organisation."""
    return habits(unit, turn.policy, actor.organisation_id).day(turn.now)


def team(unit: UnitOfWork, turn: Turn) -> list[Person]:
    """Return whom an action may be given to."""
    return colleagues(unit, enter(unit, turn))


def colleagues(unit: UnitOfWork, actor: Actor) -> list[Person]:
    """Return the people of the team, else everybody who is known."""
    staff = [each.person for each in unit.people.staff(actor.organisation_id)]
    return staff or unit.people.everyone(actor.organisation_id)


def to_close(unit: UnitOfWork, actor: Actor, action: Action) -> list[Contribution]:
    """Return what an action that is done answers and the actor may say is done."""
    if action.state is not ActionState.DONE or not actor.person.leads_quality:
        return []
    return closable(unit, action)


def closable(unit: UnitOfWork, action: Action) -> list[Contribution]:
    """Return what an action answers, itself or by its themes, and may still become done."""
    ids = unit.of(Causes).contributions_of(action, of_themes=True)
    said = unit.of(Contributions).some(action.organisation_id, ids)
    return [said[each] for each in ids if each in said and closes_by(said[each])]


def count_closable(unit: UnitOfWork, turn: Turn, action_id: int) -> int:
    """Return how many contributions would be done with an action, for a quality lead; else 0."""
    actor = enter(unit, turn)
    action = action_of(unit, actor, action_id)
    return len(closable(unit, action)) if actor.person.leads_quality else 0
