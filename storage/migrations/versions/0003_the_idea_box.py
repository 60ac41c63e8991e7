"""The idea box

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.contributions.search import index_words
from storage.migrations.checks import add_check, replace_codes

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_STATUSES = (
    'received', 'read', 'under_review', 'accepted', 'in_progress', 'done', 'refused', 'shared',
    'adopted', 'merged', 'withdrawn',
)
_ORIGINS = ('channel', 'chat', 'form', 'extension', 'import')
_CHANGES = (
    'created', 'edited', 'kind_changed', 'withdrawn', 'restored', 'moved', 'answered', 'assigned',
    'asked_back', 'tagged', 'imported',
)
_ROLES = ('member', 'quality_lead', 'management')
_PARTIAL = {
    'ix_contribution_asked_back': (['organisation_id', 'id'], 'asked_back_open'),
    'ix_contribution_assigned': (['organisation_id', 'assigned_to_id', 'id'], 'assigned_to_id IS NOT NULL'),
    'ix_contribution_engagement': (['organisation_id', 'engagement', 'id'], 'engagement IS NOT NULL'),
    'ix_contribution_promised': (['organisation_id', 'promised_on', 'id'], 'promised_on IS NOT NULL'),
    'ix_contribution_support': (['organisation_id', 'support', 'id'], 'support > 0'),
}
_INDEXES = {
    'ix_contribution_created': ['organisation_id', 'created_at', 'id'],
    'ix_contribution_merged_into_id': ['merged_into_id'],
    'ix_contribution_site': ['organisation_id', 'site_id', 'created_at'],
    'ix_contribution_status': ['organisation_id', 'status', 'created_at'],
    'ix_contribution_status_at': ['organisation_id', 'status', 'status_at'],
}
_REFERENCES = {
    'read_by_id': 'person',
    'answered_by_id': 'person',
    'merged_into_id': 'contribution',
    'assigned_to_id': 'person',
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    _new_tables()
    _new_columns()
    _new_codes()
    _fill()
    for name, columns in _INDEXES.items():
        op.create_index(name, 'contribution', columns, unique=False)
    for name, (columns, where) in _PARTIAL.items():
        op.create_index(
            name, 'contribution', columns, unique=False,
            sqlite_where=sa.text(where), postgresql_where=sa.text(where),
        )
    op.create_index('ix_vote_person_id', 'vote', ['person_id'], unique=False)
    op.create_index('ix_history_change', 'history', ['organisation_id', 'change', 'at', 'id'], unique=False)
    op.create_index('ix_comment_author', 'comment', ['author_id', 'created_at'], unique=False)
    _search()


def _new_tables() -> None:
    op.create_table('spent_link',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('spent_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_spent_link'))
    )
    op.create_index(op.f('ix_spent_link_spent_at'), 'spent_link', ['spent_at'], unique=False)
    op.create_table('digest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('since', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_digest_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_digest_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest')),
    sa.UniqueConstraint('organisation_id', 'person_id', 'day', name=op.f('uq_digest_organisation_id_person_id_day'))
    )
    op.create_table('inquiry',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_inquiry_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_inquiry_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_inquiry'))
    )
    op.create_table('trial',
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('worked', 'partly', 'failed', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_trial_contribution_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_trial_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_trial_person_id')),
    sa.PrimaryKeyConstraint('contribution_id', 'person_id', name=op.f('pk_trial'))
    )
    op.create_index('ix_trial_created', 'trial', ['organisation_id', 'created_at'], unique=False)


def _new_columns() -> None:
    for column in (
        sa.Column('tags', sa.JSON(), nullable=False, server_default='[]'),
        sa.Column('support', sa.Integer(), nullable=False, server_default='0'),
        sa.Column('status_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column('read_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column('promised_on', sa.Date(), nullable=True),
        sa.Column('decided_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column('answer', sa.Text(), nullable=False, server_default=''),
        sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column('assigned_until', sa.Date(), nullable=True),
        sa.Column('asked_back', sa.Text(), nullable=False, server_default=''),
        sa.Column('asked_back_open', sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column('words', sa.Text(), nullable=False, server_default=''),
    ):
        op.add_column('contribution', column)
    for name, referred in _REFERENCES.items():
        # In one statement: SQLite adds a reference with its column or never.
        op.execute(
            f'ALTER TABLE contribution ADD COLUMN {name} INTEGER '
            f'CONSTRAINT fk_contribution_{name} REFERENCES {referred} (id)'
        )
    for column in (
        sa.Column('nudge_on', sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column('nudge_day', sa.Integer(), nullable=False, server_default='1'),
        sa.Column('nudge_at', sa.Time(), nullable=False, server_default='09:00:00.000000'),
        sa.Column('answer_days', sa.Integer(), nullable=False, server_default='7'),
        sa.Column('late_days', sa.Integer(), nullable=False, server_default='30'),
        sa.Column('engagements', sqlmodel.sql.sqltypes.AutoString(length=9), nullable=False, server_default='123456789'),
    ):
        op.add_column('rhythm', column)


def _new_codes() -> None:
    replace_codes('contribution', 'status', 'status', _STATUSES)
    replace_codes('contribution', 'origin', 'origin', _ORIGINS)
    replace_codes('question', 'origin', 'origin', _ORIGINS)
    replace_codes('history', 'change', 'change', _CHANGES)
    replace_codes('person', 'role', 'role', _ROLES)
    add_check('contribution', 'refused_with_reason', "status <> 'refused' OR length(trim(answer)) >= 10")
    add_check('contribution', 'merged_into_one', "(status = 'merged') = (merged_into_id IS NOT NULL)")


def _fill() -> None:
    """Count the votes that are there, and index the words."""
    op.execute(
        'UPDATE contribution SET support = '
        '(SELECT count(*) FROM vote WHERE vote.contribution_id = contribution.id)'
    )
    contribution = sa.table(
        'contribution',
        sa.column('id', sa.Integer),
        sa.column('organisation_id', sa.Integer),
        sa.column('text', sa.Text),
        sa.column('words', sa.Text),
    )
    bind = op.get_bind()
    said = bind.execute(sa.select(contribution.c.id, contribution.c.organisation_id, contribution.c.text)).all()
    if said:
        bind.execute(
            sa.update(contribution).where(contribution.c.id == sa.bindparam('this')).values(words=sa.bindparam('indexed')),
            [{'this': each.id, 'indexed': index_words(each.organisation_id, each.text)} for each in said],
        )


def _search() -> None:
    """Index the words: tsvector on PostgreSQL, FTS5 kept true by triggers on SQLite."""
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(
            "CREATE INDEX ix_contribution_words ON contribution USING gin (to_tsvector('simple', words))"
        )
        return
    op.execute(
        "CREATE VIRTUAL TABLE contribution_words USING fts5"
        "(words, content='contribution', content_rowid='id', tokenize='ascii')"
    )
    adding = "INSERT INTO contribution_words (rowid, words) VALUES (new.id, new.words)"
    removing = (
        "INSERT INTO contribution_words (contribution_words, rowid, words) "
        "VALUES ('delete', old.id, old.words)"
    )
    for name, when, body in (
        ('added', 'INSERT', adding),
        ('removed', 'DELETE', removing),
        ('changed', 'UPDATE OF words', f'{removing}; {adding}'),
    ):
        op.execute(
            f'CREATE TRIGGER contribution_words_{name} AFTER {when} ON contribution BEGIN {body}; END'
        )
    op.execute("INSERT INTO contribution_words (contribution_words) VALUES ('rebuild')")


def downgrade() -> None:
    """A database goes back by restoring a backup: older versions know none of the new statuses."""
    raise RuntimeError('restore a backup of before the upgrade')
