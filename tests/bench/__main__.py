"""`make bench`: our bot beside Microsoft's two echo bots; Friday, ideas, board, survey, holds.

`make bench quick=1` is the first alone, in less than three minutes, beside `docs/bench.csv`.

The repetitions of the bots alternate, so that the machine's noise meets all of them. A missed
target is said and no more; a lost, doubled or unkept message ends with exit code 1.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from tests.bench.board import bench_board
from tests.bench.bots import DidNotStartError, running_echo, running_ours
from tests.bench.capture.checks import find_faults
from tests.bench.capture.compare import bench_capture
from tests.bench.capture.profile import profiled
from tests.bench.databases import durable_postgresql, sqlite_url
from tests.bench.fridays import bench_fridays
from tests.bench.holding.holds import bench_holds
from tests.bench.ideas import DATABASES, QUICK_SIZES, SIZES, bench_ideas
from tests.bench.load import WrongAnswerError, drive
from tests.bench.recurrence import bench_recurrence
from tests.bench.report import Measured, print_report
from tests.bench.survey import bench_survey

LEVELS = {1: 300, 8: 1500, 64: 1500}
"""How many messages a run has, by how many are in flight."""
STOCK_SHARE = 6
"""The stock bot is so much slower that it gets so many times fewer messages."""
QUICK_SHARE = 5
REPETITIONS = 5
WARM_UP = 240
SETTLE = 1.0
"""Seconds for what a bot may still send when it should send nothing more."""
LOG_LINES = 5
BUSY = 0.5
"""Load average above which the machine is not ours alone."""

STOCK, SQLITE, POSTGRESQL = "stock", "sqlite", "postgresql"
FRIDAY, IDEAS, BOARD, SURVEY = "friday", "ideas", "board", "survey"
RECURRENCE, HOLDS = "recurrence", "holds"
PARTS = {FRIDAY, IDEAS, BOARD, SURVEY, RECURRENCE, HOLDS}


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="only what a message costs; of a part that is named, less",
    )
    parser.add_argument("--record", action="store_true", help="add a line to docs/bench.csv")
    parser.add_argument(
        "--only",
        choices=[STOCK, SQLITE, POSTGRESQL, FRIDAY, IDEAS, BOARD, SURVEY, RECURRENCE, HOLDS],
        action="append",
        default=[],
        help="this alone; « --only ideas --only sqlite » for the ideas on one database",
    )
    parser.add_argument(
        "--sizes", help="how many contributions the ideas and the board have: 10000,100000"
    )
    parser.add_argument(
        "--profile", action="store_true", help="write where ours spends its time to .bench/"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="flash-bench-"))
    faults = []
    _warn_when_busy()
    try:
        faults = asyncio.run(_bench(options, folder))
    except* (DidNotStartError, WrongAnswerError) as group:
        faults = [str(error) for error in group.exceptions]
    finally:
        if faults:
            _print_faults(faults, folder)
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if faults else 0


def _warn_when_busy() -> None:
    """Say when others use the machine: our bot, the generator and the store then want for cores.

    The stock bot keeps one core busy and nothing else, so it loses less and the ratio is too low.
    """
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"This machine is busy (load {load:.1f}): the figures are too low, the ratio too.")


def _print_faults(faults: Iterable[str], folder: Path) -> None:
    for fault in dict.fromkeys(faults):
        print(f"WRONG   {fault}", file=sys.stderr)
    for log in sorted(folder.glob("*.log")):
        for line in log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:]:
            print(f"{log.stem}: {line}", file=sys.stderr)


async def _bench(options: argparse.Namespace, folder: Path) -> list[str]:
    apart = PARTS & set(options.only)
    faults = []
    if not options.only:
        faults += await bench_capture(folder, record=options.record)
    if not apart and (options.only or not options.quick):
        faults += await _bench_bots(options, folder)
    sizes, databases, quick = _sizes(options), _databases(options), options.quick
    parts = {
        FRIDAY: lambda: bench_fridays(folder, quick=quick),
        IDEAS: lambda: bench_ideas(folder, sizes, databases),
        BOARD: lambda: bench_board(folder, sizes, databases),
        SURVEY: lambda: bench_survey(folder, databases, quick=quick),
        RECURRENCE: lambda: bench_recurrence(folder, databases, quick=quick),
        HOLDS: lambda: bench_holds(folder, databases, quick=quick),
    }
    for name, bench in parts.items():
        if name in apart or not (options.only or quick):
            faults += await bench()
    return faults


def _sizes(options: argparse.Namespace) -> Sequence[int]:
    """Return how many contributions are kept, the fewest first."""
    if options.sizes:
        return sorted(int(size) for size in options.sizes.split(","))
    return QUICK_SIZES if options.quick else SIZES


def _databases(options: argparse.Namespace) -> Sequence[str]:
    return [name for name in DATABASES if name in options.only] or DATABASES


async def _bench_bots(options: argparse.Namespace, folder: Path) -> list[str]:
    async with AsyncExitStack() as stack:
        measured = await _start(stack, options.only, folder)
        for each in measured:
            await drive(each.bot, 8, WARM_UP // _share(each, quick=options.quick))
        for _ in range(1 if options.quick else REPETITIONS):
            for each in measured:
                with profiled(each.bot, wanted=options.profile):
                    await _repeat(each, quick=options.quick)
        await asyncio.sleep(SETTLE)
        print_report(measured)
        return [fault for each in measured for fault in find_faults(each.bot)]


async def _start(stack: AsyncExitStack, only: Sequence[str], folder: Path) -> list[Measured]:
    """Start the bots that are asked for, one after another, so that each has the machine."""
    bots = []
    if not only or STOCK in only:
        bots.append(await stack.enter_async_context(running_echo(folder, STOCK)))
    if not only or SQLITE in only:
        ours = running_ours(folder, SQLITE, sqlite_url(folder))
        bots.append(await stack.enter_async_context(ours))
    wanted = not only or POSTGRESQL in only
    if wanted and (url := stack.enter_context(durable_postgresql())):
        bots.append(await stack.enter_async_context(running_ours(folder, POSTGRESQL, url)))
    return [Measured(bot, {level: [] for level in LEVELS}) for bot in bots]


def _share(measured: Measured, *, quick: bool) -> int:
    """Return by how much the number of messages is divided."""
    return (1 if measured.bot.database else STOCK_SHARE) * (QUICK_SHARE if quick else 1)


async def _repeat(measured: Measured, *, quick: bool) -> None:
    for level, number in LEVELS.items():
        sample = await drive(measured.bot, level, number // _share(measured, quick=quick))
        measured.runs[level].append(sample)


if __name__ == "__main__":
    sys.exit(main())
