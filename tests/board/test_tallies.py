"""The counts by month are what going through all contributions would find, whatever happens."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection, Engine

from bot.app import PLUGS
from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Status
from domain.kinds import NOTABLE, Kind
from storage.backup.restoring import restore
from storage.contributions.repository import Contributions
from storage.contributions.tables import ContributionRow
from storage.contributions.tallies import (
    DECISION,
    RECEIVED,
    REPLY,
    SAID,
    TALLY,
    TREATED,
    Key,
    Months,
    Tallies,
)
from storage.database import database_url as as_url
from storage.database import open_engine
from storage.journal import seal
from storage.rights.old_words import OldWords
from storage.sql import table
from storage.unit_of_work import UnitOfWork
from tests.backup.files import quietly
from tests.commands import Commands
from tests.postgres import Postgres
from tests.storage import released
from tests.storage.rows import NOW, add, erase, nadia, organisation

CONTRIBUTION = table(ContributionRow)
PARIS, CAYENNE = ZoneInfo("Europe/Paris"), ZoneInfo("America/Cayenne")
MEASURES = (RECEIVED, SAID, TREATED, REPLY, DECISION)
EDGE = datetime(2026, 9, 30, 22, tzinfo=UTC)
"""When October begins in Paris."""

moments = st.one_of(
    st.integers(-400, 60).map(lambda days: NOW + timedelta(days=days)),
    st.integers(-300, 300).map(lambda minutes: EDGE + timedelta(minutes=minutes)),
)
_NAMES = ("add", "add", "answer", "decide", "reopen", "withdraw", "kind", "site", "erase")
events = st.lists(
    st.tuples(st.sampled_from(_NAMES), moments, st.integers(0, 5)), min_size=1, max_size=12
)
SPANS = (
    Months(date(2026, 10, 1), date(2027, 1, 1)),
    Months(date(2026, 9, 1), date(2026, 10, 1)),
    Months(date(2025, 7, 1), date(2026, 7, 1)),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(as_url(database_url), writes=True, connections=1)
    with opened.begin() as connection:
        unit = UnitOfWork(connection)
        unit.sites.set_branches(organisation(unit), ["Haguenau", "Saverne"])
        nadia(unit)
        seal(connection, [unit.journal])
    yield opened
    opened.dispose()


@contextmanager
def working(engine: Engine) -> Iterator[UnitOfWork]:
    with engine.begin() as connection:
        unit = UnitOfWork(connection)
        yield unit
        seal(connection, [unit.journal])


@given(events)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # lives may add up
)
def test_whatever_becomes_of_contributions_the_counts_are_those_of_the_plain_query(
    engine: Engine, life: list[tuple[str, datetime, int]]
) -> None:
    for what, moment, choice in life:
        with working(engine) as unit:
            HAPPENINGS[what](unit, moment, choice)

    with engine.begin() as connection:
        unit = UnitOfWork(connection)
        assert unit.of(Tallies).wrong() == 0
        for zone in (PARIS, CAYENNE):
            told = unit.of(Tallies).sums(organisation(unit), MEASURES, SPANS, zone)
            assert told == _by_hand(connection, zone)


def test_what_is_counted_no_more_leaves_no_trace(engine: Engine) -> None:
    with working(engine) as unit:
        add(unit)
    with working(engine) as unit:
        person = nadia(unit)
        erase(unit, person, "", PLUGS.holds)

    with engine.begin() as connection:
        who = set(connection.scalars(sa.select(TALLY.c.who)))
        assert not {f"p{person.id}"} & who
        assert not connection.scalars(sa.select(TALLY.c.n).where(TALLY.c.n <= 0)).all()


def test_a_later_answer_moves_no_first_one(engine: Engine) -> None:
    with working(engine) as unit:
        add(unit)
    for days in (2, 40):
        with working(engine) as unit:
            answered = Clean(f"Réponse du jour {days}")
            _changing(answer=answered, answered_at="now")(unit, NOW + timedelta(days=days), 0)

    with engine.begin() as connection:
        found = UnitOfWork(connection).of(Tallies).sums(1, [REPLY], [SPANS[0]], PARIS)
    assert found == {Key(0, REPLY, 0, "", 2, ""): 1}


def test_sites_are_counted_by_themselves(engine: Engine) -> None:
    with working(engine) as unit:
        here, there = (site.id for site in unit.sites.open_ones(organisation(unit))[:2])
        for site in (here, here, there):
            add(unit, site_id=site)

    with engine.begin() as connection:
        found = UnitOfWork(connection).of(Tallies).sums(1, [RECEIVED], [SPANS[0]], PARIS)
    assert {key.site_id: n for key, n in found.items()} == {here: 2, there: 1}


def test_counts_that_were_spoilt_are_found_and_made_again(engine: Engine) -> None:
    with working(engine) as unit:
        add(unit)
    with engine.begin() as connection:
        connection.execute(sa.update(TALLY).values(n=TALLY.c.n + 1))
        tallies = UnitOfWork(connection).of(Tallies)

        assert tallies.wrong() == 2
        tallies.rebuild()
        assert tallies.wrong() == 0


@pytest.mark.parametrize("schema", released.schemas())
def test_an_old_database_is_counted_when_it_is_brought_up_to_date(
    empty_database_url: str, schema: str
) -> None:
    restore(empty_database_url, released.backup_of(schema), lambda *_: None, quietly)

    opened = open_engine(as_url(empty_database_url), writes=True, connections=1)
    with opened.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(TALLY))
        assert UnitOfWork(connection).of(Tallies).wrong() == 0
    opened.dispose()


def _add(unit: UnitOfWork, moment: datetime, choice: int) -> None:
    sites = [None, *(site.id for site in unit.sites.open_ones(organisation(unit)))]
    kind = tuple(NOTABLE)[choice % len(NOTABLE)]
    author: dict[str, Any] = {"author_key": "k" * 64} if choice == 5 else {}
    made = add(unit, kind=kind, site_id=sites[choice % len(sites)], **author)
    unit.of(Contributions)._connection.execute(
        sa.update(CONTRIBUTION).where(CONTRIBUTION.c.id == made.id).values(created_at=moment)
    )


def _changing(**values: Any) -> Callable[[UnitOfWork, datetime, int], None]:
    """Return what changes one of the contributions; « now » stands for the moment."""

    def change(unit: UnitOfWork, moment: datetime, choice: int) -> None:
        found = unit.of(Contributions)._all(CONTRIBUTION.c.organisation_id == organisation(unit))
        if found:
            chosen = found[-1 - choice % len(found)].id
            one = unit.of(Contributions).for_change(organisation(unit), [chosen])[chosen]
            told = {name: moment if value == "now" else value for name, value in values.items()}
            unit.of(Contributions).change(one, Change.MOVED, moment, None, **told)

    return change


def _move(unit: UnitOfWork, moment: datetime, choice: int) -> None:
    site = unit.sites.open_ones(organisation(unit))[choice % 2].id
    _changing(site_id=site)(unit, moment, choice)


def _kind(unit: UnitOfWork, moment: datetime, choice: int) -> None:
    _changing(kind=(Kind.IRRITANT, Kind.SUGGESTION)[choice % 2])(unit, moment, choice)


def _erase(unit: UnitOfWork, moment: datetime, _: int) -> None:
    unit.of(OldWords).unname_before(organisation(unit), moment)
    unit.of(OldWords).empty_withdrawn(organisation(unit), moment)


HAPPENINGS: dict[str, Callable[[UnitOfWork, datetime, int], None]] = {
    "add": _add,
    "answer": _changing(answer=Clean("C’est commandé."), answered_at="now"),
    "decide": _changing(status=Status.ACCEPTED, decided_at="now", status_at="now"),
    "reopen": _changing(status=Status.READ, answer="", answered_at=None, decided_at=None),
    "withdraw": _changing(status=Status.WITHDRAWN, status_at="now"),
    "kind": _kind,
    "site": _move,
    "erase": _erase,
}


def _by_hand(connection: Connection, zone: ZoneInfo) -> Counter[Key]:
    """Return what is counted, found by going through all contributions in Python."""
    found: Counter[Key] = Counter()
    rows = connection.execute(sa.select(CONTRIBUTION)).all()
    for place, span in enumerate(SPANS):
        begins, ends = (datetime.combine(day, time(), zone) for day in (span.first, span.end))
        for row in rows:
            if row.status is Status.WITHDRAWN:
                continue
            site, who = row.site_id or 0, row.author_key or f"p{row.author_id}"

            def days(until: datetime, since: datetime = row.created_at) -> int:
                return max(0, (int(until.timestamp()) - int(since.timestamp())) // 86_400)

            if begins <= row.created_at < ends:
                found[Key(place, RECEIVED, site, row.kind, 0, "")] += 1
                found[Key(place, SAID, site, "", 0, who)] += 1
            if row.replied_at and begins <= row.replied_at < ends:
                found[Key(place, TREATED, site, row.kind, 0, "")] += 1
                found[Key(place, REPLY, site, "", days(row.replied_at), "")] += 1
            if row.decided_at and begins <= row.decided_at < ends:
                found[Key(place, DECISION, site, "", days(row.decided_at), "")] += 1
    return found


def test_a_command_finds_wrong_counts_and_makes_them_again(
    engine: Engine, database_url: str, commands: Commands
) -> None:
    with working(engine) as unit:
        add(unit)
    with engine.begin() as connection:
        connection.execute(sa.update(TALLY).values(n=7))
    engine.dispose()

    said = [commands.run("recount", FLASH_DATABASE_URL=database_url).stdout for _ in range(2)]

    assert said == [b"2 counts were wrong and were made again\n", b"all counts are right\n"]


def test_months_are_counted_again_one_by_one_and_others_write_between(engine: Engine) -> None:
    months = _spread(engine, 14)
    with engine.begin() as connection:
        connection.execute(sa.update(TALLY).values(n=TALLY.c.n + 1))
    with working(engine) as unit:
        pages = unit.of(Tallies).pages()
        wrong = unit.of(Tallies).wrong()
    assert len(pages) == months

    for page in pages:
        with working(engine) as unit:
            of_page = unit.of(Tallies).wrong(page)
            assert 0 < unit.of(Tallies).recount(page) == of_page
            wrong -= of_page
            assert unit.of(Tallies).wrong() == wrong, "no other month is touched"
        for choice in (0, 9):
            with working(engine) as unit:
                _changing(status=Status.WITHDRAWN, status_at="now")(unit, NOW, choice)
        with working(engine) as unit:
            add(unit)
        with working(engine) as unit:
            wrong = unit.of(Tallies).wrong()

    assert wrong == 0


def test_who_writes_while_a_month_is_counted_again_is_counted_once(
    postgresql: Postgres, migrated_database: str
) -> None:
    with postgresql.database(migrated_database) as url:
        opened = open_engine(as_url(url), writes=True, connections=2)
        with working(opened) as unit:
            add(unit)
        with opened.begin() as connection:
            connection.execute(sa.update(TALLY).values(n=TALLY.c.n + 1))
            pages = UnitOfWork(connection).of(Tallies).pages()
        with working(opened) as writing:
            add(writing)
            with opened.begin() as connection:
                assert all(UnitOfWork(connection).of(Tallies).recount(page) for page in pages)
        with opened.begin() as connection:
            assert UnitOfWork(connection).of(Tallies).wrong() == 0
        opened.dispose()


def _spread(engine: Engine, months: int) -> int:
    """Have something said in each of so many months."""
    with working(engine) as unit:
        for place in range(months):
            said = add(unit)
            unit.of(Contributions)._connection.execute(
                sa.update(CONTRIBUTION)
                .where(CONTRIBUTION.c.id == said.id)
                .values(created_at=NOW.replace(day=1) - timedelta(days=30 * place))
            )
    return months


def test_a_change_looks_at_few_counts_however_many_there_are(engine: Engine) -> None:
    with working(engine) as unit:
        add(unit)
        person = nadia(unit)
        unit.of(Tallies)._connection.execute(
            sa.insert(TALLY),
            [
                {"organisation_id": person.organisation_id, "measure": SAID, "month": "2026-11"}
                | {"site_id": 0, "kind": "", "days": 0, "who": f"k{each}", "n": 1}
                for each in range(20_000)
            ],
        )
    moving = _changing(kind=Kind.SUGGESTION, status=Status.WITHDRAWN, status_at="now")

    assert _looked_at(engine, lambda unit: moving(unit, NOW, 0)) < 2_000


def _looked_at(engine: Engine, work: Callable[[UnitOfWork], None]) -> int:
    """Return how many counts the database looks at while *work* is done.

    On SQLite, which does not tell, a fifth of the steps of its machine, at least.
    """
    if engine.dialect.name == "sqlite":
        steps: list[int] = []
        with working(engine) as unit:
            raw: Any = unit.of(Tallies)._connection.connection.dbapi_connection
            raw.set_progress_handler(lambda: steps.append(100), 100)
            work(unit)
            raw.set_progress_handler(None, 0)
        return sum(steps) // 5
    with working(engine) as unit:
        connection = unit.of(Tallies)._connection
        work(unit)
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        looked: int = connection.exec_driver_sql(
            "SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) "
            "FROM pg_stat_xact_user_tables WHERE relname = 'contribution_tally'"
        ).scalar_one()
        return looked
