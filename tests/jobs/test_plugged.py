"""A ritual that a capability plugs in is done, told and listed as every other."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest

from bot.app import Parts
from bot.capabilities import CAPABILITIES
from bot.plug import Plug, PluggedTwiceError, Plugs
from bot.sends import usecases as sends
from bot.usecases.rituals import Due, Ritual, Skip, find_next
from bot.usecases.turn import Author, Policy, Turn
from domain.rhythm import Cadence, Job, When
from domain.sending import RunState
from domain.week.jobs import FRIDAY_PROMPT
from storage.unit_of_work import UnitOfWork
from tests.world import CLAIRE, TENANT, World

TEA = Job("thursday-tea", When(on=True, weekday=3, at=time(16)), in_its_week=True)
DAILY = Job("tea", When(on=True, weekday=0, at=time(16)), Cadence.DAILY)
THURSDAY = datetime.fromisoformat("2026-11-26T16:00+01:00")


def parts_with(ml: World, job: Job, perform: Callable[..., Skip | None]) -> Parts:
    made = Plug(name="tea", rituals=(Ritual(job, "Le thé", perform),))
    return Parts(ml.settings, ml.clock, Plugs((*CAPABILITIES, made)))


@pytest.mark.parametrize("job", [TEA, DAILY], ids=lambda job: job.name)
@pytest.mark.parametrize(
    ("skip", "state", "reason"),
    [(None, RunState.DONE, ""), (Skip("no_channel"), RunState.SKIPPED, "no_channel")],
)
async def test_it_is_done_once_and_stands_in_the_lists(
    ml: World, job: Job, skip: Skip | None, state: RunState, reason: str
):
    done = []

    def perform(_: UnitOfWork, __: Policy, due: Due, *___: Any) -> Skip | None:
        done.append(due.slot)
        return skip

    await ml.install_in_team()
    parts = parts_with(ml, job, perform)

    async with parts.working() as work:
        assert await work.rituals.run(job, THURSDAY)  # days that were missed end, too
        assert await work.rituals.run(job, THURSDAY) == 0
        coming = await parts.store.read(find_next, parts.policy, THURSDAY)
        (run,) = await parts.store.read(lambda unit: unit.runs.at(job, THURSDAY))
        turn = Turn(parts.policy, Author(TENANT, CLAIRE.aad), "1", ml.clock())
        told = await parts.store.write(sends.open_run, turn, run.id)

    assert done == [run.slot]
    assert (run.job, run.state, run.reason) == (job.name, state, reason)
    assert told.run.title == "Le thé"
    assert [each.occurrence.job for each in coming][-1] == job


async def test_what_is_no_longer_plugged_in_is_told_by_its_name(ml: World):
    await ml.install_in_team()
    parts = parts_with(ml, TEA, lambda *_: None)
    async with parts.working() as work:
        await work.rituals.run(TEA, THURSDAY)

    without = Parts(ml.settings, ml.clock)
    async with without.working():
        turn = Turn(without.policy, Author(TENANT, CLAIRE.aad), "1", ml.clock())
        page = await without.store.write(sends.look, turn, 0)

    assert [run.title for run in page.runs] == [TEA.name]


def test_two_rituals_of_one_name_are_refused():
    again = Ritual(FRIDAY_PROMPT, "Encore", lambda *_: None)

    with pytest.raises(PluggedTwiceError, match="friday-prompt"):
        Plugs((*CAPABILITIES, Plug(name="again", rituals=(again,))))
