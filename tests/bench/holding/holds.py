"""The longest holds: how long one thing that is asked of the bot keeps everybody else waiting.

Each door is driven once with as much as it takes, in an organisation with many contributions;
told are the longest time in which the event loop heard nothing else, and the longest in which one
transaction had the thread that writes, each on the wall and in CPU time of the thread that holds.
The loop is judged by CPU time, for on a machine with other work its thread waits for a core, too;
the writer by the wall, for what it waits for (a lock, a disk, PostgreSQL) keeps others waiting as
well. Nothing here is a target yet but that both stay below ``MOST``.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from deploy.node import ROOT, environment
from tests.bench.databases import new_ones
from tests.bench.keeping import SECRET, keep_decade
from tests.bench.report import print_target

SIZE, QUICK_SIZE = 100_000, 5_000
MOST = 0.1
"""Seconds for which the loop or the writer may be held by one thing."""

_TIME_LIMIT = 3600.0


@dataclass(frozen=True)
class Hold:
    """What driving a door came to, in seconds; *loop* is None where it is another process."""

    door: str
    loop: float | None
    """CPU time of the loop's thread."""
    loop_wall: float
    writer: float
    """On the wall."""
    writer_cpu: float
    said: str = ""
    """How it was driven, or was answered, where that is not as usual."""

    @property
    def longest(self) -> float:
        """Return the longer of the two that are judged."""
        return max(self.loop or 0.0, self.writer)


async def bench_holds(
    folder: Path, databases: Sequence[str], sizes: Sequence[int] = (), *, quick: bool
) -> list[str]:
    """Measure, print, and return a sentence for each thing that went wrong."""
    size = sizes[-1] if sizes else QUICK_SIZE if quick else SIZE
    faults = []
    for database in databases:
        for _, inside, url in new_ones(folder / "holds", database, [size]):
            start = perf_counter()
            await keep_decade(url, size)
            made = perf_counter() - start
            print(f"holds, {database}: {size:,} contributions made in {made:.0f} s", flush=True)
            exit_code, said = await _run(inside, url)
            if exit_code:
                faults.append(f"holds, {database}: driving the doors ended with {exit_code}")
                continue
            told = json.loads(said.splitlines()[-1])
            _print(database, size, [Hold(**each) for each in told["holds"]], told["left"])
    return faults


async def _run(folder: Path, url: str) -> tuple[int, bytes]:
    """Return how the process that is measured ended, and what it printed."""
    clean = {key: value for key, value in environment().items() if not key.startswith("FLASH_")}
    ours = {
        "PYTHONPATH": str(ROOT),
        "FLASH_DATABASE_URL": url,  # for the commands, which run beside
        "FLASH_SECRET_KEY": SECRET.decode(),
        "FLASH_DATA_DIR": str(folder),
    }
    # Beside the folder, as what goes wrong is told from the logs that lie there.
    with (folder.parent.parent / f"holds-{folder.name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.holding", url),
            cwd=folder,
            env=clean | ours,
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


def _print(database: str, size: int, holds: Sequence[Hold], left: dict[str, str]) -> None:
    """Print a line for each door, the longest hold first, and what was not driven."""
    title = f"{database}, {size:,} contributions"
    heads = f"{'loop cpu':>10}{'wall':>9}{'writer wall':>13}{'cpu':>9}"
    print(f"\n{title:<44}{heads}   (ms, {os.cpu_count()} cores)")
    for each in sorted(holds, key=lambda hold: hold.longest, reverse=True):
        loop = "-" if each.loop is None else f"{each.loop * 1000:.1f}"
        over = "  OVER" if each.longest > MOST else ""
        note = f"  ({each.said})" if each.said else ""
        walls = f"{each.loop_wall * 1000:9.1f}{each.writer * 1000:13.1f}"
        print(f"{each.door:<44}{loop:>10}{walls}{each.writer_cpu * 1000:9.1f}{over}{note}")
    for door, why in sorted(left.items()):
        print(f"{door:<44} not driven: {why}")
    too_long = [each for each in holds if each.longest > MOST]
    worst = max(holds, key=lambda hold: hold.longest)
    print_target(
        f"holds, {database}",
        f"{len(too_long)} of {len(holds)} doors do not, at most {worst.longest * 1000:.0f} ms "
        f"({worst.door})",
        f"at most {MOST * 1000:.0f} ms each",
        holds=not too_long,
    )
