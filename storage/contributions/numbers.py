"""Whether every number that was given is still there: they are given without gaps."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.contributions.contribution import Origin
from storage.contributions.tables import ContributionRow, NumberSeriesRow
from storage.sql import table

_C, _N = table(ContributionRow), table(NumberSeriesRow)


def missing_numbers(connection: Connection) -> dict[int, int]:
    """Return how many numbers are missing, by year; years without any are left out.

    An import brings numbers of its own, with gaps: in its years only those above the last count.
    """
    imported = sa.func.sum(sa.case((_C.c.origin == Origin.IMPORT, 1), else_=0))
    found = (
        sa.select(
            _C.c.organisation_id,
            _C.c.year,
            sa.func.count().label("kept"),
            sa.func.max(_C.c.serial).label("highest"),
            imported.label("imported"),
        )
        .group_by(_C.c.organisation_id, _C.c.year)
        .subquery()
    )
    rows = connection.execute(
        sa.select(_N.c.year, _N.c.last, found.c.kept, found.c.highest, found.c.imported).join(
            found,
            (found.c.organisation_id == _N.c.organisation_id) & (found.c.year == _N.c.year),
            isouter=True,
        )
    )
    missing: dict[int, int] = {}
    for year, last, kept, highest, brought in rows:
        lacking = last - (highest or 0) if brought else last - (kept or 0)
        if lacking:
            missing[year] = missing.get(year, 0) + abs(lacking)
    return missing
