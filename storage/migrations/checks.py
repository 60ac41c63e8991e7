"""Changing the CHECK constraints of a table that has rows, on both databases.

SQLite has no ALTER for them, and making the table again would break what refers to it inside a
transaction. Its own documentation allows the text of the table to be changed where, as here, what
is on disk stays the same (https://www.sqlite.org/lang_altertable.html, section 7).
"""

import sqlalchemy as sa
from alembic import op


def replace_codes(table: str, column: str, name: str, codes: tuple[str, ...]) -> None:
    """Let *column* of *table* hold one of *codes*, as the constraint *name* says."""
    listed = ", ".join(f"'{code}'" for code in codes)
    _replace(table, f"ck_{table}_{name}", f"{column} IN ({listed})")


def add_check(table: str, name: str, condition: str) -> None:
    """Require *condition* of every row of *table*."""
    full = f"ck_{table}_{name}"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {full} CHECK ({condition})")
        return
    sql = _table_sql(table).rstrip().removesuffix(")")
    _set_table_sql(table, f"{sql}, CONSTRAINT {full} CHECK ({condition}))")


def _replace(table: str, full: str, condition: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {full}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {full} CHECK ({condition})")
        return
    sql = _table_sql(table)
    begins = sql.index("(", sql.index(full))
    _set_table_sql(table, f"{sql[:begins]}({condition}){sql[_closing(sql, begins) + 1 :]}")


def _closing(sql: str, begins: int) -> int:
    """Return where the parenthesis that opens at *begins* closes."""
    depth = 0
    for place in range(begins, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if depth == 0:
            return place
    raise AssertionError("the text of the table is not SQL")


def _table_sql(table: str) -> str:
    sql: str = (
        op.get_bind()
        .execute(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"),
            {"name": table},
        )
        .scalar_one()
    )
    return sql


def _set_table_sql(table: str, sql: str) -> None:
    bind = op.get_bind()
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name"),
        {"sql": sql, "name": table},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = RESET"))
