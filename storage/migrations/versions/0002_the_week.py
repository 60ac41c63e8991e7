"""The week: rhythm, calendar, prompts, flashes, runs, and what the outbox owes to a person.

Revision ID: 0002
Revises: 0001
"""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    # Columns are added plainly and not in batches: those make a SQLite table anew, which other
    # tables' rows forbid.
    op.create_table('pace',
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=320), nullable=False),
    sa.Column('free_at', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_pace'))
    )
    op.create_table('closure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.CheckConstraint('first <= last', name=op.f('ck_closure_order')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_closure_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closure'))
    )
    with op.batch_alter_table('closure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_closure_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('flash',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('week', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('moment', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('picks', sa.JSON(), nullable=False),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.Column('decision_owner', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_flash_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_flash')),
    sa.UniqueConstraint('organisation_id', 'week', name=op.f('uq_flash_organisation_id_week'))
    )
    op.create_table('job_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('job', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('slot', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('week', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('moment', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('state', sa.Enum('claimed', 'done', 'skipped', name='run_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('lease_owner', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('lease_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_job_run_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_run')),
    sa.UniqueConstraint('organisation_id', 'job', 'slot', name=op.f('uq_job_run_organisation_id_job_slot'))
    )
    op.create_table('rhythm',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('prompt_on', sa.Boolean(), nullable=False),
    sa.Column('prompt_day', sa.Integer(), nullable=False),
    sa.Column('prompt_at', sa.Time(), nullable=False),
    sa.Column('reminder_on', sa.Boolean(), nullable=False),
    sa.Column('reminder_day', sa.Integer(), nullable=False),
    sa.Column('reminder_at', sa.Time(), nullable=False),
    sa.Column('flash_on', sa.Boolean(), nullable=False),
    sa.Column('flash_day', sa.Integer(), nullable=False),
    sa.Column('flash_at', sa.Time(), nullable=False),
    sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('department', sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
    sa.Column('ceiling', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_rhythm_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', name=op.f('pk_rhythm'))
    )
    op.create_table('prompt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('week', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('settled', sa.Boolean(), nullable=False),
    sa.Column('later_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_prompt_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_prompt_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prompt')),
    sa.UniqueConstraint('organisation_id', 'person_id', 'week', name=op.f('uq_prompt_organisation_id_person_id_week'))
    )
    op.create_table('solicitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('week', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('cause', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_solicitation_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_solicitation_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_solicitation')),
    sa.UniqueConstraint('organisation_id', 'person_id', 'week', 'cause', name=op.f('uq_solicitation_organisation_id_person_id_week_cause'))
    )
    with op.batch_alter_table('solicitation', schema=None) as batch_op:
        batch_op.create_index('ix_solicitation_week', ['organisation_id', 'week'], unique=False)

    op.add_column('contribution', sa.Column('week', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False, server_default=''))
    op.add_column('contribution', sa.Column('is_public', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('contribution', sa.Column('is_cited', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index('ix_contribution_week', 'contribution', ['organisation_id', 'week', 'id'], unique=False)

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('priority', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('person_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('run_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('expires_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_outbox_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_run_id'), ['run_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_outbox_run_id'), 'job_run', ['run_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_outbox_person_id'), 'person', ['person_id'], ['id'])

    op.add_column('person', sa.Column('on_roster', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('person', sa.Column('opted_out', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('person', sa.Column('absent_until', sa.Date(), nullable=True))
    op.add_column('person', sa.Column('days_off', sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False, server_default=''))
    op.add_column('person', sa.Column('unreachable', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False, server_default=''))

    op.add_column('team', sa.Column('bot_id', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False, server_default=''))

    # ### end Alembic commands ###
    _date_what_is_there()


def _date_what_is_there() -> None:
    """Say of which week each contribution speaks, and that what stands in the channel is public."""
    contribution = sa.table(
        'contribution',
        sa.column('id', sa.Integer),
        sa.column('origin', sa.String),
        sa.column('week', sa.String),
        sa.column('is_public', sa.Boolean),
        sa.column('is_cited', sa.Boolean),
        sa.column('created_at', sqlmodel.sql.sqltypes.UTCDateTime()),
    )
    bind = op.get_bind()
    said = bind.execute(sa.select(contribution.c.id, contribution.c.created_at)).all()
    weeks = [
        {'this': each.id, 'of': '{0}-W{1:02}'.format(*each.created_at.astimezone(ZoneInfo('Europe/Paris')).isocalendar())}
        for each in said
    ]
    if weeks:
        bind.execute(
            sa.update(contribution).where(contribution.c.id == sa.bindparam('this')).values(week=sa.bindparam('of')),
            weeks,
        )
    bind.execute(
        sa.update(contribution).where(contribution.c.origin == 'channel').values(is_public=True, is_cited=True)
    )


def downgrade() -> None:
    """Go back to the revision before."""
    # ### commands auto generated by Alembic - please adjust! ###
    op.drop_column('team', 'bot_id')

    op.drop_column('person', 'unreachable')
    op.drop_column('person', 'days_off')
    op.drop_column('person', 'absent_until')
    op.drop_column('person', 'opted_out')
    op.drop_column('person', 'on_roster')

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_outbox_person_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_outbox_run_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_outbox_run_id'))
        batch_op.drop_index(batch_op.f('ix_outbox_person_id'))
        batch_op.drop_column('expires_at')
        batch_op.drop_column('run_id')
        batch_op.drop_column('person_id')
        batch_op.drop_column('priority')

    op.drop_index('ix_contribution_week', 'contribution')
    op.drop_column('contribution', 'is_cited')
    op.drop_column('contribution', 'is_public')
    op.drop_column('contribution', 'week')

    with op.batch_alter_table('solicitation', schema=None) as batch_op:
        batch_op.drop_index('ix_solicitation_week')

    op.drop_table('solicitation')
    op.drop_table('prompt')
    op.drop_table('rhythm')
    op.drop_table('job_run')
    op.drop_table('flash')
    with op.batch_alter_table('closure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_closure_organisation_id'))

    op.drop_table('closure')
    op.drop_table('pace')
    # ### end Alembic commands ###
