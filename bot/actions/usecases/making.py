"""Making and changing an action: of what was said, of a form, handed over, commented."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.actions.usecases import news as action_news
from bot.actions.usecases.reading import allowed_to, colleagues, fiche_of, today_of
from bot.contributions.usecases import contributions
from bot.usecases.owing import habits
from bot.usecases.turn import Actor, Turn, enter, note
from domain.actions.action import MOST_TEXT, USUAL_DAYS, Action, ActionChange, Doing, Plan
from domain.actions.rules import check_line, check_plan, check_steers
from domain.actions.views import ActionFiche
from domain.confidentiality import EMPTY, Clean
from domain.engagements import ENGAGEMENTS
from domain.errors import Reason, RuleViolationError
from domain.people import Person
from storage.actions.repository import Actions, LockedAction, plan_values
from storage.themes.repository import Themes
from storage.unit_of_work import UnitOfWork

_LONGEST_NAME = 120
"""Characters of what was said that make the title of an action: a line, not a story."""


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
            return fiche_of(unit, turn, actor, made)
    wanted = Plan(title or EMPTY, actor.id, usual_day(unit, turn, actor), engagement=engagement)
    if not title:
        return wanted
    made = added(unit, turn, actor, wanted, (theme_id, contribution_id))
    return fiche_of(unit, turn, actor, made)


def _said(
    unit: UnitOfWork, actor: Actor, theme_id: int | None, contribution_id: int | None
) -> tuple[Clean | None, int | None]:
    """Return the title that what was said gives, empty where it is private, and its engagement.

    None where nothing is named. It is held: two at once make one action of it, not two.
    """
    if theme_id is not None:
        theme = unit.of(Themes).for_change(actor.organisation_id, [theme_id]).get(theme_id)
        if theme is None:
            raise RuleViolationError(Reason.UNKNOWN)
        return Clean(theme.name), None
    if contribution_id is not None:
        contribution = contributions.seen_for_change(unit, actor, contribution_id)
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


def usual_day(unit: UnitOfWork, turn: Turn, actor: Actor) -> date:
    """Return the day that an action is usually due: a working day about a month from now."""
    kept = habits(unit, turn.policy, actor.organisation_id)
    day = kept.day(turn.now) + timedelta(days=USUAL_DAYS)
    return kept.calendar.next_working_day(day) or day


def new_plan(unit: UnitOfWork, turn: Turn) -> tuple[list[Person], tuple[int, ...]]:
    """Return whom an action may be given to, and the engagements in use, for whoever steers."""
    actor = enter(unit, turn)
    check_steers(actor.person)
    rhythm = unit.rhythms.of(actor.organisation_id, turn.policy.default_zone.key)
    return colleagues(unit, actor), rhythm.engagements


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
        return fiche_of(unit, turn, actor, made)
    _said(unit, actor, *causes)
    checked = check_plan(known_engagement(wanted), today_of(unit, turn, actor))
    check_owner(unit, actor, wanted.owner_id)
    return fiche_of(unit, turn, actor, added(unit, turn, actor, checked, causes, form_id))


def added(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    wanted: Plan,
    causes: tuple[int | None, int | None],
    form_id: str | None = None,
) -> LockedAction:
    """Keep a new action with what it answers to, and return it; its owner is told."""
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
    note_change(unit, turn, actor, action, "created", **facts)
    tell_owner(unit, turn, actor, action)
    return action


def check_owner(unit: UnitOfWork, actor: Actor, person_id: int | None) -> None:
    """Refuse an owner who is nobody of the organisation."""
    if person_id is None or unit.people.get(actor.organisation_id, person_id) is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)


def known_engagement(wanted: Plan) -> Plan:
    """Return the plan, its engagement being one of the nine."""
    return wanted if wanted.engagement in ENGAGEMENTS else replace(wanted, engagement=None)


def tell_owner(unit: UnitOfWork, turn: Turn, actor: Actor, action: Action) -> None:
    """Tell the owner of an action that it is theirs."""
    if action.owner_id is not None and action.owner_id != actor.id:
        action_news.hand_over(unit, turn, action)


def note_change(
    unit: UnitOfWork, turn: Turn, actor: Actor, action: Action, what: str, **facts: Any
) -> None:
    """Write a change in the journal and in the story of an action."""
    note(unit, turn, actor, f"action.{what}", f"action:{action.id}", **facts)


def save(unit: UnitOfWork, turn: Turn, action_id: int, wanted: Plan) -> ActionFiche:
    """Change what an action is to be; whoever gets it is told.

    Raises:
        RuleViolationError: ``NOT_STEERING``, ``UNKNOWN_ACTION``, ``UNKNOWN_PERSON``, and what
            ``check_plan`` says.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.STEER)
    checked = check_plan(known_engagement(wanted), today_of(unit, turn, actor), action)
    if wanted.owner_id != action.owner_id:
        check_owner(unit, actor, wanted.owner_id)
    before = _values_of(action)
    changed = {
        name: value for name, value in plan_values(checked).items() if value != before[name]
    }
    if not changed:
        return fiche_of(unit, turn, actor, action)
    is_handed = "owner_id" in changed
    saved = unit.of(Actions).change(
        action,
        ActionChange.HANDED_OVER if is_handed else ActionChange.EDITED,
        turn.now,
        actor.id,
        facts={"fields": sorted(changed)} | ({"owner": checked.owner_id} if is_handed else {}),
        **changed,
    )
    note_change(unit, turn, actor, action, "edited", fields=sorted(changed))
    if is_handed:
        tell_owner(unit, turn, actor, saved)
    return fiche_of(unit, turn, actor, saved)


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
    actor, action = allowed_to(unit, turn, action_id, Doing.HAND_OVER)
    check_owner(unit, actor, person_id)
    said = check_line(word.strip(), MOST_TEXT)
    if person_id == action.owner_id:
        return fiche_of(unit, turn, actor, action)
    handed = unit.of(Actions).change(
        action,
        ActionChange.HANDED_OVER,
        turn.now,
        actor.id,
        facts={"owner": person_id},
        comment=said,
        owner_id=person_id,
    )
    note_change(unit, turn, actor, action, "handed_over", owner=person_id)
    tell_owner(unit, turn, actor, handed)
    return fiche_of(unit, turn, actor, handed)


def comment(unit: UnitOfWork, turn: Turn, action_id: int, word: Clean) -> ActionFiche:
    """Keep a comment on an action; the same words of the same person in a row are one.

    Raises:
        RuleViolationError: ``NOT_YOUR_ACTION``, ``NO_TEXT``, ``LINE_TOO_LONG``.
    """
    actor, action = allowed_to(unit, turn, action_id, Doing.COMMENT)
    said = check_line(word.strip(), MOST_TEXT)
    if not said:
        raise RuleViolationError(Reason.NO_TEXT)
    last = unit.of(Actions).history(action)[-1:]
    if [(each.actor_name, each.comment) for each in last] != [(actor.person.name, said)]:
        unit.of(Actions).change(action, ActionChange.COMMENTED, turn.now, actor.id, comment=said)
        note_change(unit, turn, actor, action, "commented")
    return fiche_of(unit, turn, actor, action)
