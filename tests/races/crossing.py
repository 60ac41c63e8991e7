"""Crossing two pieces of work: the second begins when the first has done all but commit."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

from bot.usecases.turn import Author, Policy, Turn
from domain.errors import Reason, RuleViolationError
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.machine import LONG_ENOUGH
from tests.waiting import until
from tests.world import CLAIRE, Somebody

Work = Callable[[UnitOfWork], Any]

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
POLICY = Policy(
    ZoneInfo("Europe/Paris"),
    "amélioration-continue",
    b"a secret of thirty-two bytes long",
    frozenset({CLAIRE.aad}),
)
_ONE_WAITS = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
)
"""
_numbers = count()


def turn(who: Somebody) -> Turn:
    """Return another turn of *who*, a second after the last."""
    number = next(_numbers)
    author = Author(who.tenant, who.aad, who.id, who.name)
    return Turn(POLICY, author, f"activity-{number}", BEGIN + timedelta(seconds=number))


@dataclass
class Two:
    """Two bots, each with its own connections, and somebody who sees whether one waits."""

    first: Store
    second: Store
    looking: psycopg.Connection[Any]

    async def cross(self, one: Work, other: Work) -> list[Reason | None]:
        """Do both at once; return why each was refused.

        *other* begins when *one* has done all but commit, and *one* commits when *other* is done
        or waits for it.
        """
        begun, may_end = threading.Event(), threading.Event()

        def held(unit: UnitOfWork) -> None:
            try:
                one(unit)
            finally:
                begun.set()
                may_end.wait(LONG_ENOUGH)

        ahead = asyncio.create_task(self.first.write(held))
        await until(begun.is_set, every=0.001)
        behind = asyncio.create_task(self.second.write(other))
        await until(lambda: behind.done() or self._one_waits(), every=0.001)
        may_end.set()
        return [await _said(ahead), await _said(behind)]

    def _one_waits(self) -> bool:
        row = self.looking.execute(_ONE_WAITS).fetchone()
        return bool(row and row[0])


async def _said(doing: asyncio.Task[Any]) -> Reason | None:
    try:
        await doing
    except RuleViolationError as error:
        return error.reason
    return None


def refused(work: Callable[..., Any], *what: Any) -> Reason | None:
    """Return why *work* is refused, None where it is done; nothing is changed by a refusal."""
    try:
        work(*what)
    except RuleViolationError as error:
        return error.reason
    return None
