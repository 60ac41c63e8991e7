"""Actions and themes, changed by two at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from bot.actions.usecases import checks, making
from bot.actions.usecases import moves as doing
from bot.contributions.usecases import contributions
from bot.themes.usecases import steering
from bot.usecases.turn import Turn
from domain.actions.action import Action, ActionState, Effect, Plan
from domain.confidentiality import EMPTY, Clean
from domain.contributions.view import View
from domain.kinds import Kind
from domain.themes.theme import Theme
from storage.actions.repository import Actions
from storage.themes.repository import Themes
from storage.unit_of_work import UnitOfWork
from tests.races.crossing import Two, Work, refused, turn
from tests.world import CLAIRE, NADIA

DAY = date(2026, 12, 24)
RESULT, WHY = Clean("Le scanner est au siège."), Clean("Trop cher pour cette année.")
_numbers = count()


@dataclass(frozen=True)
class Case:
    """An action with the irritants of two themes."""

    tenant: str
    action: Action
    irritants: tuple[View, ...]
    themes: tuple[Theme, ...]

    def turn(self) -> Turn:
        return turn(replace(CLAIRE, tenant=self.tenant))

    def doing(self, does: "Does") -> Work:
        return lambda unit: does(unit, self)


Does = Callable[[UnitOfWork, Case], Any]


def _acts(work: Callable[..., Any], *more: Any, **named: Any) -> Does:
    return lambda unit, case: work(unit, case.turn(), case.action.id, *more, **named)


def _on(theme: int, work: Callable[..., Any], *more: Any, **named: Any) -> Does:
    return lambda unit, case: work(unit, case.turn(), case.themes[theme].id, *more, **named)


def _merges(one: int, into: int) -> Does:
    return lambda unit, case: steering.merge(
        unit, case.turn(), case.themes[one].id, case.themes[into].id
    )


def _attaches(irritant: int, theme: int | None) -> Does:
    return lambda unit, case: steering.attach(
        unit,
        case.turn(),
        case.irritants[irritant].id,
        None if theme is None else case.themes[theme].id,
        EMPTY,
    )


def _splits(unit: UnitOfWork, case: Case) -> None:
    steering.split(unit, case.turn(), case.themes[0].id, [case.irritants[0].id], into_none=True)


ACTION: Mapping[str, Does] = {
    "start": _acts(doing.start),
    "finish": _acts(doing.finish, RESULT, None, close=False),
    "drop": _acts(doing.drop, WHY),
    "rename": _acts(making.save, Plan(Clean("Un scanner par antenne"), None, DAY)),
    "comment": _acts(making.comment, Clean("Le devis est là.")),
    "check": _acts(checks.check, Clean("Files"), Clean("3"), Effect.EFFECTIVE),
    "solve its theme": _on(0, steering.solve),
}
THEME: Mapping[str, Does] = {
    "merge": _merges(0, 1),
    "merge the other way": _merges(1, 0),
    "rename": _on(0, steering.rename, Clean("La file du matin")),
    "solve": _on(0, steering.solve),
    "reopen": _on(0, steering.reopen),
    "split": _splits,
    "attach to the other": _attaches(0, 1),
    "take out": _attaches(1, None),
}


def _begin(unit: UnitOfWork, tenant: str, cases: int) -> list[Case]:
    return [_one(unit, tenant) for _ in range(cases)]


def _one(unit: UnitOfWork, tenant: str) -> Case:
    lead, nadia = (turn(replace(who, tenant=tenant)) for who in (CLAIRE, NADIA))
    irritants = []
    for place in range(3):
        form = contributions.Form(
            f"plan-{next(_numbers)}", Kind.IRRITANT, Clean(f"La file {place}")
        )
        irritants.append(contributions.send_form(unit, nadia, form))
    number = next(_numbers)
    for each, name in zip(irritants, ("matin", "matin", "soir"), strict=True):
        steering.attach(unit, lead, each.id, None, Clean(f"Sujet du {name} {number}"))
    placed = unit.of(Themes).of(irritants[0].organisation_id, [each.id for each in irritants])
    themes = placed[irritants[0].id], placed[irritants[2].id]
    made = making.make(unit, lead, themes[0].id, None)
    assert not isinstance(made, Plan)
    return Case(tenant, made.action, tuple(irritants), themes)


def _left(unit: UnitOfWork, cases: list[Case]) -> list[Any]:
    return [_one_left(unit, case) for case in cases]


def _one_left(unit: UnitOfWork, case: Case) -> Any:
    organisation_id = case.action.organisation_id
    action = unit.of(Actions).get(organisation_id, case.action.id)
    assert action is not None
    themes = [unit.of(Themes).get(organisation_id, each.id) for each in case.themes]
    placed = unit.of(Themes).of(organisation_id, [each.id for each in case.irritants])
    ids = [each.id for each in case.themes]
    return (
        (action.state, action.result, action.effect, action.done_at is None),
        (action.title == case.action.title, action.due_on == case.action.due_on),
        [(each.change, each.facts) for each in unit.of(Actions).history(action)],
        [each and (ids.index(each.id), each.is_solved) for each in themes],
        [each and each.name == case.themes[0].name for each in themes],
        [ids.index(placed[each.id].id) if each.id in placed else None for each in case.irritants],
    )


def _follow(unit: UnitOfWork, tenant: str, works: list[tuple[Does, Does]]) -> list[Any]:
    cases = _begin(unit, tenant, len(works))
    said = [
        [refused(work, unit, case) for work in pair]
        for case, pair in zip(cases, works, strict=True)
    ]
    return list(zip(said, _left(unit, cases), strict=True))


@pytest.mark.parametrize("transitions", [ACTION, THEME], ids=["action", "theme"])
async def test_each_beside_each_other_ends_as_if_one_had_come_after_the_other(
    two: Two, transitions: Mapping[str, Does]
) -> None:
    names = [(one, other) for one in transitions for other in transitions]
    tenant = f"plan of {min(transitions)}"
    pairs = [(transitions[one], transitions[other]) for one, other in names]
    cases = await two.first.write(_begin, tenant, len(pairs))
    said = [
        await two.cross(case.doing(one), case.doing(other))
        for case, (one, other) in zip(cases, pairs, strict=True)
    ]
    ended = list(zip(said, await two.first.read(_left, cases), strict=True))

    followed = dict(zip(names, await two.first.write(_follow, tenant, pairs), strict=True))
    for (one, other), end in zip(names, ended, strict=True):
        refusals, left = followed[other, one]
        assert end in (followed[one, other], (refusals[::-1], left)), (one, other)


async def test_two_who_make_an_action_of_a_theme_at_once_make_one(two: Two) -> None:
    (case,) = await two.first.write(_begin, "one action", 1)
    await two.first.write(case.doing(ACTION["drop"]))

    makes = case.doing(_on(0, making.make, None))
    assert await two.cross(makes, makes) == [None, None]

    states = await two.first.read(_states, case.action.organisation_id)
    assert states == [ActionState.DROPPED, ActionState.TO_DO]


def _states(unit: UnitOfWork, organisation_id: int) -> list[ActionState]:
    rows = unit.of(Actions).waiting(organisation_id)
    dropped = unit.of(Actions).get(organisation_id, min(each.id for each in rows) - 1)
    assert dropped is not None
    return [dropped.state, *(each.state for each in rows)]
