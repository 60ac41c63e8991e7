"""What operators count: no words and no names, and few labels, so that it stays small.

``docs/exploitation.md`` lists every name for who reads them; a test compares the two.
"""

import asyncio
import platform
from collections import Counter as Counted
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from math import nan
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily

from bot import __version__
from bot.usecases import listening
from bot.usecases.turn import Policy
from domain.listening import Hearing
from domain.records import record
from domain.sending import SendState
from domain.survey.answering import Outcome
from storage.database import DatabaseUnavailableError
from storage.outbox import EXPIRED, NOT_WANTED, Backlog
from storage.store import Store
from storage.unit_of_work import UnitOfWork

LOOK_WITHIN = 2.0
"""Seconds that a scrape waits for the database; without an answer it says that it has none."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0)
"""Teams gives up on a turn after some 15 s, and people after 3."""

# The moment of each counter's birth doubles the page and tells nothing.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives it no types

UPDATED, RETRIED = "updated", "retried"
"""What becomes of a message beside how it ends: one that stood changed, one is tried again."""

_OUTCOMES = (
    *(SendState.SENT, UPDATED, RETRIED, EXPIRED, NOT_WANTED),
    *(SendState.UNREACHABLE, SendState.FAILED, SendState.AMBIGUOUS),
)
_PLACES = ("turn", "send", "job")

Failures = Mapping[str, Callable[[], int]]
"""Counts that parts keep by themselves, by what they are of: ``database``, ``token``, ``keys``."""


@record
class Reading:
    """What of a turn is measured: its kind, or why it was refused, and how it was answered."""

    kind: str
    refused: str
    status: int
    seconds: float


class Metrics:
    """The registry of one bot; whoever does something worth counting is given it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._turns = self._counter("turns", "Activities answered", "kind", "status")
        self._seconds = Histogram(
            "flash_turn_seconds",
            "Time to answer an activity",
            ["kind"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._refused = self._counter("refused_requests", "Requests refused", "reason")
        self.sends = self._counter("sends", "Messages, by what became of them", "outcome")
        self.job_runs = self._counter("job_runs", "Runs of jobs by this process", "job", "outcome")
        self.survey = self._counter("survey", "What young people sent, by outcome", "outcome")
        self.incidents = self._counter("incidents", "Failures that have a number", "place")
        self._begin_at_nought()
        self._due = self._gauge("outbox_due", "Messages that should have gone by now")
        self._oldest = self._gauge("outbox_oldest_due_seconds", "How late the latest of them is")
        self._channels = Gauge(
            "flash_channels",
            "Channels listened to, by what was heard of them",
            ["hearing"],
            registry=self.registry,
        )
        self._up = self._gauge("database_up", "1 when the database answered this scrape")
        build = Info("flash_build", "The version that runs", registry=self.registry)
        build.info({"version": __version__, "python": platform.python_version()})

    def count_failures(self, failures: Failures) -> None:
        """Show what the parts themselves count of what they could not get."""
        self.registry.register(_Failures(failures))

    def answered(self, reading: Reading) -> None:
        """Count one request of Teams, or of a stranger."""
        if reading.refused:
            self._refused.labels(reading.refused).inc()
            return
        self._turns.labels(reading.kind, reading.status).inc()
        self._seconds.labels(reading.kind).observe(reading.seconds)

    async def page(self, store: Store, policy: Policy, now: datetime) -> bytes:
        """Return all of it as Prometheus reads it; what the database says is asked for now."""
        seen = await _look(store, policy, now)
        self._up.set(seen is not None)
        # Without an answer nobody knows how many there are: not a number, rather than nought.
        self._due.set(nan if seen is None else seen.backlog.due)
        self._oldest.set(nan if seen is None else seen.backlog.age(now))
        for hearing in Hearing:
            self._channels.labels(hearing).set(nan if seen is None else seen.heard[hearing])
        return generate_latest(self.registry)

    def _begin_at_nought(self) -> None:
        """Show what matters before it happens: Prometheus sees no rise in what appears as 1."""
        for outcome in _OUTCOMES:
            self.sends.labels(outcome)
        for answered in Outcome:
            self.survey.labels(answered)
        for place in _PLACES:
            self.incidents.labels(place)

    def _counter(self, name: str, said: str, *labels: str) -> Counter:
        return Counter(f"flash_{name}", said, labels, registry=self.registry)

    def _gauge(self, name: str, said: str) -> Gauge:
        return Gauge(f"flash_{name}", said, registry=self.registry)


@record
class _Seen:
    """What the database says when it is asked."""

    backlog: Backlog
    heard: Counted[Hearing]


async def _look(store: Store, policy: Policy, now: datetime) -> _Seen | None:
    def look(unit: UnitOfWork) -> _Seen:
        heard = listening.everywhere(unit, policy, now)
        return _Seen(unit.outbox.backlog(now), Counted(each.hearing for each in heard))

    try:
        async with asyncio.timeout(LOOK_WITHIN):
            return await store.read(look)
    except (DatabaseUnavailableError, TimeoutError):
        return None


class _Failures:
    """Reads the parts' own counts when a scrape asks."""

    def __init__(self, failures: Failures) -> None:
        self._failures = failures

    def collect(self) -> Iterator[Any]:
        said = "What could not be had: the database, a token from Entra, the signing keys"
        family = CounterMetricFamily("flash_failures", said, labels=["of"])
        for name, count in self._failures.items():
            family.add_metric([name], count())
        yield family
