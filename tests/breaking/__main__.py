"""`make break`: the bot is killed under load, and its database goes away; a table tells the rest.

Ends with exit code 1 where something was lost, done twice, or answered later than Teams waits.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

from tests.breaking.killing import Tally, battery
from tests.breaking.outlasting import Outlasted, outlast_all
from tests.postgres import running_postgres
from tests.week.nursery import Nursery, nursery

KILLS, SECONDS = 20, 60.0
TEAMS_WAITS = 3.0
"""Seconds in which every answer has to come."""

_TALLY = [each.name.replace("_", " ") for each in fields(Tally)]
_OUTLASTED = ["longest s", "refused", "back after s", *_TALLY[1:], "/readyz said"]


def main() -> int:
    """Break it, print, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.breaking", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="without the database")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before this")
    return asyncio.run(_break(options.kills, options.seconds))


async def _break(kills: int, seconds: float) -> int:
    with tempfile.TemporaryDirectory(prefix="flash-break-") as name:
        folder = Path(name)
        async with nursery(folder) as home:
            killed = await _kill_all(home, folder, kills) if kills else {}
            outlasted = await outlast_all(home, folder, seconds) if seconds else []
    _print_killed(killed)
    _print_outlasted(outlasted)
    tallies = [*killed.values(), *(each.tally for each in outlasted)]
    wrong = any(each.lost or each.twice for each in tallies)
    late = any(each.longest > TEAMS_WAITS for each in outlasted)
    return int(wrong or late)


async def _kill_all(home: Nursery, folder: Path, kills: int) -> dict[str, Tally]:
    done = {}
    with ExitStack() as stack:
        databases = {"SQLite": f"sqlite:///{folder / 'killed.db'}"}
        server = stack.enter_context(running_postgres())
        if server is not None:
            databases["PostgreSQL"] = stack.enter_context(server.database())
        for name, database in databases.items():
            print(f"{name}, {kills} kills…", flush=True)
            async with battery(home, database, seed=kills) as bot:
                for _ in range(kills):
                    await bot.kill_under_load()
                await bot.come_to_rest()
                done[name] = bot.tally(kills)
    return done


def _print_killed(killed: dict[str, Tally]) -> None:
    if killed:
        _print_table(["killed under load", *_TALLY], [[n, *t.row()] for n, t in killed.items()])


def _print_outlasted(outlasted: Sequence[Outlasted]) -> None:
    if outlasted:
        rows = [
            [
                *(each.name, f"{each.longest:.2f}", str(each.refused), f"{each.back:.2f}"),
                *each.tally.row()[1:],
                each.reason,
            ]
            for each in outlasted
        ]
        _print_table(["without its database", *_OUTLASTED], rows)


def _print_table(head: list[str], rows: list[list[str]]) -> None:
    print("\n| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    sys.exit(main())
