"""Our bot as a multiple of Microsoft's two echo bots, in one run whose rounds alternate.

Only ratios of CPU within a round, and of memory, are compared and recorded: rates depend on what
else the machine does.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.bots import Bot, running_echo, running_ours
from tests.bench.capture.checks import find_faults
from tests.bench.capture.record import NOTABLE, Ratios, last_line, write_line
from tests.bench.databases import durable_postgresql, sqlite_url
from tests.bench.load import Sample, drive

STOCK, AGENTS = "stock", "agents"
MIX, PLAIN, POSTGRESQL, TWO = "mix", "plain", "postgresql", "two processes"
IN_FLIGHT = 8
ROUNDS, MESSAGES, WARM_UP = 12, 120, 120
STARTS = 5
SETTLE = 0.5
"""Seconds that a bot is left alone before its memory at rest is read."""


@dataclass
class _Run:
    bot: Bot
    samples: list[Sample] = field(default_factory=list)


async def bench_capture(folder: Path, *, record: bool) -> list[str]:
    """Measure, print beside the last recorded line, and record it if that is wanted.

    Returns a sentence for each message that was lost, doubled or not kept: then none is recorded.
    """
    ratios: Ratios = {}
    mix_url = sqlite_url(folder)
    async with _running(folder, mix_url) as runs:
        for run in runs.values():
            await drive(run.bot, IN_FLIGHT, WARM_UP)
        for _ in range(ROUNDS):
            for run in runs.values():
                run.samples.append(await drive(run.bot, IN_FLIGHT, MESSAGES))
        await asyncio.sleep(SETTLE)
        _print_runs(runs)
        for name in (MIX, PLAIN, POSTGRESQL):
            if name in runs:
                ratios[name] = {base: _cpu(runs[name], runs[base]) for base in (STOCK, AGENTS)}
        if TWO in runs:
            ratios[TWO] = {"one": _cpu(runs[TWO], runs[POSTGRESQL])}
        used = {name: runs[name].bot.megabytes() for name in (STOCK, AGENTS, MIX)}
        ratios["memory after"] = {base: used[MIX] / used[base] for base in (STOCK, AGENTS)}
        faults = [fault for run in runs.values() for fault in find_faults(run.bot)]
    rest, ready = await _start_again(folder, mix_url)
    ratios["memory at rest"] = {base: rest[MIX] / rest[base] for base in (STOCK, AGENTS)}
    ratios["start"] = {base: ready[MIX] / ready[base] for base in (STOCK, AGENTS)}
    sent = WARM_UP + ROUNDS * MESSAGES
    print(f"\nmemory, MB: {_listed(rest, '.0f')} at rest; {_listed(used, '.0f')} after {sent}")
    print(f"CPU to ready, s: {_listed(ready, '.2f')} (ours on a database that exists)")
    _print_ratios(ratios)
    if record and not faults:
        print(f"recorded: {write_line(ratios)}")
    return faults


@asynccontextmanager
async def _running(folder: Path, mix_url: str) -> AsyncIterator[dict[str, _Run]]:
    apart = folder / PLAIN
    apart.mkdir()
    async with AsyncExitStack() as stack:
        wanted = [
            running_echo(folder, STOCK),
            running_echo(folder, AGENTS),
            running_ours(folder, MIX, mix_url),
            running_ours(folder, PLAIN, sqlite_url(apart), irritants=False),
        ]
        for name, processes in ((POSTGRESQL, 1), (TWO, 2)):
            if url := stack.enter_context(durable_postgresql()):
                ours = running_ours(folder, name, url, irritants=False, processes=processes)
                wanted.append(ours)
        bots = [await stack.enter_async_context(each) for each in wanted]
        yield {bot.name: _Run(bot) for bot in bots}


async def _start_again(folder: Path, url: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return megabytes at rest and CPU seconds to ready, the median of some starts in turn."""
    names = (STOCK, AGENTS, MIX)
    rest: dict[str, list[float]] = {name: [] for name in names}
    ready: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(STARTS):
        for name in names:
            ours = name == MIX
            starting = running_ours(folder, name, url) if ours else running_echo(folder, name)
            async with starting as bot:
                ready[name].append(bot.cpu_to_ready)
                await asyncio.sleep(SETTLE)
                rest[name].append(bot.megabytes())
    return _medians(rest), _medians(ready)


def _medians(values: dict[str, list[float]]) -> dict[str, float]:
    return {name: median(each) for name, each in values.items()}


def _listed(values: dict[str, float], form: str) -> str:
    return ", ".join(f"{name} {value:{form}}" for name, value in values.items())


def _cpu(run: _Run, base: _Run) -> float:
    """Return the median over the rounds of the CPU a message, as a multiple of the other's."""
    return median(a.cpu / b.cpu for a, b in zip(run.samples, base.samples, strict=True))


def _print_runs(runs: dict[str, _Run]) -> None:
    print(f"\n{IN_FLIGHT} in flight{'':<8}{'messages/s':>12}{'p95 ms':>9}{'CPU ms/msg':>12}")
    for name, run in runs.items():
        rate, p95, cpu = (median(getattr(s, it) for s in run.samples) for it in _SHOWN)
        print(f"{name:<19}{rate:12.0f}{p95:9.1f}{cpu:12.2f}")


_SHOWN = ("rate", "p95", "cpu")


def _print_ratios(ratios: Ratios) -> None:
    line = last_line()
    print(f"\n{'CPU or memory':<27}{'now':>8}{'last':>8}   of {line.get('commit', 'no record')}")
    for name, against in ratios.items():
        for base, ratio in against.items():
            before = line.get(f"{name} / {base}")
            print(f"{f'{name} ÷ {base}':<27}{ratio:8.2f}{_versus(ratio, before)}")


def _versus(ratio: float, before: str | None) -> str:
    if not before:
        return f"{'–':>8}"
    change = ratio / float(before) - 1
    return f"{float(before):8.2f}  {change:+.0%}{'  DEARER' if change >= NOTABLE else ''}"
