"""Databases of either kind for a test: copied from one that was filled once, and opened."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

from storage.database import database_url, open_engine
from storage.migrations.upgrade import upgrade
from storage.store import Store
from tests import machine
from tests.postgres import Postgres


class _Compiled(dict[Any, Any]):
    """Statements by what they are and the kind of database, where SQLAlchemy has each engine keep
    its own: every test opens some, and compiling would take longer than all that they do."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(self._of_a_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(self._of_a_kind(key), compiled)

    @staticmethod
    def _of_a_kind(key: Any) -> Any:
        dialect, *statement = key
        return type(dialect), *statement


@contextmanager
def compiled_once() -> Iterator[None]:
    """Compile no statement twice in this process, whatever databases are opened."""
    compiled = _Compiled()

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)


def required(server: Postgres | None) -> Postgres:
    """Return the server; leave the test out on a machine that has none."""
    if server is None:
        machine.leave_out("PostgreSQL not found; apt-get install postgresql")
    return server


def migrate(url: str) -> None:
    """Give an empty database the schema."""
    engine = open_engine(database_url(url), writes=True, connections=1)
    upgrade(engine)
    engine.dispose()


def file_of(factory: pytest.TempPathFactory, fill: Callable[[str], None]) -> Path:
    """Return a filled SQLite database, to be copied."""
    file = factory.mktemp("filled") / "flash.db"
    fill(f"sqlite:///{file}")
    return file


@contextmanager
def template_on(server: Postgres, fill: Callable[[str], None]) -> Iterator[str]:
    """Give the name of a filled database: copying it is faster than filling another."""
    with server.database() as url:
        fill(url)
        yield str(make_url(url).database)


@contextmanager
def a_copy(
    request: pytest.FixtureRequest, file: Path, *, of: tuple[str, str], scheme: str = "sqlite"
) -> Iterator[str]:
    """Give the address of a copy, of the kind that the fixture's parameter says.

    *of* names the fixtures with the SQLite file and with the name of the PostgreSQL database.
    """
    of_file, of_database = of
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue(of_file), file)
        yield f"{scheme}:///{file}"
        return
    server: Postgres = request.getfixturevalue("postgresql")
    with server.database(request.getfixturevalue(of_database)) as url:
        yield url


@contextmanager
def an_empty_one(
    request: pytest.FixtureRequest, file: Path, kind: str, *, scheme: str = "sqlite"
) -> Iterator[str]:
    """Give the address of a database of that kind without a schema; the file is not there yet."""
    if kind == "sqlite":
        yield f"{scheme}:///{file}"
        return
    server: Postgres = request.getfixturevalue("postgresql")
    with server.database() as url:
        yield url


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """Give an open store on a database."""
    store = Store(url)
    store.open()
    yield store
    await store.close()
