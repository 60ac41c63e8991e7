"""How the database answers what is asked of themes: by its indexes, and as often for many."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from bot.contributions.usecases.readers import everybody
from bot.themes.usecases import likeness
from domain.contributions.view import view_for
from domain.isoweek import Week
from domain.kinds import Kind
from domain.themes.recurrence import Similar
from domain.themes.theme import Recurrence
from storage.contributions.repository import Contributions
from storage.contributions.tables import ContributionRow
from storage.sql import table
from storage.themes.figures import ThemeFigures
from storage.themes.likeness import Likenesses
from storage.themes.repository import Themes
from storage.themes.similar import RecentIrritants, SimilarIrritants
from storage.themes.tables import ThemeIrritantRow, ThemeRow
from storage.unit_of_work import UnitOfWork
from tests.bench.decade import NOW, TENANT
from tests.bench.keeping import keep_decade, placed_in
from tests.databases import opened
from tests.races.crossing import POLICY
from tests.storage.plans import Heard, hear, plans_of, whole_table

_C = table(ContributionRow)
SIZE, THEMES = 3000, 60
WEEK = Week.of(NOW.date())
_OURS = ("theme_irritant", "likeness", "not_the_same")


def _gather(unit: UnitOfWork) -> int:
    """Put the irritants into themes, one in ten into none, and have these be like others."""
    connection, org = unit.people._connection, unit.organisations.find(TENANT) or 0
    irritants = table(ContributionRow).c
    ids = list(
        connection.scalars(sa.select(irritants.id).where(irritants.kind == "irritant")).all()
    )
    unnamed = {"organisation_id": org, "name": "", "created_at": NOW, "surplus": 0}
    connection.execute(sa.insert(table(ThemeRow)), [unnamed] * THEMES)
    grouped = [each for place, each in enumerate(ids) if place % 10]
    placed = placed_in(org, THEMES, grouped)
    connection.execute(sa.insert(table(ThemeIrritantRow)), placed)
    for place, each in enumerate(ids[30::10], 30):
        unit.of(Likenesses).propose(
            org, each, [Similar(other, 0.5) for other in ids[place - 3 : place]]
        )
        unit.of(Likenesses).refuse(org, each, ids[:2])
    connection.execute(sa.text("ANALYZE"))
    return org


def _asked(org: int) -> dict[str, Any]:
    """Return everything that is asked of themes, by what it is."""
    since = WEEK.plus(-11)
    return {
        "recurrent": lambda unit: unit.of(ThemeFigures).recurrent(org, Recurrence(), since),
        "one recurrent": lambda unit: unit.of(ThemeFigures).recurrent(
            org, Recurrence(), since, [1]
        ),
        "one": lambda unit: unit.of(ThemeFigures).summary(org, [1], WEEK),
        "five": lambda unit: unit.of(ThemeFigures).summary(org, range(1, 6), WEEK),
        "times": lambda unit: unit.of(ThemeFigures).times(org, [1, 2], since),
        "waiting": lambda unit: unit.of(Likenesses).waiting(org, limit=1, offset=3),
        "count": lambda unit: unit.of(Likenesses).count_waiting(org),
        "alike": lambda unit: unit.of(Likenesses).alike(org, [1, 2]),
        "refused": lambda unit: unit.of(Likenesses).refused(org, 7),
        "of": lambda unit: unit.of(Themes).of(org, [1, 2, 3]),
        "same": lambda unit: unit.of(SimilarIrritants).find(RecentIrritants(), org, "le badge"),
        "latest": lambda unit: unit.of(Themes).latest(org, 40),
    }


@pytest.fixture
async def heard(database_url: str) -> Heard:
    await keep_decade(database_url, SIZE)
    async with opened(database_url) as store:
        asked = _asked(await store.write(_gather))
        return await hear(store, {name: reading(ask) for name, ask in asked.items()})


def reading(ask: Any) -> Any:
    return lambda store: store.read(ask)


async def test_nothing_reads_all_that_was_said_and_many_cost_no_more_questions(
    database_url: str, heard: Heard
) -> None:
    plans = plans_of(database_url, heard)

    assert [(name, found) for name, _, plan in plans if (found := whole_table(plan))] == []
    ours = [f"{how} {name}" for name in _OURS for how in ("SCAN", "Seq Scan on")]
    assert [plan for _, _, plan in plans for each in ours if each in plan] == []
    newest, *_ = [plan for name, said, plan in plans if name == "same" and ".words" in said]
    assert "ix_contribution_irritant" in newest
    assert len(heard["five"]) == len(heard["one"]) <= 9
    assert len(heard["recurrent"]) == 2


async def test_an_irritant_is_compared_by_ids_also_before_the_database_has_counted(
    database_url: str,
) -> None:
    """SQLite takes an organisation for rarer than a list of ids, until it knows better."""
    await keep_decade(database_url, SIZE)
    async with opened(database_url) as store:
        org = await store.write(_gather)
        await store.write(_forget_figures)
        memory = RecentIrritants()

        def compare(unit: UnitOfWork) -> None:
            newest = sa.select(sa.func.max(_C.c.id)).where(_C.c.kind == Kind.IRRITANT)
            latest = unit.of(Contributions).get(org, unit.people._connection.scalar(newest) or 0)
            assert latest is not None
            view = view_for(latest, everybody(unit, org))
            assert likeness.compare(unit, POLICY, memory, [view]).views

        asked = {"first": reading(compare), "then": reading(compare)}
        plans = plans_of(database_url, await hear(store, asked))

    assert [found for _, _, plan in plans if (found := whole_table(plan))] == []
    walked = [plan for _, _, plan in plans if re.search(_OF_ORGANISATION, plan)]
    assert walked == []


_OF_ORGANISATION = (
    rf"SEARCH (?:{'|'.join(_OURS)}) USING (?:COVERING )?INDEX \w+ \(organisation_id=\?\)"
)


def _forget_figures(unit: UnitOfWork) -> None:
    connection = unit.people._connection
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("DELETE FROM sqlite_stat1"))
