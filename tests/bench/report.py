"""What is printed: the table, the ratio to the stock bot, and whether the targets hold."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.bots import Bot
from tests.bench.load import Sample

TARGET_LEVEL = 8
TARGET_RATIO = 5.0
TARGET_READY = 3.0
TARGET_MEGABYTES = 150.0

_HEAD = f"""
{"":<11}{"in":>7}{"messages/s":>12}{"min - max":>14}{"p50":>9}{"p95":>9}{"CPU":>9}{"x stock":>9}
{"":<11}{"flight":>7}{"(median)":>12}{"":>14}{"ms":>9}{"ms":>9}{"ms/msg":>9}"""


@dataclass(frozen=True)
class Measured:
    """A bot and its repetitions at each level."""

    bot: Bot
    runs: dict[int, list[Sample]]


def print_report(measured: Sequence[Measured]) -> None:
    """Print the table, then each of our bots against its targets."""
    stock = next((each for each in measured if not each.bot.database), None)
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, generator included")
    print(_HEAD)
    for each in measured:
        for level, samples in each.runs.items():
            print(f"{each.bot.name:<11}{level:>7}{_figures(samples)}{_versus(each, stock, level)}")
    print()
    for each in measured:
        if each.bot.database:
            _print_targets(each, stock)
        else:
            print(f"        stock: {each.bot.peak_megabytes():.0f} MB, no store")


def _figures(samples: Sequence[Sample]) -> str:
    rates = [sample.rate for sample in samples]
    span = f"{min(rates):.0f} - {max(rates):.0f}"
    times = (median(getattr(s, name) for s in samples) for name in ("p50", "p95", "cpu"))
    return f"{median(rates):12.0f}{span:>14}" + "".join(f"{time:9.2f}" for time in times)


def _versus(ours: Measured, stock: Measured | None, level: int) -> str:
    return f"{_ratio(ours, stock, level):9.1f}" if stock else ""


def _ratio(ours: Measured, stock: Measured, level: int) -> float:
    rates = [median(s.rate for s in each.runs[level]) for each in (ours, stock)]
    return rates[0] / rates[1]


def _cpu(measured: Measured) -> float:
    return median(sample.cpu for sample in measured.runs[TARGET_LEVEL])


def _print_targets(ours: Measured, stock: Measured | None) -> None:
    if stock:
        ratio = _ratio(ours, stock, TARGET_LEVEL)
        cpu = _cpu(stock) / _cpu(ours)
        said = (
            f"{ratio:.1f} x the stock echo at {TARGET_LEVEL} in flight, "
            f"with {cpu:.1f} x less CPU a message"
        )
        print_target(
            ours.bot.name, said, f"at least {TARGET_RATIO:g}", holds=ratio >= TARGET_RATIO
        )
    ready, peak = ours.bot.ready_after, ours.bot.peak_megabytes()
    said = f"ready {ready:.2f} s after its start, on a new database"
    print_target(ours.bot.name, said, f"at most {TARGET_READY:g}", holds=ready <= TARGET_READY)
    said = f"{peak:.0f} MB of memory at its most"
    print_target(
        ours.bot.name, said, f"at most {TARGET_MEGABYTES:g}", holds=peak <= TARGET_MEGABYTES
    )


def print_target(name: str, said: str, target: str, *, holds: bool) -> None:
    """Print a figure, and whether it keeps its target."""
    print(f"{'HOLDS ' if holds else 'MISSED'}  {name}: {said} (target: {target})", flush=True)
