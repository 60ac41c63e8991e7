"""Of what most contributions and messages do not have no index holds an entry; irritants have their own

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    if op.get_bind().dialect.name == 'postgresql':
        # What a revision before this one has changed is checked now, or no index could be made.
        op.execute('SET CONSTRAINTS ALL IMMEDIATE')
    for table, name, columns in (
        ('contribution', 'status_at', ['organisation_id', 'status', 'status_at']),
        ('contribution', 'site', ['organisation_id', 'site_id', 'created_at']),
        ('contribution', 'merged_into_id', ['merged_into_id']),
        ('contribution', 'author_key', ['organisation_id', 'author_key', 'id']),
        ('outbox', 'person_id', ['person_id']),
        ('outbox', 'run_id', ['run_id']),
    ):
        where = sa.text(f"{'site_id' if name == 'site' else name} IS NOT NULL")
        op.drop_index(f'ix_{table}_{name}', table_name=table)
        op.create_index(
            f'ix_{table}_{name}', table, columns, unique=False, sqlite_where=where, postgresql_where=where
        )
    standing = sa.text("kind = 'irritant' AND status NOT IN ('withdrawn', 'merged')")
    op.create_index(
        'ix_contribution_irritant', 'contribution', ['organisation_id', 'id'], unique=False,
        sqlite_where=standing, postgresql_where=standing,
    )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
