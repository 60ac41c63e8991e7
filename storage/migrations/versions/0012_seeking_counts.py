"""Counts that came to nothing are sought by their key: a row, not all those of an organisation

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

# As in 0008: (measure, moment, kind, days, who, condition).
_MEASURES = (
    ('received', 'created_at', 'kind', None, None, ''),
    ('said', 'created_at', "''", None, 'who', ''),
    ('treated', 'replied_at', 'kind', None, None, 'replied_at'),
    ('reply', 'replied_at', "''", 'replied_at', None, 'replied_at'),
    ('decision', 'decided_at', "''", 'decided_at', None, 'decided_at'),
)
_COUNTED = ('organisation_id', 'status', 'kind', 'site_id', 'created_at', 'replied_at', 'decided_at', 'author_id', 'author_key')
_KEY = ('organisation_id', 'measure', 'month', 'site_id', 'kind', 'days', 'who')
_COLUMNS = ', '.join(_KEY)


def upgrade() -> None:
    """Bring the schema to this revision."""
    _triggers_of_sqlite() if _on_sqlite() else _function_of_postgresql()


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == 'sqlite'


def _key_of(measure: tuple, row: str) -> dict[str, str]:
    """Return what each column of the key is for the row of a trigger."""
    name, moment, kind, ends, who, _ = measure
    return {
        'organisation_id': f'{row}.organisation_id',
        'measure': f"'{name}'",
        'month': _month(row, moment),
        'site_id': f'coalesce({row}.site_id, 0)',
        'kind': f'{row}.kind' if kind == 'kind' else kind,
        'days': _days(row, ends) if ends else '0',
        'who': f"coalesce('p' || {row}.author_id, {row}.author_key)" if who else "''",
    }


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
    statements = []
    for measure in _MEASURES:
        needs = f' AND {row}.{measure[-1]} IS NOT NULL' if measure[-1] else ''
        values = ', '.join(_key_of(measure, row).values())
        statements.append(
            f"INSERT INTO contribution_tally ({_COLUMNS}, n) SELECT {values}, {step} WHERE {row}.status <> 'withdrawn'"
            f'{needs} ON CONFLICT ({_COLUMNS}) DO UPDATE SET n = contribution_tally.n + excluded.n'
        )
    if step < 0:
        for measure in _MEASURES:
            same = ' AND '.join(f'{column} = {value}' for column, value in _key_of(measure, row).items())
            statements.append(f'DELETE FROM contribution_tally WHERE {same} AND n = 0')
    return statements


def _triggers_of_sqlite() -> None:
    differs = ' OR '.join(f'old.{name} IS NOT new.{name}' for name in _COUNTED)
    for name, event, when, body in (
        ('added', 'INSERT', '', _change('new', 1)),
        ('removed', 'DELETE', '', _change('old', -1)),
        ('changed', f'UPDATE OF {", ".join(_COUNTED)}', f' WHEN {differs}', [*_change('new', 1), *_change('old', -1)]),
    ):
        statements = '; '.join(body)
        op.execute(f'DROP TRIGGER contribution_tally_{name}')
        op.execute(
            f'CREATE TRIGGER contribution_tally_{name} AFTER {event} ON contribution{when} BEGIN {statements}; END'
        )


def _function_of_postgresql() -> None:
    """The triggers stay: they wait for the end of the transaction, as 0008 says."""
    ours = '; '.join
    op.execute(
        'CREATE OR REPLACE FUNCTION count_contribution() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF TG_OP <> 'DELETE' THEN {ours(_change('new', 1))}; END IF; "
        f"IF TG_OP <> 'INSERT' THEN {ours(_change('old', -1))}; END IF; "
        'RETURN NULL; END $$'
    )


def downgrade() -> None:
    """A database goes back by restoring a backup."""
    raise RuntimeError('restore a backup of before the upgrade')
