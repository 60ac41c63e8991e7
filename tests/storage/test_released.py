"""Upgrading from every released schema, with what its own version of the bot had kept.

The bot starts on such a database, as after an upgrade, and works with the old rows. Going back is
refused.
"""

from datetime import UTC, datetime
from itertools import count

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import SQLModel

from domain.week.jobs import MONDAY_FLASH
from storage.backup.archive import Archive, check
from storage.backup.filling import fill
from storage.backup.restoring import restore
from storage.backup.schema import tables_at
from storage.migrations.upgrade import configuration, current, migrate, revisions, upgrade
from storage.unit_of_work import UnitOfWork
from tests.backup.files import find_teams, open_database, quietly, taken
from tests.storage import released
from tests.storage.rows import add
from tests.world import AWA, CLAIRE, NADIA, card_of, words_of, world

MONDAY = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
"""A week after the one in which the released versions lived."""


def fill_as_released(url: str, schema: str) -> dict[str, int]:
    """Make the database at *url* what a released version had; return its rows by table."""
    file = released.backup_of(schema)
    archive, tables = Archive(file), {each.name: each for each in tables_at(schema)}
    engine = open_database(url)
    with engine.begin() as connection:
        migrate(connection, schema)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for part in archive.parts():
            fill(connection, tables[part.table], part, quietly)
    engine.dispose()
    return {table: seal.rows for table, seal in archive.seals.items()}


def test_each_upgrade_by_itself_loses_no_row_of_a_released_version(
    empty_database_url: str,
) -> None:
    """As when every version had been started once: revisions that were never released, too."""
    first = released.schemas()[0]
    before = fill_as_released(empty_database_url, first)
    about, taken_before = check(taken(empty_database_url))
    assert (about.schema, taken_before) == (first, before), "a backup migrates nothing"
    engine = open_database(empty_database_url)
    for revision in revisions():
        with engine.begin() as connection:
            migrate(connection, revision)
    upgrade(engine)
    engine.dispose()

    after = rows(empty_database_url)
    assert first == revisions()[0]
    assert {table: after[table] for table in before} == before


@pytest.mark.parametrize("schema", released.schemas())
async def test_the_bot_starts_on_an_old_database_and_works_with_what_is_there(
    empty_database_url: str, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Teams gives no id twice: those of then are known.
    monkeypatch.setattr("tests.world.wire._IDS", count(1_796_000_000_000))
    monkeypatch.setattr("bot.weak_keys.LEAST", 0)  # a key was not refused for its length then
    before = fill_as_released(empty_database_url, schema)

    async with world(empty_database_url, secret_key=released.KEY) as ml:
        ml.clock.now = MONDAY
        find_teams(empty_database_url, ml.teams.service_url)
        await ml.install_in_team()
        assert await ml.store.read(lambda unit: unit.organisations.count()) == 1

        told = words_of(card_of(await ml.say(NADIA, "fiche AC-2026-0001")))
        assert "I-Milo rame encore ce matin" in told
        told = words_of(card_of(await ml.say(CLAIRE, "où en est l’idée du badge ?")))
        assert "le badge de Saverne" in told
        told = words_of(card_of(await ml.say(AWA, "mes contributions")))
        assert "Un banc dehors pour attendre" in told, "what she wrote anonymously"

        new = await ml.post(AWA, "Irritant : la porte du garage")
        (made,) = await ml.made_by(new)
        assert made.number.serial == before["contribution"] + 1
        _, body = await ml.execute(AWA, "contribution.support", {"contribution": 2}, chat=False)
        assert "Je l’adopte · 1" in words_of(body["value"])

        await ml.run(MONDAY_FLASH, MONDAY)
        flash = [sent for sent in ml.teams.sent if "Flash de la semaine 49" in str(sent.activity)]
        assert len(flash) == 1
        assert "le parking est plein" in words_of(card_of(flash[0].activity))
    assert rows(empty_database_url)["history"] > before["history"]


def rows(url: str) -> dict[str, int]:
    engine = open_database(url)
    with engine.connect() as connection:
        rows = {
            each.name: connection.scalar(sa.select(sa.func.count()).select_from(each)) or 0
            for each in SQLModel.metadata.sorted_tables
        }
    engine.dispose()
    return rows


@pytest.mark.parametrize("schema", released.schemas())
def test_a_backup_of_a_released_version_is_restored_in_todays_schema(
    empty_database_url: str, schema: str
) -> None:
    file = released.backup_of(schema)
    expected = check(file)[1]

    restored, _ = restore(empty_database_url, file, lambda *_: None, quietly)

    kept = rows(empty_database_url)
    # The journal goes on: it tells once how each row stands that was kept before it did.
    assert kept["journal"] >= expected.pop("journal", 0)
    assert {table: kept[table] for table in expected} == expected
    assert restored.about.schema == schema
    assert restored.missing == {}
    engine = open_database(empty_database_url)
    with engine.connect() as connection:
        assert current(connection) == revisions()[-1]
    engine.dispose()


@pytest.mark.parametrize("target", ["-1", "base"])
def test_going_back_is_refused_and_loses_nothing(database_url: str, target: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as connection:
        add(UnitOfWork(connection))
    before = rows(database_url)

    with (
        pytest.raises(RuntimeError, match="backup of before the upgrade"),
        engine.begin() as connection,
    ):
        command.downgrade(configuration(connection), target)

    with engine.connect() as connection:
        assert current(connection) == revisions()[-1]
    engine.dispose()
    assert rows(database_url) == before
