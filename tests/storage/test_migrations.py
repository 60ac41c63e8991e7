"""The schema: made by migrations, equal to the tables, with its rules in the database itself."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import SQLModel

from storage.contributions.repository import Contributions
from storage.contributions.tables import ContributionRow, VoteRow
from storage.contributions.votes import Votes
from storage.database import DatabaseUnavailableError, open_engine
from storage.database import database_url as as_url
from storage.migrations.upgrade import configuration, is_in_tables, upgrade
from storage.sql import table
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.rows import NOW, add, nadia

CONTRIBUTION, VOTE = table(ContributionRow), table(VoteRow)


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    opened = open_engine(as_url(empty_database_url), writes=True, connections=1)
    yield opened
    opened.dispose()


@pytest.fixture
def schema(database_url: str) -> Iterator[Engine]:
    """Give a copy of a database that the migrations have made from empty."""
    opened = open_engine(as_url(database_url), writes=True, connections=1)
    yield opened
    opened.dispose()


@pytest.fixture
def kept(schema: Engine) -> dict[str, Any]:
    """Return the columns, but the id, of a contribution that is kept; it has no author key."""
    with schema.begin() as connection:
        add(UnitOfWork(connection), conversation_id="19:c", message_id="1", form_id="f")
        row = connection.execute(sa.select(CONTRIBUTION)).mappings().one()
    return {name: value for name, value in row.items() if name != "id"}


def _another(kept: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the columns of one more contribution, which breaks no rule but by *changes*."""
    return kept | {"serial": 2, "message_id": "2", "form_id": "g"} | changes


def test_from_empty_the_migrations_make_the_tables(schema: Engine) -> None:
    with schema.connect() as connection:
        opts = {"compare_type": True, "include_object": is_in_tables}
        context = MigrationContext.configure(connection, opts=opts)

        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_database_checks_what_the_tables_say(schema: Engine) -> None:
    # Alembic compares no CHECK constraints.
    inspected = sa.inspect(schema)
    checks = {
        each.name: {check["name"] for check in inspected.get_check_constraints(each.name)}
        for each in SQLModel.metadata.sorted_tables
    }

    assert checks == {
        each.name: {c.name for c in each.constraints if isinstance(c, sa.CheckConstraint)}
        for each in SQLModel.metadata.sorted_tables
    }


def test_migrating_twice_keeps_what_is_there(schema: Engine, kept: dict[str, Any]) -> None:
    upgrade(schema)

    with schema.begin() as connection:
        assert connection.scalar(sa.select(CONTRIBUTION.c.text)) == kept["text"]


@pytest.mark.parametrize("_", range(3))
async def test_processes_that_start_at_once_all_open(empty_database_url: str, _: int) -> None:
    stores = [Store(empty_database_url) for _ in range(4)]

    await asyncio.gather(*(asyncio.to_thread(store.open) for store in stores))

    numbers = [(await store.write(add)).number.serial for store in stores]
    assert numbers == [1, 2, 3, 4]
    for store in stores:
        await store.close()


async def test_a_new_sqlite_file_that_another_process_is_about_to_prepare_is_waited_for(
    tmp_path: Path,
) -> None:
    other = sqlite3.connect(tmp_path / "flash.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store(f"sqlite:///{tmp_path / 'flash.db'}")

    opening = asyncio.create_task(asyncio.to_thread(store.open))
    await asyncio.wait([opening], timeout=0.1)
    assert not opening.done()
    other.rollback()
    await opening

    assert (await store.write(add)).number.serial == 1
    await store.close()
    other.close()


async def test_a_database_of_a_newer_version_is_refused_with_a_sentence(
    schema: Engine, database_url: str
) -> None:
    with schema.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store = Store(database_url)

    with pytest.raises(DatabaseUnavailableError, match="version plus récente du bot") as refused:
        store.open()

    await store.close()
    assert "restaurez une sauvegarde" in str(refused.value)
    with schema.begin() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize(
    ("broken", "changes"),
    [
        ("one_author", {"author_key": "a" * 64}),
        ("one_author", {"author_id": None}),
        ("notable_kind", {"kind": "other"}),
        ("kind", {"kind": "opinion"}),
        ("status", {"status": "lost"}),
        ("refused_with_reason", {"status": "refused"}),
        ("refused_with_reason", {"status": "refused", "answer": "   non    "}),
        ("merged_into_one", {"status": "merged"}),
        ("merged_into_one", {"merged_into_id": 1}),
        ("origin", {"origin": "fax"}),
        ("engagement", {"engagement": 0}),
        ("engagement", {"engagement": 10}),
        ("text_not_empty", {"text": ""}),
        ("year_serial|year, contribution.serial", {"serial": 1}),
        ("message", {"message_id": "1"}),
        ("form_id", {"form_id": "f"}),
        ("(?i)foreign key", {"author_id": 404}),
        ("(?i)foreign key", {"organisation_id": 404}),
        ("(?i)not.null", {"text": None}),
    ],
)
def test_a_contribution_that_breaks_a_rule_is_refused(
    schema: Engine, kept: dict[str, Any], broken: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=broken):
        _insert_raw(schema, _another(kept, **changes))

    with schema.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(CONTRIBUTION)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"author_id": None, "author_key": "a" * 64},
        {"status": "refused", "answer": "prévu en janvier par SMS"},
        {"status": "merged", "merged_into_id": 1},
        {"origin": "import"},
        {"engagement": 1},
        {"engagement": 9},
        {"message_id": "1", "part": 1},
        {"serial": 1, "year": 2027},
        {"conversation_id": None, "message_id": None},
    ],
)
def test_a_contribution_that_breaks_no_rule_is_kept(
    schema: Engine, kept: dict[str, Any], changes: dict[str, Any]
) -> None:
    _insert_raw(schema, _another(kept, **changes))

    with schema.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(CONTRIBUTION)) == 2


def test_a_person_supports_a_contribution_once(schema: Engine) -> None:
    with schema.begin() as connection:
        unit = UnitOfWork(connection)
        contribution, person = add(unit), nadia(unit)
        org, id_ = contribution.organisation_id, contribution.id
        held = unit.of(Contributions).for_change(org, [id_])[id_]
        assert unit.of(Votes).toggle_vote(held, person, NOW)
    vote = {
        "contribution_id": contribution.id,
        "person_id": person.id,
        "organisation_id": person.organisation_id,
        "created_at": NOW,
    }

    with pytest.raises(IntegrityError), schema.begin() as connection:
        connection.execute(sa.insert(VOTE), vote)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history SET change = 'edited'", "DELETE FROM history", "TRUNCATE history"],
)
def test_history_is_append_only(schema: Engine, kept: dict[str, Any], statement: str) -> None:
    assert kept["serial"] == 1
    # SQLite knows no TRUNCATE and says so: nothing is changed there either.
    expected = "append-only" if _knows(schema, statement) else "syntax error"

    with pytest.raises(DBAPIError, match=expected), schema.begin() as connection:
        connection.execute(sa.text(statement))

    with schema.begin() as connection:
        assert connection.execute(sa.text("SELECT change FROM history")).all() == [("created",)]


def test_history_cannot_be_emptied_through_what_it_belongs_to(
    schema: Engine, kept: dict[str, Any]
) -> None:
    assert kept["serial"] == 1

    with pytest.raises(DBAPIError), schema.begin() as connection:
        connection.execute(sa.delete(CONTRIBUTION))


def _knows(schema: Engine, statement: str) -> bool:
    return schema.dialect.name == "postgresql" or not statement.startswith("TRUNCATE")


def _insert_raw(schema: Engine, values: dict[str, Any]) -> None:
    """Insert past SQLAlchemy's own check of code names, as another program would."""
    plain = sa.table("contribution", *(sa.column(name) for name in values))
    kept_as = {name: CONTRIBUTION.c[name].type for name in ("created_at", "attachments", "tags")}
    told = {name: sa.bindparam(name, type_=kept_as.get(name)) for name in values}
    with schema.begin() as connection:
        connection.execute(sa.insert(plain).values(told), values)


_BEFORE_THE_WEEK = """
INSERT INTO organisation (id, tenant_id, created_at) VALUES (1, 't', :moment);
INSERT INTO person (id, organisation_id, aad_object_id, teams_user_id, name, upn, role, site_asked)
VALUES (1, 1, 'a', '', 'Nadia', '', 'member', false);
INSERT INTO contribution (organisation_id, year, serial, kind, status, text, author_id, origin,
    part, removed_with_message, link, attachments, created_at)
VALUES (1, 2026, 1, 'irritant', 'received', 'le badge', 1, 'channel', 0, false, '', '[]', :moment),
       (1, 2026, 2, 'irritant', 'received', 'le badge', 1, 'form', 0, false, '', '[]', :moment);
INSERT INTO outbox (organisation_id, key, subject, service_url, conversation_id, state, wanted,
    shown, attempts, due_at, lease_owner, reason, created_at)
VALUES (1, 'k', 'hello', 'http://x', 'c', 'sent', 1, 1, 0, :moment, '', '', :moment)
"""


def test_what_was_said_before_the_week_came_is_dated_and_the_channel_stays_public(
    empty: Engine,
) -> None:
    said = {"moment": "2027-01-01 23:30:00"}  # already Saturday in Paris, still week 53 of 2026
    with empty.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        for statement in _BEFORE_THE_WEEK.split(";"):
            connection.execute(sa.text(statement), said if ":moment" in statement else {})

    upgrade(empty)

    with empty.begin() as connection:
        kept = sa.select(CONTRIBUTION.c.week, CONTRIBUTION.c.is_public, CONTRIBUTION.c.is_cited)
        rows = connection.execute(kept.order_by(CONTRIBUTION.c.serial)).all()
        indexes = sa.inspect(connection).get_indexes("outbox")
        assert connection.scalar(sa.text("SELECT priority FROM outbox WHERE key = 'k'")) == 0
    assert [tuple(row) for row in rows] == [("2026-W53", True, True), ("2026-W53", False, False)]
    (due,) = [each for each in indexes if each["name"] == "ix_outbox_due"]
    assert any("shown < wanted" in str(where) for where in due["dialect_options"].values())


_ANONYMOUS_ON_A_SITE = """
INSERT INTO organisation (id, tenant_id, created_at) VALUES (1, 't', :moment);
INSERT INTO site (id, organisation_id, name, nature, closed)
VALUES (1, 1, 'Haguenau', 'branch', false);
INSERT INTO contribution (organisation_id, year, serial, kind, status, text, author_key, site_id,
    origin, part, removed_with_message, link, attachments, created_at)
VALUES (1, 2026, 1, 'irritant', 'received', 'le', 'k', 1, 'form', 0, false, '', '[]', :moment);
INSERT INTO person (id, organisation_id, aad_object_id, teams_user_id, name, upn, role, site_asked)
VALUES (1, 1, 'a', '', 'Nadia', '', 'member', false);
INSERT INTO contribution (organisation_id, year, serial, kind, status, text, author_id, site_id,
    origin, part, removed_with_message, link, attachments, created_at)
VALUES (1, 2026, 2, 'irritant', 'received', 'le badge', 1, 1, 'form', 0, false, '', '[]', :moment)
"""


def test_the_site_that_an_anonymous_contribution_kept_is_forgotten(empty: Engine) -> None:
    with empty.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        for statement in _ANONYMOUS_ON_A_SITE.split(";"):
            said = {"moment": "2026-11-24 09:00:00"} if ":moment" in statement else {}
            connection.execute(sa.text(statement), said)

    upgrade(empty)

    with empty.begin() as connection:
        kept = sa.select(CONTRIBUTION.c.site_id).order_by(CONTRIBUTION.c.serial)
        assert list(connection.scalars(kept)) == [None, 1]
        counted = sa.text("SELECT site_id FROM contribution_tally WHERE measure = 'received'")
        assert sorted(connection.scalars(counted)) == [0, 1]
