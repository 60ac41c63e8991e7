"""What was told of a quarter stays as it was told, whatever becomes of an action later."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.actions.usecases import making, moves
from bot.board.usecases.figures import View, board
from domain.actions.action import Plan
from domain.board.page import Board, Span
from domain.confidentiality import Clean
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.races.crossing import POLICY, turn
from tests.world import CLAIRE

RESULT, WHY = Clean("Le scanner est au siège."), Clean("Trop cher pour cette année.")
LEAD = replace(CLAIRE, tenant="of another quarter")
QUARTER = View(Span.of(date(2026, 12, 1)).key)


def _acts(unit: UnitOfWork, work: Callable[..., Any], *more: Any, later: int, **named: Any) -> Any:
    now = turn(LEAD)
    return work(unit, replace(now, now=now.now + timedelta(days=later)), *more, **named)


def _two_actions(unit: UnitOfWork) -> tuple[int, int]:
    """Return an action that is done in the quarter, and one that is begun."""
    lead = _acts(unit, making.new_plan, later=0)[0][0]
    ids = []
    for title in ("Un scanner au siège", "Un scanner par antenne"):
        plan = Plan(Clean(title), lead.id, date(2026, 12, 1))
        ids.append(_acts(unit, making.add, title, plan, later=0).action.id)
    _acts(unit, moves.finish, ids[0], RESULT, None, later=1, close=False)
    _acts(unit, moves.start, ids[1], later=1)
    return ids[0], ids[1]


def _told(unit: UnitOfWork) -> Board:
    now = turn(CLAIRE).now + timedelta(days=100)
    organisation_id = unit.organisations.find(LEAD.tenant) or 0
    return board(unit, POLICY, organisation_id, QUARTER, now)


@pytest.mark.parametrize("again", [False, True], ids=["reopened", "done again"])
async def test_what_is_reopened_or_dropped_later_is_told_as_it_stood(
    store: Store, *, again: bool
) -> None:
    done, begun = await store.write(_two_actions)
    before = await store.read(_told)

    def later(unit: UnitOfWork) -> None:
        _acts(unit, moves.start, done, later=60)
        if again:
            _acts(unit, moves.finish, done, Clean("Deux scanners."), None, later=61, close=False)
        else:
            _acts(unit, moves.drop, done, WHY, later=61)
        _acts(unit, moves.drop, begun, WHY, later=61)

    await store.write(later)

    assert await store.read(_told) == before
    assert [each.result for each in before.told] == [RESULT]
    assert (before.now.plan.done, before.now.plan.in_progress) == (1, 1)
