"""The action plan: made of what was said, moved, handed over, tried, done, and checked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.actions.usecases import news as action_news
from bot.contributions.usecases import contributions
from bot.ideas.usecases import ideas
from bot.themes.usecases.themes import solved
from bot.usecases.owing import habits
from bot.usecases.turn import Actor, Turn, enter, note
from domain.actions.action import (
    MOST_TEXT,
    PAGE,
    USUAL_DAYS,
    Action,
    ActionChange,
    ActionEntry,
    ActionFiche,
    ActionNumber,
    ActionState,
    Doing,
    Effect,
    Party,
    Plan,
    PlanFilter,
    PlanPage,
    TrialChoice,
    TrialDecision,
    allowed,
    check_day,
    check_decision,
    check_effect,
    check_line,
    check_may,
    check_move,
    check_plan,
    check_result,
    check_steers,
    check_why,
    parties,
)
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Contribution, Status, check_may_see
from domain.contributions.life import closes_by
from domain.engagements import ENGAGEMENTS
from domain.errors import Reason, RuleViolationError
from domain.people import Person, Role
from storage.actions.repository import Actions, plan_values
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork

_LONGEST_NAME = 120
"""Characters of what was said that make the title of an action: a line, not a story."""

_FOLLOWS = "followed_by"


# --- read -------------------------------------------------------------------------------------


def open_fiche(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Return an action as the actor may see it.

    Raises:
        RuleViolationError: ``UNKNOWN_ACTION``.
    """
    actor = enter(unit, turn)
    return _fiche(unit, turn, actor, _get(unit, actor, action_id))


def open_number(unit: UnitOfWork, turn: Turn, number: ActionNumber | int) -> ActionFiche:
    """Return the action of that number, or serial: of this year, else of the newest before."""
    actor = enter(unit, turn)
    if isinstance(number, int):
        action = unit.of(Actions).by_serial(actor.organisation_id, number, turn.year)
    else:
        action = unit.of(Actions).find(actor.organisation_id, number)
    if action is None:
        raise RuleViolationError(Reason.UNKNOWN_ACTION)
    return _fiche(unit, turn, actor, action)


def plan(
    unit: UnitOfWork, turn: Turn, page: int, chosen: PlanFilter, *, mine: bool = False
) -> PlanPage:
    """Return a page of the plan, or of the actor's own actions; late ones first."""
    actor = enter(unit, turn)
    today = _today(unit, turn, actor)
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
    return PlanPage(tuple(found), counts, number, total, today, chosen, mine, steers)


def _fiche(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> ActionFiche:
    ids = unit.of(Actions).contributions_of(action)
    said = unit.of(Contributions).some(actor.organisation_id, ids)
    history = tuple(unit.of(Actions).history(action))
    return ActionFiche(
        action,
        _today(unit, turn, actor),
        tuple(unit.of(Actions).themes_of(action)),
        tuple(said[each] for each in ids if each in said and _sees(actor, said[each])),
        history,
        allowed(_parties(unit, actor, action)),
        len(_to_close(unit, actor, action)),
        _follower(history),
    )


def _sees(actor: Actor, contribution: Contribution) -> bool:
    try:
        check_may_see(contribution, actor.person, actor.key)
    except RuleViolationError:
        return False
    return True


def _follower(history: Sequence[ActionEntry]) -> ActionNumber | None:
    numbers = [entry.facts[_FOLLOWS] for entry in history if _FOLLOWS in entry.facts]
    return ActionNumber.parse(numbers[-1]) if numbers else None


def _get(unit: UnitOfWork, actor: Actor, action_id: int) -> Action:
    action = unit.of(Actions).get(actor.organisation_id, action_id)
    if action is None:
        raise RuleViolationError(Reason.UNKNOWN_ACTION)
    return action


def _parties(unit: UnitOfWork, actor: Actor, action: Action) -> frozenset[Party]:
    heads = has_management(unit, actor.organisation_id)
    return parties(action, actor.person, has_management=heads)


def has_management(unit: UnitOfWork, organisation_id: int) -> bool:
    """Tell whether somebody of the organisation has the role of management."""
    return any(each.role is Role.MANAGEMENT for each in unit.people.everyone(organisation_id))


def _allowed(unit: UnitOfWork, turn: Turn, action_id: int, doing: Doing) -> tuple[Actor, Action]:
    """Return who acts and on what, if they may do that.

    Raises:
        RuleViolationError: ``UNKNOWN_ACTION``, and what ``check_may`` says.
    """
    actor = enter(unit, turn)
    action = _get(unit, actor, action_id)
    check_may(doing, _parties(unit, actor, action))
    return actor, action


def _today(unit: UnitOfWork, turn: Turn, actor: Actor) -> date:
    return habits(unit, turn.policy, actor.organisation_id).day(turn.now)


# --- make -------------------------------------------------------------------------------------


def make(
    unit: UnitOfWork, turn: Turn, theme_id: int | None, contribution_id: int | None
) -> ActionFiche | Plan:
    """Make an action of a theme or a contribution in one press, or return its form to fill.

    One that is open already is returned instead of a second one. The words of what was said in
    private do not become a title that everybody reads: then, and of nothing, it is a form.

    Raises:
        RuleViolationError: ``NOT_STEERING``, ``UNKNOWN``.
    """
    actor = enter(unit, turn)
    check_steers(actor.person)
    title, engagement = _said(unit, actor, theme_id, contribution_id)
    if title is not None:
        made = unit.of(Actions).open_for(actor.organisation_id, theme_id, contribution_id)
        if made is not None:
            return _fiche(unit, turn, actor, made)
    wanted = Plan(title or EMPTY, actor.id, _usual_day(unit, turn, actor), engagement=engagement)
    if not title:
        return wanted
    return _add(unit, turn, actor, wanted, (theme_id, contribution_id))


def _said(
    unit: UnitOfWork, actor: Actor, theme_id: int | None, contribution_id: int | None
) -> tuple[Clean | None, int | None]:
    """Return the title that what was said gives, empty where it is private, and its engagement.

    None where nothing is named.
    """
    if theme_id is not None:
        theme = unit.of(Actions).theme(actor.organisation_id, theme_id)
        if theme is None:
            raise RuleViolationError(Reason.UNKNOWN)
        return Clean(theme.name), None
    if contribution_id is not None:
        contribution = contributions.seen(unit, actor, contribution_id)
        words = Clean(contribution.text) if contribution.is_public else EMPTY
        return _in_a_line(words), contribution.engagement
    return None, None


def _in_a_line(text: Clean) -> Clean:
    """Return the beginning of a text as a title: cut after a word, with a capital letter."""
    line = text.in_one_line()
    if len(line) > _LONGEST_NAME:
        line = line.cut(_LONGEST_NAME)
        line = line.cut(max(line.rfind(" "), _LONGEST_NAME // 2))
    return Clean(line[:1].upper() + line[1:], line.masks)


def _usual_day(unit: UnitOfWork, turn: Turn, actor: Actor) -> date:
    kept = habits(unit, turn.policy, actor.organisation_id)
    day = kept.day(turn.now) + timedelta(days=USUAL_DAYS)
    return kept.calendar.next_working_day(day) or day


def new_plan(unit: UnitOfWork, turn: Turn) -> tuple[list[Person], tuple[int, ...]]:
    """Return whom an action may be given to, and the engagements in use, for who steers."""
    actor = enter(unit, turn)
    check_steers(actor.person)
    rhythm = unit.rhythms.of(actor.organisation_id, turn.policy.zone.key)
    return colleagues(unit, actor), rhythm.engagements


def team(unit: UnitOfWork, turn: Turn) -> list[Person]:
    """Return whom an action may be given to."""
    return colleagues(unit, enter(unit, turn))


def colleagues(unit: UnitOfWork, actor: Actor) -> list[Person]:
    """Return the people of the team, else everybody who is known."""
    staff = [each.person for each in unit.people.staff(actor.organisation_id)]
    return staff or unit.people.everyone(actor.organisation_id)


def add(
    unit: UnitOfWork,
    turn: Turn,
    form_id: str,
    wanted: Plan,
    causes: tuple[int | None, int | None] = (None, None),
) -> ActionFiche:
    """Keep the action of a filled form, once; *causes* are a theme's id and a contribution's.

    Raises:
        RuleViolationError: ``NOT_STEERING``, ``UNKNOWN``, ``UNKNOWN_PERSON``, and what
            ``check_plan`` says.
    """
    actor = enter(unit, turn)
    check_steers(actor.person)
    made = unit.of(Actions).of_form(actor.organisation_id, form_id)
    if made is not None:
        return _fiche(unit, turn, actor, made)
    _said(unit, actor, *causes)
    checked = check_plan(_known_engagement(wanted), _today(unit, turn, actor))
    _check_owner(unit, actor, wanted.owner_id)
    return _add(unit, turn, actor, checked, causes, form_id)


def _add(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    wanted: Plan,
    causes: tuple[int | None, int | None],
    form_id: str | None = None,
) -> ActionFiche:
    action = unit.of(Actions).add(
        actor.organisation_id,
        wanted,
        turn.now,
        year=turn.year,
        actor_id=actor.id,
        form_id=form_id,
    )
    themes, said = ([each] if each else [] for each in causes)
    unit.of(Actions).answer_to(action, themes, said)
    facts = {"number": str(action.number), "themes": themes, "contributions": said}
    _note(unit, turn, actor, action, "created", **facts)
    _tell_owner(unit, turn, actor, action)
    return _fiche(unit, turn, actor, action)


def _check_owner(unit: UnitOfWork, actor: Actor, person_id: int | None) -> None:
    if person_id is None or unit.people.get(actor.organisation_id, person_id) is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)


def _known_engagement(wanted: Plan) -> Plan:
    return wanted if wanted.engagement in ENGAGEMENTS else replace(wanted, engagement=None)


def _tell_owner(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> None:
    if action.owner_id is not None and action.owner_id != actor.id:
        action_news.hand_over(unit, turn, action)


def _note(
    unit: UnitOfWork, turn: Turn, actor: Actor, action: Action, what: str, **facts: Any
) -> None:
    note(unit, turn, actor, f"action.{what}", f"action:{action.id}", **facts)


# --- steer ------------------------------------------------------------------------------------


def save(unit: UnitOfWork, turn: Turn, action_id: int, wanted: Plan) -> ActionFiche:
    """Change what an action is to be; whoever gets it is told.

    Raises:
        RuleViolationError: ``NOT_STEERING``, ``UNKNOWN_ACTION``, ``UNKNOWN_PERSON``, and what
            ``check_plan`` says.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.STEER)
    checked = check_plan(_known_engagement(wanted), _today(unit, turn, actor), action)
    if wanted.owner_id != action.owner_id:
        _check_owner(unit, actor, wanted.owner_id)
    before = _values_of(action)
    changed = {
        name: value for name, value in plan_values(checked).items() if value != before[name]
    }
    if not changed:
        return _fiche(unit, turn, actor, action)
    is_handed = "owner_id" in changed
    saved = unit.of(Actions).change(
        action,
        ActionChange.HANDED_OVER if is_handed else ActionChange.EDITED,
        turn.now,
        actor.id,
        facts={"fields": sorted(changed)} | ({"owner": checked.owner_id} if is_handed else {}),
        **changed,
    )
    _note(unit, turn, actor, action, "edited", fields=sorted(changed))
    if is_handed:
        _tell_owner(unit, turn, actor, saved)
    return _fiche(unit, turn, actor, saved)


def _values_of(action: Action) -> dict[str, Any]:
    trial = action.trial
    return {
        "title": action.title,
        "owner_id": action.owner_id,
        "due_on": action.due_on,
        "aim": action.aim,
        "engagement": action.engagement,
        "indicator": action.indicator,
        "value_before": action.value_before,
        "hypothesis": trial.hypothesis if trial else "",
        "trial_place": trial.place if trial else "",
        "trial_until": trial.until if trial else None,
        "trial_measure": trial.measure if trial else "",
    }


def hand_over(
    unit: UnitOfWork, turn: Turn, action_id: int, person_id: int | None, word: Clean = EMPTY
) -> ActionFiche:
    """Give an action to a colleague, who is told.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``UNKNOWN_PERSON``, ``LINE_TOO_LONG``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.HAND_OVER)
    _check_owner(unit, actor, person_id)
    said = check_line(word.strip(), MOST_TEXT)
    if person_id == action.owner_id:
        return _fiche(unit, turn, actor, action)
    handed = unit.of(Actions).change(
        action,
        ActionChange.HANDED_OVER,
        turn.now,
        actor.id,
        facts={"owner": person_id},
        comment=said,
        owner_id=person_id,
    )
    _note(unit, turn, actor, action, "handed_over", owner=person_id)
    _tell_owner(unit, turn, actor, handed)
    return _fiche(unit, turn, actor, handed)


def comment(unit: UnitOfWork, turn: Turn, action_id: int, word: Clean) -> ActionFiche:
    """Keep a comment on an action; the same words of the same person in a row are one.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_TEXT``, ``LINE_TOO_LONG``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.COMMENT)
    said = check_line(word.strip(), MOST_TEXT)
    if not said:
        raise RuleViolationError(Reason.NO_TEXT)
    last = unit.of(Actions).history(action)[-1:]
    if [(each.actor_name, each.comment) for each in last] != [(actor.person.name, said)]:
        unit.of(Actions).change(action, ActionChange.COMMENTED, turn.now, actor.id, comment=said)
        _note(unit, turn, actor, action, "commented")
    return _fiche(unit, turn, actor, action)


# --- move -------------------------------------------------------------------------------------


def start(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Begin an action, go on with one that was done, or take up again one that was dropped.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_SUCH_MOVE``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.MOVE)
    dropped = action.state is ActionState.DROPPED
    to = ActionState.TO_DO if dropped else ActionState.IN_PROGRESS
    if action.state is to:
        return _fiche(unit, turn, actor, action)
    check_move(action, to)
    values: dict[str, Any] = {}
    if action.state is ActionState.DONE:
        values = {
            "done_at": None,
            "check_on": None,
            "value_after": EMPTY,
            "effect": None,
            "checked_at": None,
            "checked_by_id": None,
        }
    moved = _moved(unit, turn, actor, action, to, **values)
    return _fiche(unit, turn, actor, moved)


def finish(
    unit: UnitOfWork,
    turn: Turn,
    action_id: int,
    result: Clean,
    check_on: date | None,
    *,
    close: bool,
) -> ActionFiche:
    """Say that an action is done and what changed; who had said it is told, each once.

    With *close*, a quality lead has what it answers done with that result as the answer.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_RESULT``, ``NO_DAY``, ``LINE_TOO_LONG``, and
            what ``check_move`` says.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.MOVE)
    said = check_result(result)
    if check_on is not None and check_on != action.check_on:
        check_day(check_on, _today(unit, turn, actor))
    if action.state is ActionState.DONE:
        done = _said_again(unit, turn, actor, action, said, check_on)
    else:
        check_move(action, ActionState.DONE)
        values = {"done_at": turn.now, "result": said, "check_on": check_on}
        to = ActionState.DONE
        done = _moved(unit, turn, actor, action, to, comment=said, **values)
        action_news.tell_done(unit, turn, actor, done)
    if close:
        _close(unit, turn, actor, done)
    return _fiche(unit, turn, actor, done)


def _said_again(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    action: Action,
    said: Clean,
    check_on: date | None,
) -> Action:
    """Correct the result of what is done; nobody is told twice."""
    if (said, check_on) == (action.result, action.check_on):
        return action
    _note(unit, turn, actor, action, "edited", fields=["check_on", "result"])
    return unit.of(Actions).change(
        action,
        ActionChange.EDITED,
        turn.now,
        actor.id,
        comment=said,
        result=said,
        check_on=check_on,
    )


def drop(unit: UnitOfWork, turn: Turn, action_id: int, why: Clean) -> ActionFiche:
    """Give an action up, with a reason.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_REASON``, ``NO_SUCH_MOVE``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.MOVE)
    said = check_why(why)
    if action.state is not ActionState.DROPPED:
        check_move(action, ActionState.DROPPED)
        action = _moved(unit, turn, actor, action, ActionState.DROPPED, comment=said)
    return _fiche(unit, turn, actor, action)


def _moved(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    action: Action,
    to: ActionState,
    *,
    comment: Clean = EMPTY,
    **values: Any,
) -> Action:
    facts = {"from": action.state, "to": to}
    _note(unit, turn, actor, action, "moved", **facts)
    return unit.of(Actions).change(
        action,
        ActionChange.MOVED,
        turn.now,
        actor.id,
        facts=facts,
        comment=comment,
        state=to,
        **values,
    )


# --- what it answers --------------------------------------------------------------------------


def _to_close(unit: UnitOfWork, actor: Actor, action: Action) -> list[Contribution]:
    """Return what an action that is done answers and the actor may say is done."""
    if action.state is not ActionState.DONE or not actor.person.leads_quality:
        return []
    return closable(unit, action)


def closable(unit: UnitOfWork, action: Action) -> list[Contribution]:
    """Return what an action answers, itself or by its themes, and may still become done."""
    ids = unit.of(Actions).contributions_of(action, of_themes=True)
    said = unit.of(Contributions).some(action.organisation_id, ids)
    return [said[each] for each in ids if each in said and closes_by(said[each])]


def count_closable(unit: UnitOfWork, turn: Turn, action_id: int) -> int:
    """Return how many contributions would be done with an action, for a quality lead; else 0."""
    actor = enter(unit, turn)
    action = _get(unit, actor, action_id)
    return len(closable(unit, action)) if actor.person.leads_quality else 0


def close(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Have what an action answers done, with its result as the answer.

    Raises:
        RuleViolationError: ``NOT_DONE``, ``NOT_QUALITY_LEAD``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.COMMENT)
    if action.state is not ActionState.DONE:
        raise RuleViolationError(Reason.NOT_DONE)
    if not actor.person.leads_quality:
        raise RuleViolationError(Reason.NOT_QUALITY_LEAD)
    _close(unit, turn, actor, action)
    return _fiche(unit, turn, actor, action)


def _close(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> None:
    """Move what it answers to done, without news: its authors hear of the action itself."""
    for contribution in _to_close(unit, actor, action):
        moved = contribution
        for to in closes_by(contribution):
            answer = Clean(action.result) if to is Status.DONE else EMPTY
            moved = ideas.move_quietly(unit, turn, actor, moved, to, answer)


# --- check, and go on -------------------------------------------------------------------------


def check(
    unit: UnitOfWork,
    turn: Turn,
    action_id: int,
    indicator: Clean,
    value_after: Clean,
    effect: Effect | None,
) -> ActionFiche:
    """Keep what an action that is done has changed; where it helped, its themes are solved.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NOT_DONE``, ``NO_VALUE``, ``NO_CHANGE_CHOSEN``,
            ``LINE_TOO_LONG``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.CHECK)
    check_effect(action, indicator, value_after)
    if effect is None:
        raise RuleViolationError(Reason.NO_CHANGE_CHOSEN)
    seen = check_line(indicator.in_one_line()) or Clean(action.indicator)
    found = check_line(value_after.in_one_line())
    if (seen, found, effect) == (action.indicator, action.value_after, action.effect):
        return _fiche(unit, turn, actor, action)
    checked = unit.of(Actions).change(
        action,
        ActionChange.CHECKED,
        turn.now,
        actor.id,
        facts={"effect": effect},
        comment=found,
        indicator=seen,
        value_after=found,
        effect=effect,
        checked_at=turn.now,
        checked_by_id=actor.id,
    )
    _note(unit, turn, actor, action, "checked", effect=effect)
    if effect is Effect.EFFECTIVE:
        solved(unit, turn, actor, [each.id for each in unit.of(Actions).themes_of(action)])
    return _fiche(unit, turn, actor, checked)


def follow_up(unit: UnitOfWork, turn: Turn, action_id: int) -> ActionFiche:
    """Make the action that goes on where one that was done did not do enough; once.

    Raises:
        RuleViolationError: ``NOT_STEERING``, ``NOT_DONE`` before its effect is known.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.STEER)
    made = _follower(unit.of(Actions).history(action))
    if made is not None:
        return open_number(unit, turn, made)
    if action.effect not in (Effect.TO_ADJUST, Effect.NONE):
        raise RuleViolationError(Reason.NOT_DONE)
    wanted = Plan(
        Clean(action.title),
        action.owner_id if action.has_owner else actor.id,
        _usual_day(unit, turn, actor),
        Clean(action.aim),
        action.engagement,
        Clean(action.indicator),
        Clean(action.value_after),
    )
    new = _add(unit, turn, actor, wanted, (None, None)).action
    themes = [each.id for each in unit.of(Actions).themes_of(action)]
    unit.of(Actions).answer_to(new, themes, unit.of(Actions).contributions_of(action))
    unit.of(Actions).change(
        action, ActionChange.EDITED, turn.now, actor.id, facts={_FOLLOWS: str(new.number)}
    )
    return _fiche(unit, turn, actor, new)


def decide(unit: UnitOfWork, turn: Turn, action_id: int, choice: TrialChoice) -> ActionFiche:
    """Decide about an experiment: spread it, try on until another day, or stop.

    Raises:
        RuleViolationError: ``NOT_DECIDING``, ``NO_CHANGE_CHOSEN``, ``NO_REASON``, ``NO_TRIAL``,
            ``NO_DAY``, ``LINE_TOO_LONG``.
    """
    actor, action = _allowed(unit, turn, action_id, Doing.DECIDE)
    if choice.decision is None:
        raise RuleViolationError(Reason.NO_CHANGE_CHOSEN)
    choice = replace(choice, why=check_why(choice.why), measure=check_line(choice.measure.strip()))
    if _is_decided(action, choice):
        return _fiche(unit, turn, actor, action)
    check_decision(action, choice, _today(unit, turn, actor))
    stops = choice.decision is TrialDecision.STOP
    to = ActionState.DROPPED if stops else ActionState.IN_PROGRESS
    facts = {"decision": choice.decision, "from": action.state, "to": to}
    decided = unit.of(Actions).change(
        action,
        ActionChange.DECIDED,
        turn.now,
        actor.id,
        facts=facts,
        comment=choice.why,
        state=to,
        decision=choice.decision,
        decision_reason=choice.why,
        decided_at=turn.now,
        decided_by_id=actor.id,
        **_new_try(choice),
    )
    _note(unit, turn, actor, action, "decided", **facts)
    if decided.owner_id is not None and decided.owner_id != actor.id:
        action_news.tell_decision(unit, turn, decided)
    return _fiche(unit, turn, actor, decided)


def _is_decided(action: Action, choice: TrialChoice) -> bool:
    """Tell whether just this was decided: the press came twice."""
    trial = action.trial
    return (
        trial is not None
        and (trial.decision, trial.reason) == (choice.decision, choice.why)
        and choice.until in (None, trial.until)
    )


def _new_try(choice: TrialChoice) -> dict[str, Any]:
    if choice.decision is not TrialDecision.ADJUST:
        return {}
    measure = {"trial_measure": choice.measure} if choice.measure else {}
    return {"trial_until": choice.until} | measure
