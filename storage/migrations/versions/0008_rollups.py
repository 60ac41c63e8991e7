"""What was said, counted by month as it changes: the board's page

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

# What is counted, as rows: (measure, moment, kind, days, who, condition); see storage/contributions/tallies.py.
_MEASURES = (
    ('received', 'created_at', 'kind', None, None, ''),
    ('said', 'created_at', "''", None, 'who', ''),
    ('treated', 'replied_at', 'kind', None, None, 'replied_at'),
    ('reply', 'replied_at', "''", 'replied_at', None, 'replied_at'),
    ('decision', 'decided_at', "''", 'decided_at', None, 'decided_at'),
)
_COUNTED = ('organisation_id', 'status', 'kind', 'site_id', 'created_at', 'replied_at', 'decided_at', 'author_id', 'author_key')
_KEY = 'organisation_id, measure, month, site_id, kind, days, who'


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column('contribution', sa.Column('replied_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    _date_replies()
    for name in ('replied_at', 'decided_at'):
        where = sa.text(f'{name} IS NOT NULL')
        op.create_index(
            f'ix_contribution_{name}', 'contribution', ['organisation_id', name, 'id'], unique=False,
            sqlite_where=where, postgresql_where=where,
        )
    op.execute(
        'CREATE TABLE contribution_tally (organisation_id INTEGER NOT NULL, measure VARCHAR(16) NOT NULL, '
        'month VARCHAR(7) NOT NULL, site_id INTEGER NOT NULL, kind VARCHAR(32) NOT NULL, days INTEGER NOT NULL, '
        f'who VARCHAR(80) NOT NULL, n INTEGER NOT NULL, CONSTRAINT pk_contribution_tally PRIMARY KEY ({_KEY}))'
        + (' WITHOUT ROWID' if _on_sqlite() else '')
    )
    for measure in _MEASURES:
        op.execute(
            f'INSERT INTO contribution_tally ({_KEY}, n) SELECT {_KEY}, count(*) FROM '
            f'({_counted(measure, "contribution")}) AS counted GROUP BY {_KEY}'
        )
    _triggers_of_sqlite() if _on_sqlite() else _triggers_of_postgresql()


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == 'sqlite'


def _date_replies() -> None:
    """Date the first answer or decision: an answer that was changed later is dated by the history."""
    told = ' OR '.join(
        f"CAST(history.after AS TEXT) LIKE '%\"{name}\": \"2%'" for name in ('answered_at', 'decided_at')
    )
    least = 'min' if _on_sqlite() else 'least'
    op.execute(
        'UPDATE contribution SET replied_at = coalesce((SELECT min(history.at) FROM history '
        "WHERE history.contribution_id = contribution.id AND history.change IN ('moved', 'answered') "
        f'AND ({told})), {least}(coalesce(answered_at, decided_at), coalesce(decided_at, answered_at)))'
    )


def _counted(measure: tuple, row: str) -> str:
    """Return the SELECT of what one measure counts of the table, or of the row of a trigger."""
    name, moment, kind, ends, who, needs = measure
    kind = f'{row}.kind' if kind == 'kind' else kind
    days = _days(row, ends) if ends else '0'
    whose = f"coalesce('p' || {row}.author_id, {row}.author_key)" if who else "''"
    where = f"{row}.status <> 'withdrawn'" + (f' AND {row}.{needs} IS NOT NULL' if needs else '')
    source = ' FROM contribution' if row == 'contribution' else ''
    return (
        f"SELECT {row}.organisation_id AS organisation_id, '{name}' AS measure, {_month(row, moment)} AS month, "
        f'coalesce({row}.site_id, 0) AS site_id, {kind} AS kind, {days} AS days, {whose} AS who{source} WHERE {where}'
    )


def _month(row: str, moment: str) -> str:
    if _on_sqlite():
        return f'substr({row}.{moment}, 1, 7)'
    return f"to_char({row}.{moment} AT TIME ZONE 'UTC', 'YYYY-MM')"


def _days(row: str, ends: str) -> str:
    if _on_sqlite():
        seconds = ' - '.join(f"CAST(strftime('%s', {row}.{name}) AS INTEGER)" for name in (ends, 'created_at'))
        return f'max(0, ({seconds}) / 86400)'
    seconds = ' - '.join(f'floor(extract(epoch FROM {row}.{name}))' for name in (ends, 'created_at'))
    return f'greatest(0, trunc(({seconds}) / 86400))::integer'


def _change(row: str, step: int) -> list[str]:
    """Return the statements that count the row of a trigger in or out, and keep no zeros."""
    counting = [
        f'INSERT INTO contribution_tally ({_KEY}, n) SELECT {_KEY}, {step} FROM ({_counted(measure, row)}) AS counted '
        f'WHERE true ON CONFLICT ({_KEY}) DO UPDATE SET n = contribution_tally.n + excluded.n'
        for measure in _MEASURES
    ]
    if step > 0:
        return counting
    emptied = [
        f'DELETE FROM contribution_tally WHERE ({_KEY}) IN ({_counted(measure, row)}) AND n = 0'
        for measure in _MEASURES
    ]
    return counting + emptied


def _triggers_of_sqlite() -> None:
    differs = ' OR '.join(f'old.{name} IS NOT new.{name}' for name in _COUNTED)
    for name, event, when, body in (
        ('added', 'INSERT', '', _change('new', 1)),
        ('removed', 'DELETE', '', _change('old', -1)),
        ('changed', f'UPDATE OF {", ".join(_COUNTED)}', f' WHEN {differs}', [*_change('new', 1), *_change('old', -1)]),
    ):
        statements = '; '.join(body)
        op.execute(
            f'CREATE TRIGGER contribution_tally_{name} AFTER {event} ON contribution{when} BEGIN {statements}; END'
        )


def _triggers_of_postgresql() -> None:
    """Count at the end of the transaction, when the head of the journal is held already.

    So processes that count the same month never wait for each other crosswise.
    """
    ours = '; '.join
    op.execute(
        'CREATE FUNCTION count_contribution() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF TG_OP <> 'DELETE' THEN {ours(_change('new', 1))}; END IF; "
        f"IF TG_OP <> 'INSERT' THEN {ours(_change('old', -1))}; END IF; "
        'RETURN NULL; END $$'
    )
    differs = ' OR '.join(f'old.{name} IS DISTINCT FROM new.{name}' for name in _COUNTED)
    for name, event, when in (
        ('added', 'INSERT', ''),
        ('removed', 'DELETE', ''),
        ('changed', f'UPDATE OF {", ".join(_COUNTED)}', f' WHEN ({differs})'),
    ):
        op.execute(
            f'CREATE CONSTRAINT TRIGGER contribution_tally_{name} AFTER {event} ON contribution '
            f'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW{when} EXECUTE FUNCTION count_contribution()'
        )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
