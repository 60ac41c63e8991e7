"""What is held of people is said once, by each capability; this one lives in this file alone."""

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.app import PLUGS
from bot.plug import Plug, PluggedTwiceError, Plugs
from bot.rights import usecases as rights
from bot.usecases.turn import Policy, as_actor
from cards.rights.my_data import write_my_data
from cards.sheets import SheetWords
from domain.exchange import Form
from domain.people import Person
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.holdings import UNTOLD, Holding, delete, leave, unlink, week_before
from storage.rights.repository import Rights
from storage.unit_of_work import UnitOfWork
from tests.storage.rows import NOW, nadia, organisation
from tests.storage.rows import erase as erase_all

ZONE = ZoneInfo("Europe/Paris")
KEYS = sa.Table(
    "office_key",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("organisation_id", sa.Integer, nullable=False),
    sa.Column("holder_id", sa.Integer),
    sa.Column("door", sa.String(20)),
    sa.Column("week", sa.String(8)),
)
LENT = Holding("office_keys", (KEYS.c.holder_id,), unlink, old=week_before(KEYS.c.week))
WORDS = {"office_keys": SheetWords("Clés prêtées", columns={"door": "porte"})}
LENDING = Plug(name="lending", holds=(LENT,), sheets=WORDS)
WITH_MINE = Plugs((*PLUGS.all, LENDING))
POLICY = Policy(ZONE, "x", b"a key for tests that nobody guesses", holds=WITH_MINE.holds)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(address_of(database_url), writes=True, connections=1)
    with opened.begin() as connection:
        KEYS.create(connection)
        unit = UnitOfWork(connection)
        here = {"organisation_id": organisation(unit), "holder_id": nadia(unit).id}
        connection.execute(
            sa.insert(KEYS),
            [
                here | {"door": "Haguenau", "week": "2026-W48"},
                here | {"door": "Saverne", "week": "2025-W40"},
                here | {"door": "Wissembourg", "week": "2026-W48", "holder_id": None},
            ],
        )
    yield opened
    opened.dispose()


def _told(unit: UnitOfWork, person: Person) -> dict[str, Any]:
    """Return the file of « mes données »."""
    sheets = unit.of(Rights).about(person, as_actor(person, POLICY).key, POLICY.holds)
    file = io.BytesIO()
    write_my_data(Form.JSON, sheets, WITH_MINE.sheets, file, ZONE)
    told: dict[str, Any] = json.loads(file.getvalue())
    return told


def _doors(unit: UnitOfWork) -> dict[str, int | None]:
    rows = unit.people._connection.execute(sa.select(KEYS).order_by(KEYS.c.id))
    return {row.door: row.holder_id for row in rows}


def test_a_new_table_is_told_erased_and_forgotten_in_time(engine: Engine) -> None:
    with engine.begin() as connection:
        unit = UnitOfWork(connection)
        person = nadia(unit)

        told = _told(unit, person)

        assert [line["porte"] for line in told["Clés prêtées"]] == ["Haguenau", "Saverne"]
        assert list(told)[-2:] == ["Clés prêtées", "Journal"]

        long_ago = date(2026, 1, 1)
        while unit.of(Rights).forget_held(person.organisation_id, long_ago, POLICY.holds):
            pass
        assert list(_doors(unit)) == ["Haguenau", "Wissembourg"]

        rights.begin_erasure(unit, POLICY, person, NOW, rights.ASKED)
        while rights.erase_part(unit, POLICY, NOW):
            pass
        assert _doors(unit) == {"Haguenau": None, "Wissembourg": None}
        assert unit.people.find(person.organisation_id, person.aad_object_id) is None


@pytest.mark.parametrize(("erase", "left"), [(unlink, 3), (delete, 1), (leave, 3)])
def test_rows_are_unlinked_deleted_or_left(engine: Engine, erase: Any, left: int) -> None:
    with engine.begin() as connection:
        unit = UnitOfWork(connection)
        person = nadia(unit)
        erase_all(unit, person, "", (Holding(UNTOLD, (KEYS.c.holder_id,), erase),))
        doors = _doors(unit)
    assert len(doors) == left
    assert (person.id in doors.values()) is (erase is leave)


def test_nobody_is_taken_for_erased_where_nothing_is_said(engine: Engine) -> None:
    with engine.begin() as connection:
        unit = UnitOfWork(connection)
        with pytest.raises(ValueError, match="nobody has said"):
            erase_all(unit, nadia(unit), "", ())


def test_every_column_that_points_to_a_person_is_held_once(database_url: str) -> None:
    opened = open_engine(address_of(database_url), writes=False, connections=1)
    schema = sa.inspect(opened)
    pointing = [
        f"{name}.{key['constrained_columns'][0]}"
        for name in schema.get_table_names()
        for key in schema.get_foreign_keys(name)
        if key["referred_table"] == "person"
    ]
    opened.dispose()
    held = [str(column) for holding in PLUGS.holds for column in holding.people]

    assert sorted([*pointing, "person.id"]) == sorted(held)
    assert len(pointing) > 20
    awaited = {str(column) for holding in PLUGS.holds for column in holding.awaited}
    assert awaited == {"contribution.author_id", "contribution.assigned_to_id"}


def test_nothing_is_held_or_told_twice() -> None:
    for held, sheets in (((LENT,), {}), ((), WORDS)):
        with pytest.raises(PluggedTwiceError):
            Plugs((LENDING, Plug(name="other", holds=held, sheets=sheets)))


def test_every_sheet_is_held_once_and_has_french_words() -> None:
    told = [each.sheet for each in PLUGS.holds if each.sheet != UNTOLD]
    assert sorted(told) == sorted(PLUGS.sheets)
    titles = {each.title for each in PLUGS.sheets.values()}
    assert len(titles) == len({each.place for each in PLUGS.sheets.values()}) == len(PLUGS.sheets)
