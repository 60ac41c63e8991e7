"""The idea box after ten years: what is asked of it takes no longer where a hundred times is kept.

Measured are the use cases, through the store, as the bot calls them: what a turn adds to them,
the endpoint and the card, knows nothing of how much is kept. Each database is asked by a process
of its own, whose memory is told.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from deploy.node import ROOT, environment
from tests.bench.databases import new_ones
from tests.bench.keeping import keep_decade
from tests.bench.report import print_target

SIZES = (10_000, 1_000_000)
QUICK_SIZES = (2_000, 20_000)
DATABASES = ("sqlite", "postgresql")

TARGET_RATIO = 2.0
TARGET_P95 = 0.2
TARGET_GROWTH = 1.2
"""By how much the memory may differ: a process never has the same twice."""

_TIME_LIMIT = 900.0


@dataclass(frozen=True)
class Asking:
    """What asking a database of a size came to."""

    database: str
    size: int
    took: dict[str, list[float]]
    """The seconds of each repetition, by what was asked."""
    megabytes: float

    def median(self, name: str) -> float:
        """Return the median of the seconds."""
        return median(self.took[name])

    def p95(self, name: str) -> float:
        """Return the seconds that nineteen of twenty repetitions did not pass."""
        return quantiles(self.took[name], n=20)[-1]


async def bench_ideas(folder: Path, sizes: Sequence[int], databases: Sequence[str]) -> list[str]:
    """Measure, print, and return a sentence for each thing that went wrong."""
    faults: list[str] = []
    for database in databases:
        measured = []
        for size, inside, url in new_ones(folder / "ideas", database, sizes):
            measured.append(await _measure(inside, database, size, url))
        faults += [each for each in measured if isinstance(each, str)]
        if found := [each for each in measured if isinstance(each, Asking)]:
            print_asking(found)
    return faults


async def _measure(folder: Path, database: str, size: int, url: str) -> Asking | str:
    """Return what asking came to, or a sentence where it went wrong."""
    start = perf_counter()
    await keep_decade(url, size)
    made = perf_counter() - start
    print(f"ideas, {database}: {size:,} contributions made in {made:.0f} s", flush=True)
    exit_code, said = await _run(folder, url)
    if exit_code:
        return f"ideas, {database}: asking among {size:,} ended with {exit_code}"
    told = json.loads(said)
    return Asking(database, size, told["took"], told["megabytes"])


async def _run(folder: Path, url: str) -> tuple[int, bytes]:
    """Return how the process that asks ended, and what it printed."""
    clean = {key: value for key, value in environment().items() if not key.startswith("FLASH_")}
    with folder.with_suffix(".log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.asking", url),
            cwd=folder,
            env=clean | {"PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
        try:
            async with asyncio.timeout(_TIME_LIMIT):
                said, _ = await process.communicate()
        except TimeoutError:
            process.kill()
            await process.wait()
            return -1, b""
    return process.returncode or 0, said


def print_asking(measured: Sequence[Asking]) -> None:
    """Print a line for each question, and whether the targets hold."""
    name = measured[0].database
    heads = "".join(f"{f'{each.size:,}':>10}{'p95':>8}" for each in measured)
    print(f"\n{name + ', ms':<38}{heads}{'ratio':>8}   ({os.cpu_count()} cores)")
    small, large = measured[0], measured[-1]
    for asked in small.took:
        times = "".join(
            f"{each.median(asked) * 1000:10.1f}{each.p95(asked) * 1000:8.1f}" for each in measured
        )
        missed = "" if _holds(small, large, asked) else "   MISSED"
        print(f"{asked:<38}{times}{_ratio(small, large, asked):8.2f}{missed}")
    _print_verdict(small, large)


def _ratio(small: Asking, large: Asking, asked: str) -> float:
    return large.median(asked) / small.median(asked)


def _holds(small: Asking, large: Asking, asked: str) -> bool:
    quick = max(small.p95(asked), large.p95(asked)) < TARGET_P95
    return quick and _ratio(small, large, asked) <= TARGET_RATIO


def _print_verdict(small: Asking, large: Asking) -> None:
    name = f"ideas, {small.database}"
    worst = max(small.took, key=lambda asked: _ratio(small, large, asked))
    ratio = _ratio(small, large, worst)
    said = f"{ratio:.2f} x the time at {large.size:,} of that at {small.size:,}, at most ({worst})"
    print_target(name, said, f"at most {TARGET_RATIO:g}", holds=ratio <= TARGET_RATIO)
    slow = max(large.took, key=large.p95)
    said = f"p95 {large.p95(slow) * 1000:.0f} ms, at most ({slow})"
    holds = large.p95(slow) < TARGET_P95
    print_target(name, said, f"below {TARGET_P95 * 1000:g}", holds=holds)
    said = f"{large.megabytes:.0f} MB of memory at {large.size:,}, {small.megabytes:.0f} before"
    holds = large.megabytes <= small.megabytes * TARGET_GROWTH
    print_target(name, said, f"at most {TARGET_GROWTH:g} x", holds=holds)
