"""Whether rows are what the journal says: who rewrites one in the database is found."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.journal import usecases as proving
from cards.journal import texts as journal_texts
from domain.confidentiality import Clean
from domain.journal import Event, Fault, Problem
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.journal import states
from storage.sql import table
from storage.store import Store
from storage.tables import OrganisationRow
from storage.themes.tables import ThemeRow
from storage.unit_of_work import UnitOfWork
from tests.databases import opened
from tests.world import CLAIRE, NADIA, TENANT, World

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
REASON = "Les usagers répondent déjà par SMS, un second canal les perdrait."

_NAME = Clean("Le badge de l’entrée")

REWRITTEN = {
    "status": "UPDATE contribution SET status = 'accepted'",
    "kind": "UPDATE contribution SET kind = 'irritant'",
    "answer": "UPDATE contribution SET answer = 'Une autre réponse, tout aussi longue'",
    "created_at": "UPDATE contribution SET created_at = '2026-01-05 08:00:00+00:00'",
    "decided_at": "UPDATE contribution SET decided_at = NULL",
    "support": "UPDATE contribution SET support = support + 40",
    "week": "UPDATE contribution SET week = '2026-W01'",
    "text": "UPDATE contribution SET text = 'autre chose'",
}


def behind(url: str, *statements: str) -> None:
    """Change the database from outside, as who has it in hand can."""
    engine = open_engine(address_of(url), writes=True, connections=1)
    try:
        with engine.begin() as connection:
            for each in statements:
                connection.execute(sa.text(each.replace(":", "\\:")))
    finally:
        engine.dispose()


async def problem(store: Store) -> Problem | None:
    (checked,) = await store.read(proving.check_all)
    return checked.problem


async def a_refused_suggestion(ml: World) -> None:
    message = await ml.post(NADIA, "Suggestion : un QR code à l’accueil pour donner son avis")
    (idea,) = await ml.made_by(message)
    await ml.say(CLAIRE, f"fiche {idea.number}")
    form = (await ml.press(CLAIRE, ml.to(CLAIRE)[-1], "Refuser"))["value"]
    await ml.press(CLAIRE, form, "Confirmer", answer=REASON)
    await ml.until_calm()


async def test_every_rewritten_column_is_named_and_nothing_it_holds(ml: World) -> None:
    await a_refused_suggestion(ml)
    ml.is_tampered = True
    assert await problem(ml.store) is None
    behind(ml.settings.database_url, "CREATE TABLE before AS SELECT * FROM contribution")
    back = "UPDATE contribution SET {0} = (SELECT {0} FROM before)"

    # Who has the database in hand blanks the keys of what is digested, too.
    behind(ml.settings.database_url, "UPDATE journal_key SET key = ''")
    assert await problem(ml.store) is None
    for column, statement in REWRITTEN.items():
        behind(ml.settings.database_url, statement)
        found = await problem(ml.store)
        behind(ml.settings.database_url, back.format(column))

        assert found is not None, column
        assert (found.fault, found.subject, found.columns) == (
            Fault.ROW,
            "contribution:1",
            column,
        )
        said = journal_texts.broken(TENANT, found)
        assert f"contribution:1 n’est plus ce que dit l’écriture {found.seq}" in said
        assert "SMS" not in said
    assert await problem(ml.store) is None


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE row_state SET key = ''", Fault.ROW_UNTOLD),
        ("UPDATE row_state SET seq = 1", Fault.ROW_UNTOLD),
        ("DELETE FROM row_state", Fault.ROW_UNTOLD),
    ],
)
async def test_what_the_journal_says_of_a_row_cannot_be_taken_away(
    ml: World, statement: str, fault: Fault
) -> None:
    await ml.post(NADIA, "Irritant : le badge")
    await ml.until_calm()
    ml.is_tampered = True
    behind(ml.settings.database_url, statement)

    found = await problem(ml.store)

    assert found is not None
    assert (found.fault, found.subject) == (fault, "contribution:1")


def a_theme(unit: UnitOfWork) -> None:
    rows = table(ThemeRow)
    id_ = unit._connection.execute(
        sa.insert(rows).values(organisation_id=1, name=_NAME, created_at=NOW).returning(rows.c.id)
    ).scalar_one()
    unit.journal.note(Event(1, NOW, "theme.created", f"theme:{id_}"))


async def test_a_row_that_goes_is_told_and_one_that_vanishes_is_found(
    store: Store, database_url: str
) -> None:
    await store.write(lambda unit: unit.organisations.get_or_add(TENANT, NOW))
    await store.write(a_theme)
    await store.write(a_theme)
    rows = table(ThemeRow)
    await store.write(
        lambda unit: unit._connection.execute(sa.delete(rows).where(rows.c.id == 1)).rowcount
    )
    entries = await store.read(lambda unit: [each.what for each in unit.journal.entries(1)])
    assert entries.count(states.GONE) == 1
    assert await problem(store) is None

    behind(database_url, "DELETE FROM theme")
    vanished = await problem(store)
    behind(database_url, "DELETE FROM row_state")
    forgotten = await problem(store)

    for found in (vanished, forgotten):
        assert found is not None
        assert (found.fault, found.subject) == (Fault.ROW_GONE, "theme:2")


async def test_what_an_older_version_kept_is_told_when_this_one_starts(database_url: str) -> None:
    engine = open_engine(address_of(database_url), writes=True, connections=1)
    with engine.begin() as connection:
        organisation = sa.insert(table(OrganisationRow)).values(tenant_id=TENANT, created_at=NOW)
        connection.execute(organisation)
        theme = sa.insert(table(ThemeRow))
        connection.execute(theme, [{"organisation_id": 1, "name": _NAME, "created_at": NOW}] * 3)
    engine.dispose()

    async with opened(database_url) as store:
        assert await problem(store) is None
        behind(database_url, "UPDATE theme SET name = 'autre' WHERE id = 2")
    async with opened(database_url) as store:
        found = await problem(store)

    assert found is not None
    assert (found.fault, found.subject, found.columns) == (Fault.ROW, "theme:2", "name")
