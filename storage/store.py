"""The store: every piece of work is one transaction, committed when its answer comes back.

Writes of this process go through one thread, which commits those that wait together: one flush to
disk serves several turns. A group in which one piece of work fails is undone and done again piece
by piece, so work given to the store must have no effect outside its unit of work.

Whatever work or the driver raises, the thread tells whoever asked and goes on. Where it cannot
even do that, the process ends: a bot that answers and keeps nothing would be worse.
"""

import asyncio
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    StatementError,
)
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeoutError

from storage.database import (
    DatabaseRefusedError,
    DatabaseUnavailableError,
    WritingInReadError,
    database_url,
    may_only_read,
    open_copy,
    open_engine,
    patience,
    reason_of,
    refused,
    unavailable,
)
from storage.journal import begin, seal, watch
from storage.migrations.upgrade import current, upgrade
from storage.unit_of_work import UnitOfWork

GROUP = 32
"""At most so many pieces of work share a commit."""

GATHER = 0.0006
"""Seconds in which a lone piece of work waits for company: under load it saves a flush to disk and
some 15 % of the time of a turn (``make bench``), and nobody notices it."""

READERS = 4
"""Threads, and so connections, for reading."""

LOOK_AFTER = 1.0
"""Seconds after which a commit looks again whether the schema is still that of this version."""

ENDED = os.EX_SOFTWARE
"""The status of a process whose writer cannot go on: what started it starts it again."""

_LATE = "elle ne répond pas à temps"
_OTHERS = "une autre version du bot l’a changée\u00a0; arrêtez celle-ci"

_LOGGER = logging.getLogger(__name__)

_DEADLOCK = "40P01"
"""Two processes waited for each other, and PostgreSQL has chosen this one to begin again."""

P = ParamSpec("P")
R = TypeVar("R")


class WorkBrokenError(Exception):
    """Work, or the driver below it, ended as threads and tasks end; nothing is kept.

    The message names what was raised: told as it is, it would end the task of whoever asked.
    """


@dataclass(slots=True)
class _Job:
    work: Callable[[UnitOfWork], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    _fate: threading.Lock = field(default_factory=threading.Lock)
    """Held for good by the first of two: the writer, who begins it, or who gives it up."""

    def begin(self) -> bool:
        """Tell whether it is still wanted; from now on it cannot be given up."""
        return self._fate.acquire(blocking=False)

    def give_up(self, why: str) -> None:
        """Give it up, and say why, unless it was begun."""
        if self._fate.acquire(blocking=False):
            self.fail(DatabaseUnavailableError(why))

    def answer(self, result: Any) -> None:
        """Tell whoever asked; in their event loop's own thread."""
        if not self.future.done():  # whoever asked may have gone away meanwhile
            self.future.set_result(result)

    def fail(self, error: Exception) -> None:
        """Tell whoever asked that nothing was kept; in their event loop's own thread."""
        if not self.future.done():
            self.future.set_exception(error)


def _tell(jobs: list[_Job], results: list[Any]) -> None:
    """Wake each event loop once for all the answers that it waits for."""
    for loop in {job.loop for job in jobs}:
        told = [pair for pair in zip(jobs, results, strict=True) if pair[0].loop is loop]
        _wake(loop, _answer_all, told)


def _tell_failure(job: _Job, error: Exception) -> None:
    _wake(job.loop, job.fail, error)


def _wake(loop: asyncio.AbstractEventLoop, callback: Callable[..., None], *args: Any) -> None:
    """Have an event loop call *callback*; one that is closed has nobody left to tell."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(callback, *args)


def _answer_all(told: list[tuple[_Job, Any]]) -> None:
    for job, result in told:
        job.answer(result)


class Store:
    """A database with the schema of this version; open it once and hand it down."""

    def __init__(self, url: str) -> None:
        self._url = database_url(url)
        self._writing = open_engine(self._url, writes=True, connections=1)
        watch(self._writing)
        self._reading = open_engine(self._url, writes=False, connections=READERS)
        self._schema = ""
        self._look_at = 0.0
        self._trouble = _LATE
        """Why the last commit failed, for those who do not wait for the next."""
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write_all, name="store-writer", daemon=True)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")
        self.failures = 0
        """How often somebody was told that the database is not available."""

    def open(self) -> None:
        """Bring the schema up to date and begin to work; blocks while another process migrates.

        Raises:
            DatabaseUnavailableError: the database cannot be used; the message says why.
        """
        try:
            self._schema = upgrade(self._writing)
            with self._writing.begin() as connection:
                begin(connection)
        except DBAPIError as error:
            raise unavailable(error, self._url) from None
        self._writer.start()

    async def close(self) -> None:
        """Finish what was given, then let the database go."""
        if self._writer.is_alive():
            self._jobs.put(None)
            await asyncio.to_thread(self._writer.join)
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()

    async def write(
        self, work: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return what *work* returns, once its transaction is on disk.

        It is begun within its ``patience`` or never; what is begun takes its time.

        Raises:
            DatabaseUnavailableError: the database does not answer; nothing is kept.
            DatabaseRefusedError: a constraint was broken; nothing is kept.
            Exception: whatever *work* raised; nothing is kept.
        """
        loop = asyncio.get_running_loop()
        job = _Job(lambda unit: work(unit, *args, **kwargs), loop, loop.create_future())
        self._jobs.put(job)
        impatience = loop.call_later(patience(), lambda: job.give_up(self._trouble))
        try:
            with self._counted():
                result: R = await job.future
        finally:
            impatience.cancel()
            job.give_up(_LATE)  # who was told to stop waiting wants it no more
        return result

    async def look(
        self, work: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return what *work* returns, for work that mostly reads: it then waits for no writer.

        Where it writes after all (who asks is new), nothing is kept, and ``write`` does it again.
        """
        try:
            return await self.read(work, *args, **kwargs)
        except WritingInReadError:
            return await self.write(work, *args, **kwargs)

    async def read(
        self, work: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return what *work* returns, read in one transaction beside the writing thread.

        Raises:
            DatabaseUnavailableError: the database does not answer.
            WritingInReadError: *work* has something to write; nothing is kept.
        """
        loop = asyncio.get_running_loop()
        with self._counted():
            return await loop.run_in_executor(
                self._readers,
                lambda: self._alone(self._reading, lambda unit: work(unit, *args, **kwargs)),
            )

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count here, where the event loop tells it, rather than in the threads where it fails."""
        try:
            yield
        except DatabaseUnavailableError:
            self.failures += 1
            raise

    def _write_all(self) -> None:
        """Write until told to stop; the process does not outlive it by any other way."""
        try:
            while (first := self._jobs.get()) is not None:
                if self._jobs.empty():
                    time.sleep(GATHER)
                self._commit(first)
        except BaseException as error:  # noqa: BLE001 -- nobody is above to hear of it
            try:
                _LOGGER.critical("the writer cannot go on (%s): all ends", type(error).__name__)
            finally:
                os._exit(ENDED)

    def _commit(self, first: _Job) -> None:
        """Commit what waits, *first* of all, and tell who asked."""
        jobs: list[_Job] = []
        try:
            with _transaction(self._writing) as connection:
                # Chosen late: some may have been given up while another process held the lock.
                jobs = self._begin(first)
                self._look(connection)
                units = [UnitOfWork(connection) for _ in jobs]
                results = [job.work(unit) for job, unit in zip(jobs, units, strict=True)]
                seal(connection, [unit.journal for unit in units])
        except BaseException as error:  # noqa: BLE001 -- told to whoever asked, below
            if not jobs and isinstance(error, DBAPIError) and error.connection_invalidated:
                jobs = self._begin(first)  # it had died since its last use: another may do
            if jobs and not isinstance(error, DatabaseUnavailableError):
                self._commit_each(jobs)
            else:  # no piece of work is at fault, so waiting for each of them helps nobody
                self._trouble = str(_told(error))
                for job in jobs or self._begin(first):
                    _tell_failure(job, _told(error))
        else:
            self._trouble = _LATE
            _tell(jobs, results)

    def _begin(self, first: _Job) -> list[_Job]:
        """Return what waits and is still wanted; nobody may give it up from now on."""
        jobs = [first] if first.begin() else []
        while len(jobs) < GROUP and not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                self._jobs.put(None)  # close after these
                break
            if job.begin():
                jobs.append(job)
        return jobs

    def _commit_each(self, jobs: list[_Job]) -> None:
        """Commit piece by piece; as soon as the database is away the others wait no more."""
        for done, job in enumerate(jobs, 1):
            try:
                result = self._alone(self._writing, job.work)
            except DatabaseUnavailableError as error:
                for each in jobs[done - 1 :]:
                    _tell_failure(each, error)
                return
            except BaseException as error:  # noqa: BLE001 -- told to whoever asked
                _tell_failure(job, _told(error))
            else:
                _tell([job], [result])

    def _alone(self, engine: Engine, work: Callable[[UnitOfWork], R]) -> R:
        """Return what *work* returns; what another version's schema refuses is not its fault."""
        try:
            return _alone(engine, work, _told if engine is self._writing else _told_of_reading)
        except DatabaseRefusedError:
            with engine.begin() as connection:
                self._check(connection)
            raise

    def _look(self, connection: Connection) -> None:
        """Look now and then whether another version has come: ours writes no more then."""
        if time.monotonic() >= self._look_at:
            self._check(connection)
            self._look_at = time.monotonic() + LOOK_AFTER

    def _check(self, connection: Connection) -> None:
        if current(connection) != self._schema:
            raise DatabaseUnavailableError(_OTHERS)


def look_into(file: Path, work: Callable[[UnitOfWork], R]) -> R:
    """Return what *work* reads in a SQLite file, which stays as it is.

    Raises:
        DatabaseUnavailableError: it is no database of this version.
    """
    engine = open_copy(file)
    try:
        with engine.connect() as connection:
            return work(UnitOfWork(connection))
    except DBAPIError as error:
        raise DatabaseUnavailableError(type(error.orig).__name__) from None
    finally:
        engine.dispose()


def _alone(
    engine: Engine, work: Callable[[UnitOfWork], R], tell: Callable[[BaseException], Exception]
) -> R:
    try:
        return _twice(engine, work)
    except BaseException as error:
        if (told := tell(error)) is error:
            raise
        # Not chained: SQLAlchemy's errors carry the statement's parameters, which are content.
        raise told from None


def _told_of_reading(error: BaseException) -> Exception:
    return WritingInReadError() if may_only_read(error) else _told(error)


def _told(error: BaseException) -> Exception:
    """Return what *error* means for whoever asked."""
    # A future takes no StopIteration, and whoever asked would wait for ever.
    if not isinstance(error, Exception) or isinstance(error, StopIteration):
        return WorkBrokenError(type(error).__name__)
    if isinstance(error, SQLAlchemyTimeoutError):
        return DatabaseUnavailableError("toutes les connexions sont prises")
    if isinstance(error, OperationalError | InterfaceError | InternalError):
        return DatabaseUnavailableError(reason_of(error))
    return refused(error) if isinstance(error, StatementError) else error


def _twice(engine: Engine, work: Callable[[UnitOfWork], R]) -> R:
    """Return what *work* returns, tried again where a second look at the database may help.

    That is when another process wrote the same row first, when each waited for the other, and when
    the connection had died since its last use.
    """
    try:
        return _once(engine, work)
    except DBAPIError as error:
        lost = isinstance(error, IntegrityError) or error.connection_invalidated
        if not lost and getattr(error.orig, "sqlstate", None) != _DEADLOCK:
            raise
    return _once(engine, work)


def _once(engine: Engine, work: Callable[[UnitOfWork], R]) -> R:
    with _transaction(engine) as connection:
        unit = UnitOfWork(connection)
        result = work(unit)
        seal(connection, [unit.journal])
        return result


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.begin() as connection:
            yield connection
    except Exception:
        raise
    except BaseException:
        engine.dispose()  # where a driver raises such a thing SQLAlchemy loses the connection
        raise
