"""`make fuzz`: tell the bot ten thousand things that nobody says, on each database."""

import argparse
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.attack.fuzzing import fuzzed

CASES = 10_000


def main() -> None:
    """Fuzz, and print a line of figures for each database; what fails is shown made small."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help="on both databases together")
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # each refusal would be a line
    databases = ["sqlite", *(["postgresql"] if postgres.find_binaries() else [])]
    for kind in databases:
        with _database(kind) as url, fuzzed(url) as bot:
            print(f"{kind}: {bot.fuzz(options.cases // len(databases))}", flush=True)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="flash-fuzz-") as folder:
            yield f"sqlite+aiosqlite:///{Path(folder) / 'flash.db'}"
        return
    with postgres.running_postgres() as server:
        assert server is not None, "its programs were found"
        with server.database() as url:
            yield url


if __name__ == "__main__":
    main()
