"""Posting what the grammar makes, and looking at what the bot answers, logs and keeps.

``make fuzz`` does so ten thousand times, the suite a few
hundred times with the same seed each time.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings

from cards.kit import CARD_LIMIT
from tests.attack.grammar import SENDERS, Case, cases
from tests.attack.invariants import garbage
from tests.attack.lives import live_a_week
from tests.world import CLAIRE, World, world

GUARD = 3.0
"""Seconds after which an answer is no answer: Teams gives up."""

EXPECTED = frozenset({200, 400, 401, 413, 501, 503})
"""501: an invoke that nobody knows. 503: what could not be kept for now."""

_LOOK_EACH = 100


class _Incidents(logging.Handler):
    """Remembers what was logged as an error: in a turn, only what nobody foresaw is."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@dataclass
class Figures:
    """What came of it."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    seconds: float = 0.0

    def __str__(self) -> str:
        counted = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        return (
            f"{self.cases} cases in {self.seconds:.0f} s · {counted} · "
            f"slowest {1000 * self.slowest:.0f} ms"
        )


class Fuzzed:
    """A bot that has lived a week, and is then told anything."""

    def __init__(self, runner: asyncio.Runner, ml: World) -> None:
        self.figures = Figures()
        self._runner = runner
        self._ml = ml
        self._incidents = _Incidents()
        self._garbage: set[str] = set()

    def fuzz(self, count: int, *, seed: int | None = None) -> Figures:
        """Post so many cases; without a *seed* they are others each time.

        Raises:
            AssertionError: the bot failed, hung, or kept garbage; the case is made small first.
        """
        made = given(case=cases(self._ml.teams.service_url))(self._try)
        chosen = settings(
            max_examples=count,
            deadline=None,
            database=None,
            derandomize=seed is not None,
            suppress_health_check=list(HealthCheck),
        )(made)
        logging.getLogger().addHandler(self._incidents)
        began = time.monotonic()
        try:
            chosen()
        finally:
            logging.getLogger().removeHandler(self._incidents)
            self.figures.seconds += time.monotonic() - began
        self._look()
        assert not self._garbage, sorted(self._garbage)
        return self.figures

    def _try(self, case: Case) -> None:
        lasted, status, body = self._timed(case)
        if lasted >= GUARD:  # the bot's doing, or the machine's: a stall does not come twice
            lasted, status, body = min(self._timed(case), (lasted, status, body), key=_time)
        self.figures.cases += 1
        self.figures.statuses[status] += 1
        self.figures.slowest = max(self.figures.slowest, lasted)
        heard, self._incidents.heard = self._incidents.heard, []
        assert not heard, heard
        assert status in EXPECTED, status
        assert lasted < GUARD, lasted
        assert len(orjson.dumps(body)) <= CARD_LIMIT * 11, "an answer with ten cards"
        if self.figures.cases % _LOOK_EACH == 0:
            self._look()

    def _timed(self, case: Case) -> tuple[float, int, Any]:
        """Return how long the bot took; at least the time that it computed."""
        began, computed = time.monotonic(), time.process_time()
        status, body = self._runner.run(self._post(case))
        lasted = time.monotonic() - began
        assert time.process_time() - computed < GUARD, lasted
        return lasted, status, body

    def _look(self) -> None:
        """Look at what is kept; it is told at the end, for no single case is to blame."""
        self._garbage.update(self._runner.run(garbage(self._ml, SENDERS)))

    async def _post(self, case: Case) -> tuple[int, Any]:
        async with self._ml.http.post(
            f"{self._ml.url}/api/messages",
            data=case,
            headers={"Content-Type": "application/json"},
        ) as response:
            raw = await response.read()
            return response.status, orjson.loads(raw) if raw else None


def _time(answer: tuple[float, int, Any]) -> float:
    return answer[0]


@contextmanager
def fuzzed(database_url: str) -> Iterator[Fuzzed]:
    """Give a bot to be fuzzed, on a database that is migrated."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        ml = runner.run(
            stack.enter_async_context(
                world(
                    database_url,
                    quality_leads=(CLAIRE.upn,),
                    allowed_tenants=tuple(SENDERS),
                )
            )
        )
        try:
            runner.run(live_a_week(ml))
            yield Fuzzed(runner, ml)
        finally:
            runner.run(stack.aclose())
