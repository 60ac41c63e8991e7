"""Listening: the days on which a channel was heard

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column('channel', sa.Column('heard_on', sa.Date(), nullable=True))
    op.add_column('channel', sa.Column('mentioned_on', sa.Date(), nullable=True))


def downgrade() -> None:
    """Bring the schema back to the revision before."""
    op.drop_column('channel', 'mentioned_on')
    op.drop_column('channel', 'heard_on')
