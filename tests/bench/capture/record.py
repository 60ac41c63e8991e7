"""`docs/bench.csv`: what a message cost at each release, as multiples of Microsoft's echo bots."""

import csv
import subprocess
import time

from deploy.node import ROOT

FILE = ROOT / "docs" / "bench.csv"
NOTABLE = 0.10
"""A rise of so much is pointed out."""

Ratios = dict[str, dict[str, float]]
"""What was measured → what it was measured against → how many times as much."""


def last_line() -> dict[str, str]:
    """Return the newest line by its column names, empty where none is recorded."""
    return (_lines() or [{}])[-1]


def write_line(ratios: Ratios) -> str:
    """Add a line about the commit that is checked out, and return its name.

    A column that is new stands empty in the lines before; what was not measured stands empty here.
    """
    git = ("git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=7")
    commit = subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()
    line = {"commit": commit, "date": time.strftime("%Y-%m-%d", time.gmtime())}
    for name, against in ratios.items():
        line |= {f"{name} / {base}": f"{ratio:.3f}" for base, ratio in against.items()}
    before = _lines()
    columns = list(dict.fromkeys([column for each in [*before, line] for column in each]))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*before, line])
    return commit


def _lines() -> list[dict[str, str]]:
    if not FILE.is_file():
        return []
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
