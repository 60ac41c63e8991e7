"""PostgreSQL as it is hosted: behind a pooler, and with encodings of long ago."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url

from bot.config import Settings
from bot.doctor.place import examine_database
from domain.checkup import Symptom, Verdict
from storage.backup.restoring import restore
from storage.database import DatabaseUnavailableError, database_url, open_engine
from storage.store import Store
from tests import machine
from tests.backup.files import quietly, taken
from tests.databases import opened
from tests.pooler import find_pooler, pooled
from tests.postgres import Postgres
from tests.storage.rows import add, nadia, written


@pytest.fixture
def behind(postgresql: Postgres) -> Iterator[str]:
    """Give the address of a new database by a pooler in transaction mode."""
    program = find_pooler()
    if program is None:
        machine.leave_out("PgBouncer not found; apt-get install pgbouncer")
    with postgresql.database() as url, pooled(program, url) as address:
        yield address


async def test_behind_a_pooler_all_is_kept_backed_up_and_restored(
    behind: str, tmp_path: Path
) -> None:
    texts = [f"le badge {number}" for number in range(40)]
    async with opened(behind) as one, opened(behind) as other:
        await one.write(nadia)  # whoever reads first must not have to make her
        await asyncio.gather(
            *(
                store.write(add, text)
                for store, text in zip([one, other] * 20, texts, strict=True)
            ),
            *(store.read(written) for store in [one, other] * 10),
        )
        backup = taken(behind)
        async with opened(behind) as third:  # a lock that the backup had left would be met here
            kept = await third.read(written)

    assert sorted(each.text for each in kept) == sorted(texts)
    elsewhere = f"sqlite:///{tmp_path}/flash.db"
    restored, _ = restore(elsewhere, backup, lambda *_: None, quietly)
    assert restored.rows > len(texts)


def test_what_a_transaction_may_take_is_said_in_each_and_stays_in_it(behind: str) -> None:
    engine = open_engine(database_url(behind), writes=True, connections=1)
    asked = "SELECT current_setting('lock_timeout'), current_setting('TimeZone')"
    with engine.begin() as connection:
        assert tuple(connection.execute(sa.text(asked)).one()) == ("2s", "UTC")
    engine.dispose()

    plain = make_url(behind).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as others:
        assert others.execute("SHOW lock_timeout").fetchall() == [("0",)]


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
async def test_a_database_that_cannot_hold_what_people_write_is_refused(
    postgresql: Postgres, encoding: str
) -> None:
    name = f"flash_{encoding.lower()}"
    made = f"ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0"
    postgresql.execute(f'CREATE DATABASE "{name}" {made}')
    url = postgresql.admin.set(database=name).render_as_string(hide_password=False)
    store = Store(url)
    try:
        with pytest.raises(DatabaseUnavailableError, match=f"{encoding}.*createdb") as refused:
            store.open()
        await store.close()
        found, seen = examine_database(Settings(_env_file=None, database_url=url))
    finally:
        postgresql.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    assert "\u00a0: " in str(refused.value)
    assert (found.verdict, found.symptom) == (Verdict.DOWN, Symptom.DATABASE_ENCODING)
    assert seen is None


async def test_a_client_encoding_of_the_account_changes_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    async with opened(database_url) as store:
        assert (await store.write(add, "l’accueil à 10 € 🙂")).text == "l’accueil à 10 € 🙂"
