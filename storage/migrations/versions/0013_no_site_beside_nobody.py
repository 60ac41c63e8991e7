"""What is anonymous keeps no site: with one on which few work it would say who wrote it

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    # A file said the site of what it brought in; young people are no staff.
    op.execute(
        'UPDATE contribution SET site_id = NULL '
        "WHERE author_id IS NULL AND site_id IS NOT NULL AND origin NOT IN ('import', 'survey')"
    )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
