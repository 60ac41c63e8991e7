"""Statements that the driver runs: they do what SQLAlchemy would have done with them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, StatementError

from domain.confidentiality import Clean
from domain.kinds import Kind
from domain.people import Role
from storage.compiled import Compiled, UncompilableError
from storage.contributions.tables import ContributionRow, NumberSeriesRow, QuestionRow
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.sql import among, insert, table
from storage.tables import ClosureRow, OrganisationRow, PersonRow
from storage.types import NotExaminedError
from tests.storage.rows import NOW

C, N, P = table(ContributionRow), table(NumberSeriesRow), table(PersonRow)
QUESTION = {
    "organisation_id": 1,
    "author_id": 1,
    "conversation_id": "19:a",
    "message_id": "1",
    "origin": "channel",
    "text": Clean("« où\u202f? » 😤"),
    "attachments": [{"name": Clean("é.pdf"), "url": ""}],
    "link": "",
    "guessed": Kind.OTHER,
    "answered": None,
    "created_at": NOW,
}


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """Give a connection to a database in which there is somebody."""
    engine = open_engine(address_of(database_url), writes=True, connections=1)
    with engine.begin() as connection:
        connection.execute(sa.insert(table(OrganisationRow)).values(tenant_id="t", created_at=NOW))
        connection.execute(
            sa.insert(P).values(organisation_id=1, aad_object_id="a", role=Role.MEMBER)
        )
        yield connection
    engine.dispose()


@Compiled
def adding(dialect: str) -> Any:
    return insert(dialect, QuestionRow).returning(table(QuestionRow).c.id)


@Compiled
def counting(dialect: str) -> Any:
    adding = insert(dialect, NumberSeriesRow).on_conflict_do_update(
        index_elements=["organisation_id", "year"], set_={"last": N.c.last + 1}
    )
    return adding.returning(N.c.last)


def test_a_moment_is_kept_as_it_is_wherever_it_was_told(connection: Connection) -> None:
    paris = ZoneInfo("Europe/Paris")
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=paris)  # the clocks go back at three
    moments = [NOW, NOW.astimezone(paris), twice, twice.replace(fold=1)]
    for number, moment in enumerate(moments * 2):
        told = {"message_id": f"{number}", "created_at": moment}
        adding.scalar(connection, QUESTION | told)

    kept = connection.scalars(sa.select(table(QuestionRow).c.created_at)).all()
    assert kept == [each.astimezone(UTC) for each in moments * 2]
    assert len(set(kept)) == 3


def test_values_go_in_and_come_out_as_by_sqlalchemy(connection: Connection) -> None:
    rows = sa.select(table(QuestionRow))
    adding.scalar(connection, QUESTION)
    connection.execute(sa.insert(table(QuestionRow)), QUESTION | {"message_id": "2"})

    kept = [row._asdict() for row in connection.execute(rows)]
    ours = [row._asdict() for row in Compiled(lambda _: rows).all(connection, {})]

    assert ours == kept
    assert [list(map(type, each.values())) for each in ours] == [
        list(map(type, each.values())) for each in kept
    ]
    one, other = ({**each, "id": 0, "message_id": ""} for each in kept)
    assert one == other
    assert {**one, **QUESTION, "message_id": ""} == one


def test_days_and_what_is_fixed_in_a_statement_are_bound(connection: Connection) -> None:
    closure = table(ClosureRow)
    first, last = date(2026, 12, 24), date(2027, 1, 1)
    one = {"organisation_id": 1, "name": "", "last": last}
    closing = Compiled(lambda _: sa.insert(closure).values(first=first, **_bound(one)))
    closing.each(connection, [one, one | {"last": first}])
    until = Compiled(
        lambda _: sa.select(closure.c.first).where(
            closure.c.first == first, closure.c.last == sa.bindparam("last")
        )
    )

    assert until.scalar(connection, {"last": last}) == first
    assert until.first(connection, {"last": date(2027, 1, 2)}) is None


def _bound(values: dict[str, Any]) -> dict[str, Any]:
    return {name: sa.bindparam(name) for name in values}


def test_a_list_is_one_value(connection: Connection) -> None:
    for year in (2025, 2026, 2027):
        counting.scalar(connection, {"organisation_id": 1, "year": year, "last": year})
    some = Compiled(lambda d: sa.select(N.c.last).where(among(d, N.c.year, "years")))

    for years in ([], [2026], [2025, 2027, 1999]):
        found = {row.last for row in some.all(connection, {"years": years})}
        assert found == set(years) - {1999}


def test_rows_that_are_changed_are_counted(connection: Connection) -> None:
    counting.scalar(connection, {"organisation_id": 1, "year": 2026, "last": 1})
    moving = Compiled(lambda _: sa.update(N).where(N.c.year == sa.bindparam("of")).values(last=7))

    assert moving.run(connection, {"of": 2026}) == 1
    assert moving.run(connection, {"of": 2027}) == 0


def test_what_is_refused_is_refused_as_by_sqlalchemy(connection: Connection) -> None:
    adding.scalar(connection, QUESTION)

    with pytest.raises(StatementError) as refused:
        adding.scalar(connection, QUESTION | {"text": "un secret"})
    assert isinstance(refused.value.orig, NotExaminedError)
    with pytest.raises(IntegrityError) as broken:
        adding.scalar(connection, QUESTION)
    assert not broken.value.connection_invalidated
    assert "« où" not in str(refused.value) + str(broken.value.statement)


def test_who_listens_to_cursors_hears_of_it(connection: Connection) -> None:
    heard: list[Any] = []
    for event in ("before_cursor_execute", "after_cursor_execute"):
        sa.event.listen(connection.engine, event, lambda *said: heard.append(said[2]))
    counting.scalar(connection, {"organisation_id": 1, "year": 2026, "last": 1})

    assert len(heard) == 2
    assert all(each.startswith("INSERT INTO number_series") for each in heard)


WITHIN = sa.update(C).values(support=0).returning(C.c.id).cte("changed")


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (sa.update(C).values(support=sa.bindparam("n")), "journal"),
        (sa.delete(C).where(C.c.id == sa.bindparam("n")), "journal"),
        (sa.select(WITHIN).where(WITHIN.c.id == sa.bindparam("n")), "journal"),
        (sa.select(N).where(N.c.year.in_(sa.bindparam("n", expanding=True))), "list"),
        (sa.insert(P).values(organisation_id=sa.bindparam("n")), "default"),
        (sa.select(N), "values"),
        (sa.select(N).where(N.c.year > sa.bindparam("n"), N.c.year < sa.bindparam("m")), "values"),
    ],
)
def test_what_would_not_do_the_same_is_refused(
    connection: Connection, statement: Any, why: str
) -> None:
    with pytest.raises(UncompilableError, match=why):
        Compiled(lambda _: statement).all(connection, {"n": 1})
