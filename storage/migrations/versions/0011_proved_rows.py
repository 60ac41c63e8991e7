"""Where the journal last told how a row stands

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision; the rows themselves are told when the store opens."""
    op.create_table('row_state',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_row_state_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'subject', name=op.f('pk_row_state'))
    )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
