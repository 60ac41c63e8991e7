"""What is done in parts: erasures and purges that are taken up again, found without reading whole tables

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

# Columns that point to a person: what an erasure, or « mes données », goes by.
_PEOPLE = (
    ('contribution', 'noted_by_id'),
    ('contribution', 'read_by_id'),
    ('contribution', 'answered_by_id'),
    ('history', 'actor_id'),
    ('question', 'author_id'),
    ('trial', 'person_id'),
    ('request', 'created_by_id'),
    ('action', 'created_by_id'),
    ('action', 'checked_by_id'),
    ('action', 'decided_by_id'),
    ('action_history', 'actor_id'),
    ('erasure', 'person_id'),
)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.execute('ALTER TABLE erasure ADD COLUMN person_id INTEGER CONSTRAINT fk_erasure_person_id REFERENCES person (id)')
    op.add_column('erasure', sa.Column('why', sa.String(16), nullable=False, server_default=''))
    op.add_column('erasure', sa.Column('counted', sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    op.add_column('job_run', sa.Column('progress', sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    for table, column in _PEOPLE:
        where = sa.text(f'{column} IS NOT NULL')
        op.create_index(
            f'ix_{table}_{column}', table, [column], unique=False, sqlite_where=where, postgresql_where=where
        )
    chats = sa.text('person_id IS NULL AND reply_to IS NULL')
    op.create_index(
        'ix_outbox_chat', 'outbox', ['conversation_id'], unique=False, sqlite_where=chats, postgresql_where=chats
    )
    op.create_index('ix_outbox_created', 'outbox', ['organisation_id', 'created_at', 'id'], unique=False)
    op.execute("UPDATE contribution SET status_at = created_at WHERE status = 'withdrawn' AND status_at IS NULL")
    waiting = sa.text('answered IS NULL')
    op.create_index(
        'ix_question_waiting', 'question', ['organisation_id', 'created_at'], unique=False,
        sqlite_where=waiting, postgresql_where=waiting,
    )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
