"""Making room for a backup in a database that is empty, or that the bot has only opened."""

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from storage.backup.errors import BackupError
from storage.backup.schema import tables_at
from storage.database import shown
from storage.migrations.upgrade import current, is_in_tables, revisions
from storage.sql import table
from storage.tables import OrganisationRow

_ORGANISATION = table(OrganisationRow)


def make_room(connection: Connection, address: URL) -> None:
    """Take away the bot's own tables, where no organisation is in them.

    Raises:
        BackupError: there is one, or a newer version of the bot was here.
    """
    schema = current(connection)
    if not schema:
        return
    if schema not in revisions() or _is_in_use(connection):
        raise BackupError(
            f"FLASH_DATABASE_URL\u00a0: {shown(address)} sert déjà. Nommez une base neuve et vide "
            "(avec SQLite, un fichier qui n’existe pas encore), et restaurez dans celle-là."
        )
    names = [each.name for each in tables_at(schema)]
    if connection.dialect.name == "postgresql":
        _drop_from_postgresql(connection, [*names, "alembic_version"])
    else:
        _drop_from_sqlite(connection)


def _is_in_use(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":  # a bot may be just about to meet the first one
        connection.execute(sa.text(f"LOCK TABLE {_ORGANISATION.name} IN ACCESS EXCLUSIVE MODE"))
    return bool(connection.scalar(sa.select(sa.exists().select_from(_ORGANISATION))))


def _drop_from_postgresql(connection: Connection, names: list[str]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    functions = connection.execute(
        sa.text(
            "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgrelid = ANY (CAST(:names AS text[])::regclass[])"
        ),
        {"names": [quote(name) for name in names]},
    ).scalars()
    listed = list(functions)
    kept = sa.inspect(connection).get_table_names()
    derived = [name for name in kept if not is_in_tables(None, name)]
    connection.exec_driver_sql(f"DROP TABLE {', '.join(map(quote, [*names, *derived]))}")
    for function in listed:
        connection.exec_driver_sql(f"DROP FUNCTION {function}")


def _drop_from_sqlite(connection: Connection) -> None:
    """Drop all tables: first the index of words, which has tables of its own."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for kind in ("CREATE VIRTUAL TABLE", "CREATE TABLE"):
        names = connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE :kind"),
            {"kind": f"{kind}%"},
        ).scalars()
        for name in names.all():
            connection.exec_driver_sql(f'DROP TABLE "{name}"')
