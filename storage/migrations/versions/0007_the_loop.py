"""The loop: themes, actions, the survey, requests

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.migrations.checks import replace_codes

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

_ORIGINS = ('channel', 'chat', 'form', 'extension', 'import', 'survey')


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('action_series',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_action_series_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'year', name=op.f('pk_action_series'))
    )
    op.create_table('request_series',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_request_series_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'year', name=op.f('pk_request_series'))
    )
    op.create_table('steering',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('recurrent_people', sa.Integer(), nullable=False),
    sa.Column('recurrent_weeks', sa.Integer(), nullable=False),
    sa.Column('report_monthly', sa.Boolean(), nullable=False),
    sa.Column('report_quarterly', sa.Boolean(), nullable=False),
    sa.Column('fewest_answers', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_steering_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', name=op.f('pk_steering'))
    )
    op.create_table('theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('solved_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('came_back_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('was_solved_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('recurrent_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('surplus', sa.Integer(), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['merged_into_id'], ['theme.id'], name=op.f('fk_theme_merged_into_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_theme_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme'))
    )
    op.create_index('ix_theme_organisation', 'theme', ['organisation_id', 'id'], unique=False)
    op.create_table('poster',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('token', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('revoked_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_poster_organisation_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_poster_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_poster')),
    sa.UniqueConstraint('token', name=op.f('uq_poster_token'))
    )
    op.create_table('action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('form_id', sa.String(length=64), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('aim', sa.Text(), nullable=False),
    sa.Column('engagement', sa.Integer(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('todo', 'in_progress', 'done', 'dropped', name='action_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('done_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('indicator', sa.String(length=300), nullable=False),
    sa.Column('value_before', sa.String(length=200), nullable=False),
    sa.Column('check_on', sa.Date(), nullable=True),
    sa.Column('value_after', sa.String(length=200), nullable=False),
    sa.Column('effect', sa.Enum('effective', 'to_adjust', 'none', name='effect', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('checked_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('checked_by_id', sa.Integer(), nullable=True),
    sa.Column('hypothesis', sa.Text(), nullable=False),
    sa.Column('trial_place', sa.String(length=200), nullable=False),
    sa.Column('trial_until', sa.Date(), nullable=True),
    sa.Column('trial_measure', sa.String(length=300), nullable=False),
    sa.Column('decision', sa.Enum('deploy', 'adjust', 'stop', name='decision', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('decision_reason', sa.Text(), nullable=False),
    sa.Column('decided_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name=op.f('ck_action_done_with_moment')),
    sa.CheckConstraint("effect IS NULL OR (state = 'done' AND length(trim(value_after)) > 0)", name=op.f('ck_action_effect_after_check')),
    sa.CheckConstraint('engagement BETWEEN 1 AND 9', name=op.f('ck_action_engagement')),
    sa.ForeignKeyConstraint(['checked_by_id'], ['person.id'], name=op.f('fk_action_checked_by_id')),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_action_created_by_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_action_decided_by_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_action_organisation_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_action_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action')),
    sa.UniqueConstraint('organisation_id', 'form_id', name=op.f('uq_action_organisation_id_form_id')),
    sa.UniqueConstraint('organisation_id', 'year', 'serial', name=op.f('uq_action_organisation_id_year_serial'))
    )
    op.create_index('ix_action_owner', 'action', ['owner_id', 'state'], unique=False)
    op.create_index('ix_action_state', 'action', ['organisation_id', 'state', 'due_on'], unique=False)
    op.create_table('request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('nature', sa.Enum('complaint', 'partnership', name='request_nature', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('channel', sa.Enum('desk', 'phone', 'mail', 'email', 'form', 'other', name='request_channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('form_id', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('answered_on >= received_on', name=op.f('ck_request_answered_after')),
    sa.CheckConstraint('closed_on >= received_on', name=op.f('ck_request_closed_after')),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_request_created_by_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_request_organisation_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_request_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request')),
    sa.UniqueConstraint('form_id', name=op.f('uq_request_form_id')),
    sa.UniqueConstraint('organisation_id', 'year', 'serial', name=op.f('uq_request_organisation_id_year_serial'))
    )
    op.create_index('ix_request_received', 'request', ['organisation_id', 'received_on'], unique=False)
    op.create_table('action_cause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('contribution_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(theme_id IS NULL) <> (contribution_id IS NULL)', name=op.f('ck_action_cause_one_cause')),
    sa.ForeignKeyConstraint(['action_id'], ['action.id'], name=op.f('fk_action_cause_action_id')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_action_cause_contribution_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_action_cause_organisation_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_action_cause_theme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_cause')),
    sa.UniqueConstraint('action_id', 'contribution_id', name=op.f('uq_action_cause_action_id_contribution_id')),
    sa.UniqueConstraint('action_id', 'theme_id', name=op.f('uq_action_cause_action_id_theme_id'))
    )
    op.create_index('ix_action_cause_contribution', 'action_cause', ['contribution_id'], unique=False)
    op.create_index('ix_action_cause_theme', 'action_cause', ['theme_id'], unique=False)
    op.create_table('action_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('change', sa.Enum('created', 'edited', 'moved', 'handed_over', 'checked', 'decided', 'commented', name='action_change', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['action.id'], name=op.f('fk_action_history_action_id')),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_action_history_actor_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_action_history_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_history'))
    )
    op.create_index('ix_action_history_action', 'action_history', ['action_id', 'id'], unique=False)
    op.create_table('not_the_same',
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('first_id < second_id', name=op.f('ck_not_the_same_order')),
    sa.ForeignKeyConstraint(['first_id'], ['contribution.id'], name=op.f('fk_not_the_same_first_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_not_the_same_organisation_id')),
    sa.ForeignKeyConstraint(['second_id'], ['contribution.id'], name=op.f('fk_not_the_same_second_id')),
    sa.PrimaryKeyConstraint('first_id', 'second_id', name=op.f('pk_not_the_same'))
    )
    op.create_index('ix_not_the_same_second_id', 'not_the_same', ['second_id'], unique=False)
    op.create_table('likeness',
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_likeness_contribution_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_likeness_organisation_id')),
    sa.ForeignKeyConstraint(['other_id'], ['contribution.id'], name=op.f('fk_likeness_other_id')),
    sa.PrimaryKeyConstraint('contribution_id', 'other_id', name=op.f('pk_likeness'))
    )
    op.create_index('ix_likeness_other_id', 'likeness', ['other_id'], unique=False)
    op.create_index('ix_likeness_score', 'likeness', ['organisation_id', 'score', 'contribution_id'], unique=False)
    op.create_table('survey_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('face', sa.Integer(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('form', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('is_to_read', sa.Boolean(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('face BETWEEN 1 AND 5', name=op.f('ck_survey_answer_face')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_survey_answer_contribution_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_survey_answer_organisation_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_survey_answer_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer')),
    sa.UniqueConstraint('form', name=op.f('uq_survey_answer_form'))
    )
    op.create_index('ix_survey_answer_day', 'survey_answer', ['organisation_id', 'day', 'site_id', 'face'], unique=False)
    op.create_index('ix_survey_answer_words', 'survey_answer', ['organisation_id', 'day', 'id'], unique=False, sqlite_where=sa.text('is_to_read'), postgresql_where=sa.text('is_to_read'))
    op.create_table('theme_irritant',
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('placed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_theme_irritant_contribution_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_theme_irritant_organisation_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_theme_irritant_theme_id')),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_theme_irritant'))
    )
    op.create_index('ix_theme_irritant_theme', 'theme_irritant', ['theme_id', 'contribution_id'], unique=False)
    replace_codes('contribution', 'origin', 'origin', _ORIGINS)
    replace_codes('question', 'origin', 'origin', _ORIGINS)


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
