"""PgBouncer as hosters run it: each transaction may be given another session of PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.machine import LONG_ENOUGH
from tests.postgres import PostgresError

_CONFIGURATION = """
[databases]
* = host={server} user=postgres

[pgbouncer]
listen_port = 6432
listen_addr =
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = 3
server_reset_query_always = 0
logfile = {folder}/log
"""


def find_pooler() -> str | None:
    """Return the program; Debian puts it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.defpath}:/usr/sbin:/usr/local/sbin")


def describe() -> str:
    """Return one line for the head of the test run."""
    if find_pooler():
        return "pooler: PgBouncer"
    return "pooler: MISSING: PgBouncer; apt-get install pgbouncer"


@contextmanager
def pooled(program: str, url: str) -> Iterator[str]:
    """Give the address of the same database by a pooler in transaction mode."""
    socket = str(make_url(url).query["host"])
    folder = Path(tempfile.mkdtemp(prefix="flash-pool-"))
    file = folder / "pgbouncer.ini"
    file.write_text(_CONFIGURATION.format(server=socket, folder=folder))
    account = "nobody" if os.geteuid() == 0 else None  # it refuses root
    if account:
        shutil.chown(folder, account)
    running = subprocess.Popen(
        (program, file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=account
    )
    pooled_url = make_url(url).set(query={"host": str(folder), "port": "6432"})
    try:
        _wait(running, pooled_url.set(drivername="postgresql").render_as_string(), folder / "log")
        yield pooled_url.render_as_string(hide_password=False)
    finally:
        running.terminate()
        running.wait(LONG_ENOUGH)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(running: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + LONG_ENOUGH
    while True:
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > deadline:
                raise PostgresError(log.read_text("utf-8", "replace")) from None
            time.sleep(0.05)
        else:
            return
