"""Alembic's way in: runs on the connection that ``upgrade`` has opened and locked."""

from typing import Any

from alembic import context

from storage.migrations.schema import metadata
from storage.migrations.upgrade import is_in_tables


def _refuse_to_go_back(*, step: Any, **_: Any) -> None:
    """Undo, with its transaction, a step back: what newer versions kept has no place there."""
    if not step.is_upgrade:
        raise RuntimeError("a database goes back by restoring a backup of before the upgrade")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    include_object=is_in_tables,
    on_version_apply=_refuse_to_go_back,  # type: ignore[arg-type]  # called by keywords
)
with context.begin_transaction():
    context.run_migrations()
