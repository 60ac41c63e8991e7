"""Bringing a database to the schema of this version, one process at a time."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from storage.database import DatabaseUnavailableError, check_encoding, gather_statistics

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 20_261_123
"""Any number, the same in every version: the PostgreSQL advisory lock held while migrating."""

_HERE = Path(__file__).parent

_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))
"""Where Alembic keeps the revision of a database."""

_DERIVED = ("contribution_words", "ix_contribution_words", "contribution_tally")
"""What the database keeps true by itself, and could make again."""


def configuration(connection: Connection) -> "Config":
    """Return Alembic's configuration for an open *connection*."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config


def is_in_tables(_: Any, name: str | None, *__: Any) -> bool:
    """Tell Alembic what the tables describe: all but the index of words and the tally."""
    return not (name or "").startswith(_DERIVED)


def current(connection: Connection) -> str:
    """Return the revision of a database; empty where the bot has not been."""
    if not sa.inspect(connection).has_table(_VERSION.name):
        return ""
    return connection.scalar(sa.select(_VERSION.c.version_num)) or ""


@cache  # they are files, and a process opens the database of one version
def revisions() -> tuple[str, ...]:
    """Return the revisions that this version knows, the oldest first.

    By the names of their files, which begin with them: a server at rest needs no Alembic.
    """
    return tuple(sorted(file.name[:4] for file in _HERE.glob("versions/[0-9]*.py")))


def hold(connection: Connection) -> None:
    """Keep other processes from migrating until the transaction ends, however long it lasts.

    SQLite's write lock, taken at BEGIN, plays the part that the advisory lock plays on PostgreSQL.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
        connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def upgrade(engine: Engine) -> str:
    """Bring the database to the newest schema, and return its revision.

    A second process waits, then finds nothing to do; where nothing is to be done, one waits for
    nobody, and so not for a backup that is being taken.

    Raises:
        DatabaseUnavailableError: a newer version of the bot has already changed this database, or
            it cannot hold all that people write.
    """
    newest = revisions()[-1]
    with engine.begin() as connection:
        check_encoding(connection)
        if current(connection) != newest:
            hold(connection)
            if current(connection) != newest:  # another process may have been quicker
                migrate(connection)
        gather_statistics(connection)
    return newest


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the database to a revision, in the transaction of *connection*.

    Raises:
        DatabaseUnavailableError: a newer version of the bot has already changed this database.
    """
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(configuration(connection), revision)
    except CommandError:
        raise made_by_a_newer() from None


def made_by_a_newer() -> DatabaseUnavailableError:
    """Return what is said of a database that a newer version of the bot has changed."""
    return DatabaseUnavailableError(
        "FLASH_DATABASE_URL\u00a0: cette base vient d’une version plus récente du bot. Démarrez "
        "cette version-là, ou restaurez une sauvegarde d’avant la mise à jour."
    )
