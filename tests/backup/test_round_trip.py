"""From a database into a file and out of it again: of either kind, into either kind."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.backup.restoring import restore
from storage.contributions.search import matches
from storage.contributions.tables import ContributionRow
from storage.contributions.tallies import TALLY, Tallies
from storage.migrations.upgrade import upgrade
from storage.sql import table
from storage.unit_of_work import UnitOfWork
from tests.backup.files import open_database, quietly, taken
from tests.storage.rows import add

CONTRIBUTION = table(ContributionRow)


def everything(url: str) -> dict[str, list[Any]]:
    """Return the rows of all tables."""
    engine = open_database(url)
    with engine.connect() as connection:
        kept = {
            each.name: sorted(map(repr, connection.execute(sa.select(each))))
            for each in SQLModel.metadata.sorted_tables
        }
    engine.dispose()
    return kept


def test_all_that_is_kept_comes_back_as_it_was(full_url: str, target_url: str) -> None:
    before = everything(full_url)
    assert all(before.values()), "a table has no row to bring back"

    restored, _ = restore(target_url, taken(full_url), lambda *_: None, quietly)

    assert everything(target_url) == before
    assert restored.rows == sum(map(len, before.values()))
    assert restored.tables == len(before)
    assert everything(full_url) == before, "taking a backup changes nothing"
    assert _wrong_tallies(target_url) == 0


def _wrong_tallies(url: str) -> int:
    engine = open_database(url)
    with engine.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(TALLY))
        wrong = UnitOfWork(connection).of(Tallies).wrong()
    engine.dispose()
    return wrong


def test_what_comes_after_it_gets_new_ids_and_is_found(full_file: Path, target_url: str) -> None:
    engine = open_database(target_url)
    upgrade(engine)  # as by a bot that was started there before
    restore(target_url, taken(f"sqlite:///{full_file}"), lambda *_: None, quietly)

    with engine.begin() as connection:
        last = connection.scalar(sa.select(sa.func.max(CONTRIBUTION.c.id)))
        kept = add(UnitOfWork(connection), "le portillon du parking")
        found = {word: _find(connection, word) for word in ("parking", "badg", "portillon")}
    engine.dispose()

    assert last
    assert kept.id == last + 1
    assert found["portillon"] == [kept.id]
    assert len(found["parking"]) == 2
    assert len(found["badg"]) == 1


def _find(connection: sa.Connection, word: str) -> list[int]:
    found = matches(connection.dialect.name, 1, [word], [])
    assert found is not None
    asked = sa.select(found.id).select_from(found.source).where(found.condition)
    return sorted(connection.execute(asked).scalars())
