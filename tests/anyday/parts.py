"""Which tests know a clock: those that ask the machine, or start processes that do."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# All others are given a clock that stands still (`FakeClock`, `world`): for them no day is today.
_ASKS = re.compile(
    r"\bsystem_clock\b|\bdatetime\.now\(|\btime\.time(_ns)?\(|\bdate\.today\("
    r"|\bCommands\b|\bnursery\b|\brunning_bot\b|\bTeamsPage\b|\bsubprocess\b"
)
# They kill processes for minutes, in a week that they tell with `--at`.
_LEFT = ("tests/breaking/", "tests/week/test_kill.py")


def knows_a_clock(source: str) -> bool:
    """Tell whether a test of that *source* may end otherwise on another day."""
    return _ASKS.search(source) is not None


def parts_that_know_a_clock() -> list[str]:
    """Return the test files to run again on another day."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    asking = [file for file in files if knows_a_clock(file.read_text("utf-8"))]
    parts = [file.relative_to(ROOT).as_posix() for file in asking]
    return [part for part in parts if not part.startswith(_LEFT)]
