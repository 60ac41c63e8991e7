"""What was said, counted by month: kept true by triggers of the database (migration 0008).

``contribution_tally`` is to the board's page what an index is to a search: it says nothing that
``counted`` would not find by going through all contributions, so it is in no backup and can be
made again. Months are those of UTC: what falls into another month on an organisation's clock, near
midnight of its first day, is added and taken away when it is read (``Tallies.sums``).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.contributions.contribution import Status
from domain.records import record
from storage.contributions.tables import ContributionRow
from storage.journal import Journal
from storage.repository import Repository
from storage.sql import table

_C = table(ContributionRow)
TALLY = sa.table(
    "contribution_tally",
    sa.column("organisation_id", sa.Integer),
    sa.column("measure", sa.String),
    sa.column("month", sa.String),
    sa.column("site_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("days", sa.Integer),
    sa.column("who", sa.String),
    sa.column("n", sa.Integer),
)
RECEIVED, SAID, TREATED, REPLY, DECISION = "received", "said", "treated", "reply", "decision"
"""What is counted: contributions by kind when they were said and when they first got an answer or
a decision; who said something; and the whole days from one to the other."""

_MOMENTS = {
    RECEIVED: "created_at",
    SAID: "created_at",
    TREATED: "replied_at",
    REPLY: "replied_at",
    DECISION: "decided_at",
}
_KEY = tuple(column for column in TALLY.c if column.name != "n")
_TRIGGERS = ("added", "changed", "removed")
_A_DAY = 86_400
_INTO_THE_NEXT = timedelta(days=31)


class Key(NamedTuple):
    """What is counted together, within a span of months."""

    span: int
    """The place of the span among those asked for."""
    measure: str
    site_id: int
    """0 for none."""
    kind: str
    days: int
    who: str


class Page(NamedTuple):
    """What is counted again at once: a month of an organisation, as « 2026-11 » of UTC."""

    organisation_id: int
    month: str


@record
class Months:
    """Whole months of an organisation's calendar: from the first day of one to that of another."""

    first: date
    end: date


def counted(dialect: str, measure: str) -> sa.Select[Any]:
    """Return the plain query: what *measure* counts, one row a contribution, with its moment."""
    moment = _C.c[_MOMENTS[measure]]
    has_kind, has_days = measure in (RECEIVED, TREATED), measure in (REPLY, DECISION)
    whose = sa.func.coalesce(
        sa.literal("p").concat(sa.cast(_C.c.author_id, sa.String)), _C.c.author_key
    )
    return sa.select(
        _C.c.organisation_id,
        sa.literal(measure, literal_execute=True).label("measure"),
        _month(dialect, moment).label("month"),
        sa.func.coalesce(_C.c.site_id, 0).label("site_id"),
        (sa.cast(_C.c.kind, sa.String) if has_kind else _text("")).label("kind"),
        (_days(dialect, moment) if has_days else sa.literal(0, literal_execute=True)).label(
            "days"
        ),
        (whose if measure == SAID else _text("")).label("who"),
        moment.label("moment"),
    ).where(_C.c.status != Status.WITHDRAWN, moment.is_not(None))


def _text(words: str) -> sa.ColumnElement[str]:
    return sa.literal(words, literal_execute=True)


def _month(dialect: str, moment: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    if dialect == "sqlite":
        return sa.func.substr(sa.cast(moment, sa.Text), 1, 7)
    return sa.func.to_char(sa.func.timezone("UTC", moment), "YYYY-MM")


def _days(dialect: str, moment: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """Whole days since it was said; seconds are cut alike on both databases."""
    both = (moment, _C.c.created_at)
    if dialect == "sqlite":
        ended, begun = (sa.cast(sa.func.strftime("%s", each), sa.Integer) for each in both)
        return sa.func.max(0, (ended - begun) // _A_DAY)
    until, since = (sa.func.floor(sa.extract("epoch", each)) for each in both)
    return sa.cast(sa.func.greatest(0, sa.func.trunc((until - since) / _A_DAY)), sa.Integer)


class Tallies(Repository):
    """What was said by month, of the organisations."""

    def sums(
        self,
        organisation_id: int,
        measures: Collection[str],
        spans: Collection[Months],
        zone: ZoneInfo,
    ) -> Counter[Key]:
        """Return how many each span has of what is counted, in the days of *zone*."""
        found: Counter[Key] = Counter()
        for place, span in enumerate(spans):
            for row in self._of_months(organisation_id, measures, span):
                found[_key(place, row)] += int(row.n)
        for window, signs in _edges(spans, zone).items():
            for row in self._between(organisation_id, measures, window):
                for place, sign in signs:
                    found[_key(place, row)] += sign
        return Counter({key: n for key, n in found.items() if n})

    def rebuild(self, page: Page | None = None) -> None:
        """Count again what falls into a page, by default everything."""
        self._connection.execute(sa.delete(TALLY).where(*_kept(page)))
        for measure in _MOMENTS:
            rows = self._counted_rows(measure, page)
            self._connection.execute(sa.insert(TALLY).from_select([*_KEY, TALLY.c.n], rows))
        # It would look by itself in a minute.
        if page is None and self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql(f"ANALYZE {TALLY.name}")

    def pages(self) -> list[Page]:
        """Return all that anything is counted for, or should be: organisations and months."""
        plain = [counted(self._connection.dialect.name, measure) for measure in _MOMENTS]
        asked: list[Any] = [TALLY, *(each.subquery() for each in plain)]
        found = {
            Page(row.organisation_id, row.month)
            for each in asked
            for row in self._connection.execute(
                sa.select(each.c.organisation_id, each.c.month).distinct()
            )
        }
        return sorted(found)

    def recount(self, page: Page) -> int:
        """Count a page again where any of its counts is wrong; return how many were."""
        if self._connection.dialect.name == "postgresql":
            # What is said meanwhile is counted when this is done: triggers wait for the commit.
            self._connection.exec_driver_sql(f"LOCK TABLE {TALLY.name} IN EXCLUSIVE MODE")
        wrong = self.wrong(page)
        if wrong:
            self.rebuild(page)
        return wrong

    def wrong(self, page: Page | None = None) -> int:
        """Return how many counts of a page, by default all, are not what contributions say."""
        counts = sa.select(*_KEY, TALLY.c.n).where(*_kept(page))
        kept = {tuple(row[:-1]): row.n for row in self._connection.execute(counts)}
        true = {
            tuple(row[:-1]): row.n
            for measure in _MOMENTS
            for row in self._connection.execute(self._counted_rows(measure, page))
        }
        return sum(kept.get(key) != true.get(key) for key in kept.keys() | true.keys())

    def _counted_rows(self, measure: str, page: Page | None) -> sa.Select[Any]:
        plain = counted(self._connection.dialect.name, measure)
        if page:
            moment = _C.c[_MOMENTS[measure]]
            begins = datetime.fromisoformat(f"{page.month}-01").replace(tzinfo=UTC)
            ends = (begins + _INTO_THE_NEXT).replace(day=1)
            of_page = _C.c.organisation_id == page.organisation_id
            plain = plain.where(of_page, moment >= begins, moment < ends)
        rows = plain.subquery()
        key = [rows.c[column.name] for column in _KEY]
        return sa.select(*key, sa.func.count().label("n")).group_by(*key)

    def _of_months(
        self, organisation_id: int, measures: Collection[str], months: Months
    ) -> Sequence[Any]:
        columns = [column for column in _KEY if column.name not in ("organisation_id", "month")]
        counting = sa.select(*columns, sa.func.sum(TALLY.c.n).label("n")).where(
            TALLY.c.organisation_id == organisation_id,
            TALLY.c.measure.in_(measures),
            TALLY.c.month >= f"{months.first:%Y-%m}",
            TALLY.c.month < f"{months.end:%Y-%m}",
        )
        return self._connection.execute(counting.group_by(*columns)).all()

    def _between(
        self,
        organisation_id: int,
        measures: Collection[str],
        window: tuple[datetime, datetime],
    ) -> Sequence[Any]:
        wanted = [
            counted(self._connection.dialect.name, measure).where(
                _C.c.organisation_id == organisation_id,
                _C.c[_MOMENTS[measure]] >= window[0],
                _C.c[_MOMENTS[measure]] < window[1],
            )
            for measure in measures
        ]
        return self._connection.execute(sa.union_all(*wanted)).all()


def _kept(page: Page | None) -> list[sa.ColumnElement[bool]]:
    if page is None:
        return []
    return [TALLY.c.organisation_id == page.organisation_id, TALLY.c.month == page.month]


def _key(place: int, row: Any) -> Key:
    return Key(place, row.measure, row.site_id, row.kind, row.days, row.who)


def _edges(
    spans: Collection[Months], zone: ZoneInfo
) -> Mapping[tuple[datetime, datetime], list[tuple[int, int]]]:
    """Return the hours that are in other months of UTC, and in which spans they count how."""
    found: dict[tuple[datetime, datetime], list[tuple[int, int]]] = {}
    for place, span in enumerate(spans):
        for day, sign in ((span.first, 1), (span.end, -1)):
            here = datetime.combine(day, time(), zone).astimezone(UTC)
            there = datetime.combine(day, time(), UTC)
            window = (min(here, there), max(here, there))
            if here != there:
                found.setdefault(window, []).append((place, sign if here < there else -sign))
    return found


@contextmanager
def filled_at_once(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL fill the contributions without counting each of them, and then count all.

    SQLite counts as it goes: it has no triggers that wait.
    """
    exists = sa.inspect(connection).has_table(TALLY.name)
    if not exists or connection.dialect.name != "postgresql":
        yield
        return
    _switch(connection, "DISABLE")
    yield
    Tallies(connection, Journal(connection)).rebuild()
    _switch(connection, "ENABLE")


def _switch(connection: Connection, how: str) -> None:
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"ALTER TABLE contribution {how} TRIGGER {TALLY.name}_{name}")
