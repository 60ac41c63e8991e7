"""The figures of the board's page are those of counting by hand, and mask what they must."""

from collections import Counter
from dataclasses import replace
from datetime import date
from statistics import fmean, median
from typing import Any

import pytest
import sqlalchemy as sa

from bot.board.usecases.figures import View, span_of
from domain.actions.action import ActionState
from domain.amounts import Among
from domain.board.page import Board, Flow, Grain, Span, Step, Wait, plan_figures, wait
from domain.contributions.contribution import Status
from domain.errors import Reason, RuleViolationError
from storage.board.figures import BoardFigures
from storage.contributions.repository import Contributions
from storage.contributions.tables import ContributionRow
from storage.sql import table
from storage.store import Store
from storage.survey.tables import SurveyAnswerRow
from storage.unit_of_work import UnitOfWork
from tests.board.place import NOW, QUARTER, seen

CONTRIBUTION, ANSWER = table(ContributionRow), table(SurveyAnswerRow)


def _rows(unit: UnitOfWork) -> list[Any]:
    wanted = sa.select(CONTRIBUTION).where(CONTRIBUTION.c.status != Status.WITHDRAWN)
    return list(unit.of(Contributions)._connection.execute(wanted))


async def test_what_is_received_and_treated_is_what_counting_finds(store: Store) -> None:
    full = await store.read(seen)
    rows = await store.read(_rows)

    received = Counter(row.kind for row in rows if QUARTER.has(row.created_at.date()))
    treated = [row for row in rows if row.replied_at and QUARTER.has(row.replied_at.date())]
    by_kind = Counter(row.kind for row in treated)
    days = [(row.replied_at - row.created_at).days for row in treated]
    assert full.now.kinds == {kind: Flow(received[kind], by_kind[kind]) for kind in full.now.kinds}
    assert full.now.reply == Wait(len(days), fmean(days), median(days))
    assert full.trend[-1] == (QUARTER, full.now.flow)
    assert full.trend[-2] == (QUARTER.back(), full.before.flow)


async def test_a_site_counts_what_is_said_there(store: Store) -> None:
    full = await store.read(seen)
    place = next(each for each in full.places if each.name == "Haguenau")

    here = await store.read(seen, View(site=place.id))

    rows = await store.read(_rows)
    said = [row for row in rows if QUARTER.has(row.created_at.date())]
    assert here.now.flow.received == sum(row.site_id == place.id for row in said)
    assert here.now.took_part.of == 6
    assert here.place == place
    assert here.now.weather.count < full.now.weather.count


async def test_what_is_left_of_all_does_not_tell_of_a_site_of_two(store: Store) -> None:
    full = await store.read(seen)
    told = [await store.read(seen, View(site=place.id)) for place in full.places]

    left = full.now.took_part.of - sum(each.now.took_part.of for each in told)
    assert left >= 3
    assert full.now.took_part.of == 17


async def test_a_site_of_two_has_no_page_and_is_not_offered(store: Store) -> None:
    full = await store.read(seen)
    places = await store.read(lambda unit: unit.of(BoardFigures).places(1))
    small = next(each for each in places if each.name == "Niederbronn")

    assert small not in full.places
    with pytest.raises(RuleViolationError) as refused:
        await store.read(seen, View(site=small.id))
    assert refused.value.reason is Reason.SITE_TOO_SMALL
    with pytest.raises(RuleViolationError) as unknown:
        await store.read(seen, View(site=999))
    assert unknown.value.reason is Reason.UNKNOWN


async def test_too_few_young_people_make_no_weather(store: Store) -> None:
    full = await store.read(seen)

    def leave_four(unit: UnitOfWork) -> None:
        some = sa.select(ANSWER.c.id).where(ANSWER.c.day >= QUARTER.first).limit(4)
        unit.of(Contributions)._connection.execute(
            sa.delete(ANSWER).where(ANSWER.c.id.not_in(some.subquery().select()))
        )

    assert full.now.weather.is_told
    await store.write(leave_four)
    board = await store.read(seen)

    assert board.now.weather.count == 4
    assert board.now.weather.mean is None
    assert board.now.weather.content is None


def test_a_page_without_anything_says_so(boards: dict[str, Board]) -> None:
    empty = boards["empty"]
    assert empty.now.flow == Flow()
    assert empty.now.reply.average is None
    assert empty.now.plan.total == 0
    assert empty.now.took_part == Among(0, 17)
    assert not empty.themes
    assert not empty.told


@pytest.mark.parametrize(
    ("period", "key"),
    [
        ("", "2026-T4"),
        ("2026-T3", "2026-T3"),
        ("2026-09", "2026-09"),
        ("2025", "2025"),
        ("2027-T1", "2026-T4"),
        ("2026-T9", "2026-T4"),
        ("0000-T1", "2026-T4"),
        ("²026-T1", "2026-T4"),
        ("2026-T²", "2026-T4"),
        ("demain", "2026-T4"),
    ],
)
def test_a_period_is_named_by_its_key_and_nonsense_is_the_current_quarter(
    period: str, key: str
) -> None:
    assert span_of(period, NOW.date()).key == key


@pytest.mark.parametrize("grain", list(Grain))
def test_periods_follow_each_other_without_a_gap(grain: Grain) -> None:
    span = Span.of(date(2026, 11, 24), grain)
    for _ in range(20):
        assert span.back().end == span.first
        assert Span.parse(span.key) == span
        assert span.back().back(-1) == span
        span = span.back()


def test_median_and_average_of_counted_days() -> None:
    days = [0, 0, 1, 3, 3, 3, 40]

    assert wait(Counter(days)) == Wait(7, fmean(days), median(days))
    assert wait(Counter(days[1:])) == Wait(6, fmean(days[1:]), median(days[1:]))
    assert wait({}) == Wait()


def test_the_plan_is_told_as_it_stood_when_the_period_ended() -> None:
    summer = QUARTER.back()
    done_later = Step("1", "", ActionState.DONE, date(2026, 7, 5), None, date(2026, 10, 3))
    done = replace(done_later, done_on=date(2026, 8, 3))
    late = Step("2", "", ActionState.TO_DO, date(2026, 7, 5), date(2026, 9, 1))
    dropped = replace(late, state=ActionState.DROPPED)
    to_come = replace(late, begun_on=date(2026, 11, 1))

    told = plan_figures([done_later, done, late, dropped, to_come], summer, NOW.date())

    assert (told.done, told.in_progress, told.todo, told.late) == (1, 1, 1, 1)
    assert told.share == 33
