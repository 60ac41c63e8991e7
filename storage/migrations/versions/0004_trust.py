"""Trust: the journal, and what erasing a name needs

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

_KEPT = ('id', 'organisation_id', 'contribution_id', 'change')
"""Columns of the history that nothing alters; its moment, too."""


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('erasure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_erasure_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure'))
    )
    op.create_table('journal',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('what', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('who', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_journal_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'seq', name=op.f('pk_journal'))
    )
    op.create_table('journal_head',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_journal_head_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', name=op.f('pk_journal_head'))
    )
    op.create_table('journal_key',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_journal_key_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_journal_key_person_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'seq', name=op.f('pk_journal_key'))
    )
    op.create_index('ix_journal_key_person_id', 'journal_key', ['person_id'], unique=False)
    op.create_table('retention',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('leavers', sa.Integer(), nullable=False),
    sa.Column('names', sa.Integer(), nullable=False),
    sa.Column('withdrawn', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_retention_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', name=op.f('pk_retention'))
    )
    op.add_column('person', sa.Column('left_on', sa.Date(), nullable=True))
    if op.get_bind().dialect.name == 'postgresql':
        _triggers_of_postgresql()
    else:
        _triggers_of_sqlite()


def _triggers_of_postgresql() -> None:
    op.execute(
        'CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal '
        'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()'
    )
    same = ' AND '.join(f'new.{name} = old.{name}' for name in (*_KEPT, 'at'))
    op.execute(
        'CREATE FUNCTION refuse_all_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f'IF {same} AND (new.actor_id IS NULL OR new.actor_id = old.actor_id) AND ('
        '(new.before::text = old.before::text AND new.after::text = old.after::text) '
        "OR (new.before::text = '{}' AND new.after::text = '{}')) THEN RETURN new; END IF; "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute('DROP TRIGGER history_append_only ON history')
    op.execute(
        'CREATE TRIGGER history_append_only BEFORE DELETE OR TRUNCATE ON history '
        'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()'
    )
    op.execute(
        'CREATE TRIGGER history_only_erased BEFORE UPDATE ON history '
        'FOR EACH ROW EXECUTE FUNCTION refuse_all_but_erasure()'
    )


def _triggers_of_sqlite() -> None:
    for verb in ('UPDATE', 'DELETE'):
        op.execute(
            f'CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal '
            "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
        )
    same = ' AND '.join(f'new.{name} IS old.{name}' for name in (*_KEPT, 'at'))
    op.execute('DROP TRIGGER history_no_update')
    op.execute(
        f'CREATE TRIGGER history_no_update BEFORE UPDATE ON history WHEN NOT ({same} '
        'AND (new.actor_id IS NULL OR new.actor_id IS old.actor_id) AND ('
        '(new.before IS old.before AND new.after IS old.after) '
        "OR (new.before = '{}' AND new.after = '{}'))) "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )


def downgrade() -> None:
    """A database goes back by restoring a backup: what was erased must not come back."""
    raise RuntimeError('restore a backup of before the upgrade')
