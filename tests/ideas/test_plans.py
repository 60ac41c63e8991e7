"""How the database answers what is asked of the idea box: by its indexes, never row by row."""

import pytest

from tests.bench.asking import cases
from tests.bench.keeping import keep_decade
from tests.databases import opened
from tests.storage.plans import POSTGRESQL, SQLITE, Heard, hear, plans_of, whole_table

SIZE = 3000


@pytest.fixture
async def asked(database_url: str) -> Heard:
    """Return the statements of everything that is asked, by what it is."""
    await keep_decade(database_url, SIZE)
    async with opened(database_url) as store:
        return await hear(store, cases())


async def test_nothing_that_is_asked_reads_a_whole_table(database_url: str, asked: Heard) -> None:
    plans = plans_of(database_url, asked)
    found = {
        (name, scanned, statement)
        for name, statement, plan in plans
        if (scanned := whole_table(plan))
    }

    assert found == set()
    assert all(asked.values())
    assert sum(map(len, asked.values())) > 5 * len(asked)


@pytest.mark.parametrize(
    "plan_of_a_scan",
    [
        "SCAN contribution",
        "SCAN history USING INDEX ix_history_contribution",
        "SCAN contribution_1",
    ],
)
def test_a_scan_is_known_for_one(plan_of_a_scan: str) -> None:
    assert SQLITE.search(plan_of_a_scan)
    assert not SQLITE.search("SCAN contribution_words VIRTUAL TABLE INDEX 192:M1")
    assert not SQLITE.search("SEARCH contribution USING INDEX ix_contribution_week (week=?)")
    assert POSTGRESQL.search("  ->  Seq Scan on contribution  (cost=0.00..1.10 rows=7 width=15)")
