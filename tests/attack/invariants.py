"""What must be true of every row and every message, whatever came in."""

import re
from collections.abc import Collection, Iterator
from typing import Any

import orjson
import sqlalchemy as sa
from sqlmodel import SQLModel

from cards.kit import CARD_LIMIT
from domain.contributions.contribution import MAX_TEXT
from storage.unit_of_work import UnitOfWork
from tests.world import World

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, and what reorders a line; a tab and a new line are none here."""

_LONGEST = 2 * MAX_TEXT


async def garbage(ml: World, tenants: Collection[str]) -> list[str]:
    """Return what is wrong with what was kept and sent; nothing when all is well."""
    kept = await ml.store.read(lambda unit: list(_in_rows(unit, tenants)))
    sent, ml.teams.sent[:] = ml.teams.sent[:], []
    changed, ml.teams.updated[:] = ml.teams.updated[:], []
    shown = [each.activity for each in sent] + [each.activity for each in changed]
    return kept + [problem for activity in shown for problem in _in_message(activity)]


def _in_rows(unit: UnitOfWork, tenants: Collection[str]) -> Iterator[str]:
    connection = unit.people._connection
    for table in SQLModel.metadata.sorted_tables:
        for row in connection.execute(sa.select(table)).mappings():
            for column in table.c:
                for problem in _in_value(row[column.name], getattr(column.type, "length", None)):
                    yield f"{table.name}.{column.name}: {problem}"
            if table.name == "organisation" and row["tenant_id"] not in tenants:
                yield f"an organisation {row['tenant_id']!r} that nobody is of"


def _in_value(value: Any, limit: int | None = None) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _in_value(inner[1])
    elif isinstance(value, str):
        if len(value) > (limit or _LONGEST):
            yield f"{len(value)} characters"
        if found := _UNSEEN.search(value):
            yield f"holds U+{ord(found[0]):04X}"


def _in_message(activity: dict[str, Any]) -> Iterator[str]:
    size = len(orjson.dumps(activity))
    if size > CARD_LIMIT + 2048:
        yield f"a message of {size} bytes"
