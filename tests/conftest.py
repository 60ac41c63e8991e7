"""What every test may ask for: a fresh database of either kind, and nothing left out in CI."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import machine, postgres


def pytest_report_header() -> list[str]:
    return [postgres.describe(), machine.describe_browser()]


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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Postgres]:
    with postgres.running_postgres() as server:
        if server is None:
            machine.leave_out("PostgreSQL not found; apt-get install postgresql")
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'flash.db'}"
    else:
        with request.getfixturevalue("postgresql").database() as url:
            yield url
