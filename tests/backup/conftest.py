"""A database in which every table has rows, and an empty one: of either kind each."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from storage.backup.restoring import restore
from storage.backup.schema import tables_at
from storage.migrations.upgrade import revisions
from tests.backup.files import MADE_AT, open_database, quietly
from tests.databases import a_copy, an_empty_one, file_of, template_on
from tests.postgres import Postgres
from tests.storage import released


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite database in which every table has rows."""
    return file_of(tmp_path_factory, _fill)


@pytest.fixture(scope="session")
def full_database(postgresql: Postgres) -> Iterator[str]:
    """Give the name of the same on PostgreSQL."""
    with template_on(postgresql, _fill) as name:
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def full_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database in which every table has rows."""
    with a_copy(request, tmp_path / "full.db", of=("full_file", "full_database")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with nothing in it; the SQLite file is not there yet."""
    with an_empty_one(request, tmp_path / "new" / "flash.db", request.param) as url:
        yield url


@pytest.fixture
def other_url(full_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with nothing in it, of the other kind than the full one."""
    kind = "sqlite" if full_url.startswith("postgresql") else "postgresql"
    with an_empty_one(request, tmp_path / "other.db", kind) as url:
        yield url


def _fill(url: str) -> None:
    """Fill a database with what the newest released version kept, and a row where it kept none."""
    restore(url, released.backup_of(released.schemas()[-1]), lambda *_: None, quietly)
    engine = open_database(url)
    with engine.begin() as connection:
        for table in tables_at(revisions()[-1]):
            if connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0:
                connection.execute(sa.insert(table), {each.name: _value(each) for each in table.c})
    engine.dispose()


_VALUES: dict[type, Any] = {
    bool: True,
    date: MADE_AT.date(),
    datetime: MADE_AT.replace(microsecond=123_456),
    dict: {"clé": ["é", 1, None]},
    float: 1764500000.123456,
    int: 1,
    time: time(8, 30),
}


def _value(column: sa.Column[Any]) -> Any:
    if str(column) in _WANTED:
        return _WANTED[str(column)]
    if isinstance(column.type, sa.String):
        return "« œuf » 🐣 \\ \t\n"[: column.type.length]
    return _VALUES[dict if isinstance(column.type, sa.JSON) else column.type.python_type]


_WANTED: dict[str, Any] = {
    "masking.comment_id": None,
    "masking.question_id": None,
    "action.state": "done",
    "action.effect": "effective",
    "action.decision": "deploy",
    "action_cause.theme_id": None,
    "action_history.change": "created",
    "not_the_same.second_id": 2,
    "request.nature": "complaint",
    "request.channel": "desk",
}
"""What the constraints want: one of several, a code, another row."""
