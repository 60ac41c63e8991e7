"""What is kept no longer than it is needed: corrections, wishes of who was erased, who is staff

Revision ID: 0009
Revises: 0008
"""

from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_KINDS = ('irritant', 'best_practice', 'suggestion', 'other')


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('wish',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_wish_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'digest', name=op.f('pk_wish'))
    )
    op.add_column('person', sa.Column('is_staff', sa.Boolean(), nullable=False, server_default=sa.false()))
    # Whom others only noted as an author has no Teams user id; guests have this in their name.
    op.execute(
        'UPDATE person SET is_staff = true '
        "WHERE on_roster OR (teams_user_id <> '' AND lower(upn) NOT LIKE '%#ext#%')"
    )
    _corrections()
    op.execute("UPDATE question SET text = '', attachments = '[]', link = '' WHERE answered IS NOT NULL")


def _corrections() -> None:
    """Keep those of what was noted; the others held words that nobody wanted kept."""
    bind = op.get_bind()
    known = bind.execute(sa.text(
        'SELECT k.id, k.organisation_id, min(c.id) AS contribution_id, k.guessed, k.chosen FROM correction k '
        'JOIN contribution c ON c.organisation_id = k.organisation_id AND c.text = k.text '
        "WHERE k.chosen <> 'other' GROUP BY k.id, k.organisation_id, k.guessed, k.chosen ORDER BY k.id"
    )).mappings()
    kept: list[dict[str, Any]] = [{name: row[name] for name in row if name != 'id'} for row in known]
    op.drop_table('correction')
    new = op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('guessed', sa.Enum(*_KINDS, name='guessed', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('chosen', sa.Enum(*_KINDS, name='chosen', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_correction_contribution_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_correction_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    op.create_index(op.f('ix_correction_contribution_id'), 'correction', ['contribution_id'], unique=False)
    if kept:
        op.bulk_insert(new, kept)


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
