"""The thread that writes: whatever happens in it, it goes on, or the whole process ends."""

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine.default import DefaultDialect

from storage.store import ENDED, Store
from storage.unit_of_work import UnitOfWork
from tests.databases import opened
from tests.storage.rows import add, failing, written

WORST = (SystemExit, KeyboardInterrupt, asyncio.CancelledError, GeneratorExit)
"""What ends threads: none of these is an ``Exception``."""

OTHERS = (MemoryError, RecursionError, StopIteration, StopAsyncIteration, TimeoutError)


class Ours(BaseException):
    """What a library may raise that nobody has thought of."""


@pytest.mark.parametrize("error", [*WORST, *OTHERS, Ours])
@pytest.mark.parametrize("company", [0, 3])
async def test_work_that_raises_anything_is_told_and_the_next_is_kept(
    store: Store, error: type[BaseException], company: int
) -> None:
    works = [store.write(failing("perdu", error())), *(store.write(add) for _ in range(company))]
    raised, *kept = await _answers(*works)

    assert isinstance(raised, Exception)  # one that a caller may catch, and that ends no task
    assert [each.number.serial for each in kept] == list(range(1, company + 1))
    assert (await store.write(add, "après")).text == "après"
    assert "perdu" not in {each.text for each in await store.write(written)}


@pytest.mark.parametrize("error", [Ours, MemoryError, RuntimeError, psycopg.OperationalError])
@pytest.mark.parametrize("step", ["connect", "do_commit", "do_rollback"])
async def test_a_driver_that_raises_costs_at_most_what_was_written_then(
    database_url: str, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    async with opened(database_url) as store:
        await store.write(add, "avant")
        if step == "connect":
            store._writing.dispose()  # as after a restart of the database
        with monkeypatch.context() as broken:
            broken.setattr(DefaultDialect, step, _raising(error))
            told = await _answers(
                store.write(add, "perdu"), store.write(failing("perdu", ValueError()))
            )

        assert all(isinstance(each, Exception) for each in told[1:])
        assert (await store.write(add, "après")).text == "après"
        kept = [each.text for each in await store.write(written)]
        assert (kept[0], kept[-1]) == ("avant", "après")
        if issubclass(error, Exception):  # others may come after the commit, on the way back
            assert ("perdu" in kept) == (
                told[0] is not None and not isinstance(told[0], Exception)
            )


async def test_who_has_gone_with_their_event_loop_stops_nobody(store: Store) -> None:
    asked, release = threading.Event(), threading.Event()

    def hold(_: UnitOfWork) -> None:
        asked.set()
        release.wait(30)

    async def ask() -> None:
        asking = asyncio.ensure_future(store.write(hold))
        await asyncio.to_thread(asked.wait, 30)
        asking.cancel()

    await asyncio.to_thread(asyncio.run, ask())  # whose loop is closed when it returns
    release.set()

    assert (await store.write(add, "après")).text == "après"


async def test_a_writer_that_cannot_go_on_ends_the_process(tmp_path: Path) -> None:
    """Else the bot would answer, and keep nothing."""
    ending = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _ENDING,
        f"sqlite:///{tmp_path}/flash.db",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await ending.communicate()

    assert ending.returncode == ENDED
    assert (out, b"writer" in err, b"un secret" in err) == (b"", True, False)


_ENDING = """
import asyncio, logging, sys
from storage.store import Store

logging.basicConfig()

class Broken:
    def get(self):
        raise MemoryError("un secret")

async def wait():
    store = Store(sys.argv[1])
    store._jobs = Broken()
    store.open()
    await asyncio.sleep(30)
    print("still here")

asyncio.run(wait())
"""


def _raising(error: type[BaseException]) -> Callable[..., Any]:
    def raises(*_: object, **__: object) -> None:
        raise error("un secret")

    return raises


async def _answers(*works: Coroutine[Any, Any, Any]) -> list[Any]:
    """Return what each is told; none may be left waiting."""
    async with asyncio.timeout(60):
        return await asyncio.gather(*works, return_exceptions=True)
