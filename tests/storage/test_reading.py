"""Reading writes nothing, and waits for nobody who writes, migrates or takes a backup."""

import asyncio
import threading
from typing import Any

import pytest
import sqlalchemy as sa

from storage.database import WritingInReadError, open_engine
from storage.database import database_url as as_url
from storage.migrations.upgrade import LOCK
from storage.outbox.dispatch import Dispatch
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.databases import opened
from tests.machine import LONG_ENOUGH
from tests.storage.rows import NOW, add, organisation, written


async def test_what_only_reads_cannot_write(store: Store) -> None:
    await store.write(add)

    with pytest.raises(WritingInReadError):
        await store.read(add, "en trop")

    assert len(await store.write(written)) == 1


async def test_a_look_waits_for_no_writer(store: Store) -> None:
    await store.write(add)
    begun, done = threading.Event(), threading.Event()

    def write_long(_: UnitOfWork) -> None:
        begun.set()
        done.wait()

    writing = asyncio.create_task(store.write(write_long))
    await asyncio.to_thread(begun.wait)
    async with asyncio.timeout(LONG_ENOUGH):
        assert len(await store.look(written)) == 1
    assert not writing.done()
    done.set()
    await writing


async def test_a_look_that_has_something_to_write_writes_it(store: Store) -> None:
    assert await store.look(organisation) == 1
    assert await store.read(organisation) == 1


async def test_who_starts_beside_a_backup_does_not_wait_for_it(database_url: str) -> None:
    engine = open_engine(as_url(database_url), writes=False, connections=1)
    with engine.connect() as taking:
        if engine.dialect.name == "postgresql":  # what a backup holds as long as it is taken
            taking.execute(sa.text("SELECT pg_advisory_lock_shared(:key)"), {"key": LOCK})
        taking.execute(sa.text("SELECT count(*) FROM contribution"))
        async with asyncio.timeout(LONG_ENOUGH), opened(database_url) as starting:
            await starting.write(add)
    engine.dispose()


@pytest.mark.parametrize(
    "step",
    [
        lambda dispatch: dispatch.give_up_interrupted(NOW),
        lambda dispatch: dispatch.give_up_expired(NOW),
        lambda dispatch: dispatch.due_organisations(NOW),
        lambda dispatch: dispatch.claim_due("me", NOW, 5, 1),
    ],
)
def test_the_outbox_is_looked_through_by_what_is_owed(database_url: str, step: Any) -> None:
    engine = open_engine(as_url(database_url), writes=True, connections=1)
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if "outbox" in statement:
            heard.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", hear)
    with engine.begin() as connection:
        step(UnitOfWork(connection).of(Dispatch))
        asked = list(heard)
        explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plans = [
            str(connection.exec_driver_sql(f"{explain} {statement}", parameters).all())
            for statement, parameters in asked
        ]
    engine.dispose()

    assert plans
    assert all("ix_outbox_due" in each for each in plans)
