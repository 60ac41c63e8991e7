"""`make anyday`: the tests that know a clock, once more as if on a day and hour that are drawn.

libfaketime moves the clock of pytest and of every process that it starts; the browser alone keeps
the real one, for under libfaketime no page opens.
"""

import argparse
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from deploy.node import environment
from tests.anyday.moments import PARIS, Moment, draw
from tests.anyday.parts import ROOT, parts_that_know_a_clock
from tests.machine import REQUIRED

LIBRARIES = ("lib/*/faketime/libfaketime.so.1", "lib*/faketime/libfaketime.so.1")
PLACES = (Path("/usr"), Path("/usr/local"))
_MISSING = "libfaketime not found; apt-get install libfaketime"
_SAME = 60.0
"""Seconds that may pass between two looks at the clock: the machine may be busy."""


def main(words: Sequence[str]) -> int:
    """Run them, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.anyday", description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10_000))
    parser.add_argument("--at", type=_moment, help="instead of a draw: 2026-12-31T23:40, in Paris")
    parser.add_argument("--workers", default="auto")
    parser.add_argument("parts", nargs="*", help="instead of all that know a clock")
    options = parser.parse_args(words)
    again = f"at={options.at.at:%Y-%m-%dT%H:%M}" if options.at else f"seed={options.seed}"
    moment = options.at or draw(options.seed)
    library = find_library()
    if library is None:
        print(f"anyday: {_MISSING}. Nothing is run on another day.", file=sys.stderr)
        return int(REQUIRED)
    print(f"As if on {moment}; the same again: make anyday {again}", flush=True)
    as_if = environment(**moved(library, moment.at))
    if not _is_then(as_if, moment.at):
        print(f"anyday: {library} does not move the clock of Python.", file=sys.stderr)
        return 1
    pytest = (sys.executable, "-m", "pytest", "-n", options.workers)
    parts = options.parts or parts_that_know_a_clock()
    return subprocess.run((*pytest, *parts), env=as_if, cwd=ROOT, check=False).returncode


def find_library(places: Iterable[Path] = PLACES) -> Path | None:
    """Return the libfaketime of this machine; None where there is none."""
    found = (
        file for place in places for pattern in LIBRARIES for file in sorted(place.glob(pattern))
    )
    return next(found, None)


def moved(library: Path, then: datetime) -> dict[str, str]:
    """Return the settings of processes for which it is *then*, now, and time goes on.

    It is told as a distance: a process that starts later would begin at a fixed moment again.
    """
    ours = environment().get("PYTHONPATH")
    already = int(environment().get("FAKETIME", "0"))  # the test of this runs on such a day, too
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"{round(then.timestamp() - time.time()) + already:+d}",
        # What waits asks the monotonic clock, and then the kernel: both have to mean the same.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # Read the environment once: a test that changes it meanwhile may end the process.
        "FAKETIME_CACHE_DURATION": "86400",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(Path(__file__).parent), ours))),
    }


def _is_then(as_if: dict[str, str], then: datetime) -> bool:
    """Tell whether a Python of those settings takes this moment for *then*, and can sleep."""
    look = "import time; time.sleep(0.001); print(time.time())"
    said = subprocess.run(
        (sys.executable, "-c", look), env=as_if, capture_output=True, text=True, check=False
    )
    return not said.returncode and abs(float(said.stdout) - then.timestamp()) < _SAME


def _moment(text: str) -> Moment:
    return Moment("as told", datetime.fromisoformat(text).replace(tzinfo=PARIS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
