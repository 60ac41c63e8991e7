"""The same problem said before, looked for among a hundred thousand irritants."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import sqlalchemy as sa

from domain.kinds import Kind
from storage.contributions.tables import ContributionRow
from storage.sql import table
from storage.store import Store
from storage.themes.similar import RecentIrritants, SimilarIrritants
from storage.unit_of_work import UnitOfWork
from tests.bench.databases import new_ones
from tests.bench.decade import TENANT
from tests.bench.keeping import keep_decade
from tests.bench.report import print_target
from tests.corpus import recurrence

_C = table(ContributionRow)

SIZE, QUICK_SIZE = 240_000, 12_000
"""Contributions, of which somewhat less than half are irritants."""
TARGET = 0.05
REPETITIONS = 4
_EVERY = 5
"""One in so many of the labelled irritants is asked for."""


async def bench_recurrence(folder: Path, databases: Sequence[str], *, quick: bool) -> list[str]:
    """Measure, print, and return a sentence for each thing that went wrong."""
    faults = []
    for database in databases:
        for size, _, url in new_ones(
            folder / "recurrence", database, [QUICK_SIZE if quick else SIZE]
        ):
            faults += await _measure(database, url, size)
    return faults


async def _measure(database: str, url: str, size: int) -> list[str]:
    await keep_decade(url, size)
    store = Store(url)
    await asyncio.to_thread(store.open)
    texts = [said.text for said in recurrence.read("fresh_voices")[::_EVERY]] + list(_COMMON)
    irritants = await store.read(_irritants)
    found, memory = 0, RecentIrritants()
    took: list[float] = []
    for repetition in range(REPETITIONS + 1):
        for text in texts:
            start = perf_counter()
            found += await store.read(_look, memory, text)
            if repetition:  # the first round warms up
                took.append(perf_counter() - start)
    await store.close()
    p95, longest = quantiles(took, n=20)[-1], max(took)
    said = (
        f"median {median(took) * 1000:.0f} ms, p95 {p95 * 1000:.0f}, at most {longest * 1000:.0f} "
        f"among {irritants:,} irritants"
    )
    print_target(
        f"recurrence, {database}", said, f"p95 below {TARGET * 1000:g}", holds=p95 < TARGET
    )
    return [] if found else [f"recurrence, {database}: nothing was found, nothing was measured"]


_COMMON = (
    "I-Milo rame à l’accueil et on perd du temps",
    "le chauffage est en panne dans la salle informatique",
    "les rendez-vous ne sont pas confirmés avec les partenaires",
)
"""In the words of the generated decade, each of which thousands of irritants hold."""


def _irritants(unit: UnitOfWork) -> int:
    wanted = sa.select(sa.func.count()).where(_C.c.kind == Kind.IRRITANT)
    return unit.of(SimilarIrritants)._connection.scalar(wanted) or 0


def _look(unit: UnitOfWork, memory: RecentIrritants, text: str) -> int:
    organisation_id = unit.organisations.find(TENANT) or 0
    return len(unit.of(SimilarIrritants).find(memory, organisation_id, text))
