"""The board's page after ten years, and its PDF: it takes no longer where a hundred times is kept.

What young people answered, sheets, actions and themes are as many at both sizes: they do not grow
with what staff say.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

import sqlalchemy as sa

from bot.board.pages import board_page, board_pdf
from bot.board.usecases import figures as boards
from bot.board.usecases import lists
from bot.board.usecases.figures import View
from bot.usecases.links import BoardGrant
from domain.board.page import Figure
from domain.confidentiality import Clean
from domain.kinds import Kind
from storage.board.figures import BoardFigures
from storage.contributions.repository import Contributions
from storage.contributions.tables import ContributionRow
from storage.contributions.tallies import Tallies
from storage.sql import table
from storage.store import Store
from storage.survey.tables import SurveyAnswerRow
from storage.themes.tables import ThemeIrritantRow, ThemeRow
from storage.unit_of_work import UnitOfWork
from tests.bench.asking import POLICY
from tests.bench.databases import new_ones
from tests.bench.decade import NOW, TENANT
from tests.bench.keeping import LEAD, keep_decade, placed_in
from tests.bench.report import print_target

REPETITIONS = 30
WARM_UP = 3
TARGET_RATIO = 2.0
TARGET_P95 = 0.3
TARGET_PDF = 2.0
YOUNG, THEMES, GROUPED = 40_000, 40, 2_000
"""Answers of ten years; themes, and irritants in them: grouped by hand, they are never many."""

_GRANT = BoardGrant(TENANT, LEAD)
_Case = Callable[[Store], Awaitable[object]]


@dataclass(frozen=True)
class Looking:
    """What looking at the page of a database of a size came to."""

    database: str
    size: int
    took: dict[str, list[float]]


async def bench_board(folder: Path, sizes: Sequence[int], databases: Sequence[str]) -> list[str]:
    """Measure and print; return a sentence for each count that is not what it should be."""
    faults = []
    for database in databases:
        measured = []
        for size, _, url in new_ones(folder / "board", database, sizes):
            looking, wrong = await _measure(database, size, url)
            measured.append(looking)
            faults += [f"board, {database}: {wrong} counts are wrong"] if wrong else []
        if measured:
            _print(measured)
    return faults


async def _measure(database: str, size: int, url: str) -> tuple[Looking, int]:
    start = perf_counter()
    await keep_decade(url, size)
    print(f"board, {database}: {size:,} made in {perf_counter() - start:.0f} s", flush=True)
    store = Store(url)
    await asyncio.to_thread(store.open)
    site = await store.write(_fill)
    took = {}
    for name, case in _cases(site).items():
        for _ in range(WARM_UP):
            await case(store)
        took[name] = [await _timed(case, store) for _ in range(REPETITIONS)]
    wrong = await store.read(lambda unit: unit.of(Tallies).wrong())
    await store.close()
    return Looking(database, size, took), wrong


def _fill(unit: UnitOfWork) -> int:
    """Add what young people answered, and themes; return a site."""
    connection, random = unit.of(Contributions)._connection, Random(8)  # noqa: S311 -- the same every time
    row = table(ContributionRow)
    organisation_id = unit.organisations.find(TENANT) or 0
    sites = [each.id for each in unit.sites.open_ones(organisation_id)]
    answers = [
        {
            "id": number,
            "organisation_id": organisation_id,
            "site_id": random.choice(sites),
            "day": NOW.date() - timedelta(days=random.randint(0, 3650)),
            "face": random.randint(1, 5),
            "language": "fr",
            "words": Clean(""),
            "is_to_read": False,
        }
        for number in range(1, YOUNG + 1)
    ]
    connection.execute(sa.insert(table(SurveyAnswerRow)), answers)
    themes = [
        {"name": Clean(f"sujet {each}"), "organisation_id": organisation_id, "created_at": NOW}
        for each in range(THEMES)
    ]
    connection.execute(sa.insert(table(ThemeRow)), [each | {"surplus": 0} for each in themes])
    newest = sa.select(row.c.id).where(row.c.kind == Kind.IRRITANT).order_by(row.c.id.desc())
    ids = connection.scalars(newest.limit(GROUPED)).all()
    placed = placed_in(organisation_id, THEMES, ids)
    connection.execute(sa.insert(table(ThemeIrritantRow)), placed)
    return next(
        each.id for each in unit.of(BoardFigures).places(organisation_id) if not each.is_small
    )


def _cases(site: int) -> dict[str, _Case]:
    """Return what is looked at, under the words in which it is told."""
    return {
        "the page of a quarter": _seen(View("2026-T3")),
        "the current quarter": _seen(View()),
        "a quarter of one site": _seen(View("2026-T3", site)),
        "a year": _seen(View("2025")),
        "what was received, as a list": _behind(Figure.FIELD),
        "what was treated, as a list": _behind(Figure.DELAYS),
        "the page as HTML": _html,
        "the page as PDF": _pdf,
    }


def _seen(view: View) -> _Case:
    async def look(store: Store) -> object:
        return await store.read(boards.look_by_link, POLICY, _GRANT, view, NOW)

    return look


def _behind(figure: Figure) -> _Case:
    async def look(store: Store) -> object:
        choice = (View("2026-T3"), figure)
        return await store.read(lists.behind_by_link, POLICY, _GRANT, choice, NOW)

    return look


async def _html(store: Store) -> object:
    board = await store.read(boards.look_by_link, POLICY, _GRANT, View(), NOW)
    return board_page(board, "/tableau/token")


async def _pdf(store: Store) -> object:
    board = await store.read(boards.look_by_link, POLICY, _GRANT, View(), NOW)
    return await board_pdf(board, NOW)


async def _timed(case: _Case, store: Store) -> float:
    start = perf_counter()
    await case(store)
    return perf_counter() - start


def _print(measured: Sequence[Looking]) -> None:
    """Print a line for each, and whether the targets hold."""
    small, large = measured[0], measured[-1]
    heads = "".join(f"{f'{each.size:,}':>10}{'p95':>8}" for each in measured)
    print(f"\n{small.database + ', ms':<34}{heads}{'ratio':>8}   ({os.cpu_count()} cores)")
    for name in small.took:
        times = "".join(
            f"{median(each.took[name]) * 1000:10.1f}{_p95(each.took[name]) * 1000:8.1f}"
            for each in measured
        )
        print(f"{name:<34}{times}{_ratio(small, large, name):8.2f}")
    told = f"board, {small.database}"
    read = [name for name in small.took if name != "the page as PDF"]
    worst = max(read, key=lambda name: _ratio(small, large, name))
    ratio = _ratio(small, large, worst)
    said = f"{ratio:.2f} x the time at {large.size:,}, at most ({worst})"
    print_target(told, said, f"at most {TARGET_RATIO:g}", holds=ratio <= TARGET_RATIO)
    slow = max(read, key=lambda name: _p95(large.took[name]))
    seconds = _p95(large.took[slow])
    said = f"p95 {seconds * 1000:.0f} ms, at most ({slow})"
    print_target(told, said, f"below {TARGET_P95 * 1000:g}", holds=seconds < TARGET_P95)
    seconds = max(large.took["the page as PDF"])
    said = f"{seconds:.2f} s, at most, for the PDF"
    print_target(told, said, f"below {TARGET_PDF:g} s", holds=seconds < TARGET_PDF)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _ratio(small: Looking, large: Looking, name: str) -> float:
    return median(large.took[name]) / median(small.took[name])
