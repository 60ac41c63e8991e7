"""Alembic's way in: runs on the connection that ``upgrade`` has opened and locked."""

from alembic import context
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 -- fills SQLModel.metadata
from storage.migrations.upgrade import is_in_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    include_object=is_in_tables,
)
with context.begin_transaction():
    context.run_migrations()
