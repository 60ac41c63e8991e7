"""What every test may ask for: a fresh database of either kind, and nothing left out in CI."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.rhythm import Job
from storage.store import Store
from tests import machine, pooler, postgres
from tests.commands import Commands, nursed_commands
from tests.databases import (
    a_copy,
    an_empty_one,
    compiled_once,
    file_of,
    migrate,
    opened,
    required,
    template_on,
)
from tests.sharing import Sharing
from tests.world import World, world


def pytest_report_header() -> list[str]:
    return [
        postgres.describe(),
        pooler.describe(),
        machine.describe_browser(),
        machine.describe_proxy(),
    ]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a job in a test's id as the command line does."""
    return val.name if isinstance(val, Job) else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many processes again as processors: tests often wait for timers and processes.

    Each has a PostgreSQL of its own.
    """
    return max(2, (os.cpu_count() or 1) * 3 // 2)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Share the tests by our own rules."""
    return Sharing(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    report = yield
    return _refuse_skip(report)


def _refuse_skip(report):
    """Turn a skip into a failure where nothing may be left out; an expected failure is no skip."""
    if machine.REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"FLASH_TEST_REQUIRE forbids skipping: {report.longrepr[-1]}"
    return report


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no turn given up because the machine is busy; who tests patience takes some of it."""
    monkeypatch.setattr("storage.database.PATIENCE", 60.0)
    monkeypatch.setattr("storage.database.BEHIND", 60.0)
    monkeypatch.setattr("bot.teams.door.endpoint.TURN_WITHIN", 60.0)
    monkeypatch.setattr("bot.themes.comparing.WITHIN", 60.0)
    monkeypatch.setattr("bot.erasures.SAID_WITHIN", 60.0)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Postgres]:
    with postgres.running_postgres() as server:
        yield required(server)


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """Give ``python -m bot …``, which starts at once."""
    with nursed_commands(tmp_path_factory.mktemp("commands")) as running:
        yield running


_ASYNC = "sqlite+aiosqlite"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite database that is migrated and empty: copying it is faster than migrating."""
    return file_of(tmp_path_factory, migrate)


@pytest.fixture(scope="session")
def migrated_database(postgresql: postgres.Postgres) -> Iterator[str]:
    """Give the name of the same on PostgreSQL."""
    with template_on(postgresql, migrate) as name:
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with the schema and without a row."""
    of = ("migrated_file", "migrated_database")
    with a_copy(request, tmp_path / "flash.db", of=of, scheme=_ASYNC) as url:
        yield url


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """Return the address of the same on SQLite, for what no database has a part in."""
    file = shutil.copyfile(migrated_file, tmp_path / "flash.db")
    return f"{_ASYNC}:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database without a schema."""
    with an_empty_one(request, tmp_path / "flash.db", request.param, scheme=_ASYNC) as url:
        yield url


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    """Give the bot in its Mission Locale, whose team has yet to be given the app."""
    async with world(database_url) as running:
        yield running


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """Give an open store with nothing in it."""
    async with opened(database_url) as made:
        yield made
