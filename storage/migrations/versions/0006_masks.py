"""What was masked, and the names that are no young person's

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

_OWNERS = ('contribution', 'comment', 'question')
_ONE_TEXT = ' OR '.join(
    '(' + ' AND '.join(
        f'{each}_id IS {"NOT " if each == owner else ""}NULL' for each in _OWNERS
    ) + ')'
    for owner in _OWNERS
)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('known_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('folded', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_known_name_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_name')),
    sa.UniqueConstraint('organisation_id', 'folded', name=op.f('uq_known_name_organisation_id_folded'))
    )
    op.create_table('masking',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    *(sa.Column(f'{owner}_id', sa.Integer(), nullable=True) for owner in _OWNERS),
    sa.Column('masks', sa.JSON(), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('told_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.CheckConstraint(_ONE_TEXT, name=op.f('ck_masking_one_text')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_masking_organisation_id')),
    *(
        sa.ForeignKeyConstraint(
            [f'{owner}_id'], [f'{owner}.id'], name=op.f(f'fk_masking_{owner}_id')
        )
        for owner in _OWNERS
    ),
    *(sa.UniqueConstraint(f'{owner}_id', name=op.f(f'uq_masking_{owner}_id')) for owner in _OWNERS),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_masking'))
    )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
