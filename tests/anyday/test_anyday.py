"""What `make anyday` draws and runs again, and that its clock is another one indeed."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from deploy.node import environment
from domain.calendar import Calendar
from domain.isoweek import Week
from tests import machine
from tests.anyday import __main__ as anyday
from tests.anyday.moments import KINDS, PARIS, YEARS, Moment, draw
from tests.anyday.parts import ROOT, knows_a_clock, parts_that_know_a_clock

SEEDS = range(600)
LOOK = """
import subprocess, sys, time
began = time.monotonic()
time.sleep(0.01)
print(time.time(), time.monotonic() - began)
if sys.argv[1:]:
    subprocess.run((sys.executable, "-c", sys.orig_argv[2]), check=True)
"""
THEN = datetime(2026, 12, 31, 23, 40, tzinfo=PARIS)


def drawn(kind: str) -> list[datetime]:
    return [moment.at for moment in map(draw, SEEDS) if moment.kind == kind]


def test_a_seed_draws_the_same_moment_each_time() -> None:
    assert [draw(seed) for seed in SEEDS] == [draw(seed) for seed in SEEDS]
    assert {draw(seed).kind for seed in SEEDS} == set(KINDS)


def test_each_kind_is_what_it_says() -> None:
    assert all(Calendar().why_off(at.date()) for at in drawn("a holiday"))
    assert {(at.month, at.day) for at in drawn("31 December")} == {(12, 31)}
    assert {Week.of(at.date()) for at in drawn("week 53")} == {Week(2026, 53)}
    assert {at.day for at in drawn("a first of a month")} == {1}
    assert {at.date() for at in drawn("29 February")} == {date(2028, 2, 29)}
    assert {at.time() for at in drawn("23:55")} == {time(23, 55)}
    assert all(8 <= at.hour < 18 and at.weekday() < 5 for at in drawn("an ordinary hour"))


@pytest.mark.parametrize(
    ("kind", "shift"), [("the clocks are put forward", 1), ("the clocks are put back", -1)]
)
def test_the_clocks_change_within_half_an_hour(kind: str, shift: int) -> None:
    half = timedelta(minutes=30)
    for at in drawn(kind):
        moments = (datetime.fromtimestamp(at.timestamp(), UTC) + step for step in (-half, half))
        before, after = (each.astimezone(PARIS).replace(tzinfo=None) for each in moments)
        assert after - before == 2 * half + timedelta(hours=shift)
    assert {at.year for at in drawn(kind)} == {*YEARS}


def test_a_moment_says_what_it_is() -> None:
    told = str(Moment("31 December", THEN))

    assert told == "Thursday 31 December 2026, 23:40 CET (31 December)"


def test_all_that_ask_the_machine_are_run_again() -> None:
    parts = parts_that_know_a_clock()

    assert {
        "tests/acceptance/test_week.py",  # starts a server, and plays its week
        "tests/backup/test_beside_a_bot.py",  # forks servers
        "tests/demo/test_demo.py",  # tells two years that end now
        "tests/doctor/test_outside.py",  # compares our clock with another
        "tests/teams/test_auth.py",  # tokens end
        "tests/test_cli.py",  # runs commands
    } <= set(parts)
    assert "tests/domain/test_rhythm.py" not in parts, "it is given its moments"
    assert "tests/week/test_kill.py" not in parts, "it takes minutes, and tells its moment"
    assert all((ROOT / part).is_file() for part in parts)


@pytest.mark.parametrize(
    ("source", "knows"),
    [
        ("now = system_clock()", True),
        ("year = datetime.now(UTC).year", True),
        ("now = int(time.time())", True),
        ("def test_it(commands: Commands):", True),
        ("clock = FakeClock(); began = time.monotonic()", False),
    ],
)
def test_who_asks_the_machine_is_known_by_the_source(source: str, knows: bool) -> None:
    assert knows_a_clock(source) is knows


@pytest.fixture
def library() -> Path:
    found = anyday.find_library()
    if found is None:
        machine.leave_out("libfaketime not found; apt-get install libfaketime")
    return found


def test_every_process_has_the_other_clock_and_can_sleep(library: Path) -> None:
    said = subprocess.run(
        (sys.executable, "-uc", LOOK, "and a child"),
        env=environment(**anyday.moved(library, THEN)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    assert len(said) == 2
    for line in said:
        now, slept = map(float, line.split())
        assert 0 <= now - THEN.timestamp() + 1 < 60
        assert 0.01 <= slept < 10


def test_where_there_is_no_libfaketime_it_is_said_and_ci_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(anyday, "find_library", lambda: None)
    for required in (False, True):
        monkeypatch.setattr(anyday, "REQUIRED", required)
        assert anyday.main([]) == int(required)
        assert "apt-get install libfaketime" in capsys.readouterr().err
