"""On SQLite one server at a time: two would answer the same turns on locks meant for moments."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import database_url


class AlreadyServedError(Exception):
    """Another server uses this SQLite file; the message says what to do."""


@contextmanager
def only_server(url: str) -> Iterator[None]:
    """Be the only server on a SQLite file as long as the context lasts; nothing on PostgreSQL.

    The lock is the operating system's: it ends with the process, however that ends.

    Raises:
        AlreadyServedError: another process is.
        DatabaseUnavailableError: *url* is not the address of a database.
    """
    database = database_url(url)
    if database.get_backend_name() != "sqlite" or database.database in (None, "", ":memory:"):
        yield
        return
    file = Path(str(database.database)).with_suffix(".serve.lock")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("w")
    except OSError:
        yield  # the store says better what is wrong with the place
        return
    with opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyServedError(
                f"FLASH_DATABASE_URL\u00a0: un autre bot se sert déjà de {database.database}. "
                "Arrêtez-le, ou prenez PostgreSQL, où plusieurs bots se partagent le travail."
            ) from None
        yield
