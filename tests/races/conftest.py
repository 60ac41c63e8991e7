"""Two bots, on a PostgreSQL that the tests of a module share."""

from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from tests.databases import opened
from tests.postgres import Postgres
from tests.races.crossing import Two


@pytest.fixture(scope="module")
def shared_url(postgresql: Postgres, migrated_database: str) -> Iterator[str]:
    """Give the address of a database with the schema, on PostgreSQL: SQLite has one writer."""
    with postgresql.database(migrated_database) as url:
        yield url


@pytest.fixture
async def two(shared_url: str) -> AsyncIterator[Two]:
    """Give two bots on it."""
    address = make_url(shared_url).set(drivername="postgresql")
    plain = address.render_as_string(hide_password=False)
    async with opened(shared_url) as first, opened(shared_url) as second:
        with psycopg.connect(plain, autocommit=True) as looking:
            yield Two(first, second, looking)
