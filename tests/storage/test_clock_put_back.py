"""A clock that is put back: what was held by the one before is held no more."""

from datetime import timedelta

from domain.isoweek import Week
from domain.pace import TENANT
from domain.rhythm import Occurrence
from domain.sending import SendState
from domain.week.jobs import FRIDAY_PROMPT
from storage.outbox import Destination
from storage.pace import AHEAD
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.rows import NOW, organisation

AHEAD_OF_US = NOW + timedelta(hours=1)
ROOM = Destination("https://smba.trafficmanager.net/emea/", "19:c;messageid=1", "1")


async def test_a_message_held_by_a_clock_that_was_ahead_is_free(store: Store) -> None:
    def held(unit: UnitOfWork) -> None:
        unit.outbox.put(organisation(unit), "k", ("hello", None), ROOM, NOW)
        assert unit.dispatch.claim_due("dead", AHEAD_OF_US, 20)

    await store.write(held)

    assert len(await store.write(lambda unit: unit.dispatch.claim_due("alive", NOW, 20))) == 1


async def test_a_message_begun_by_a_clock_that_was_ahead_is_given_up(store: Store) -> None:
    def begun(unit: UnitOfWork) -> None:
        unit.outbox.put(organisation(unit), "k", ("hello", None), ROOM, AHEAD_OF_US, "dead")

    await store.write(begun)

    assert await store.write(lambda unit: unit.dispatch.give_up_interrupted(NOW)) == 1


async def test_what_was_due_by_a_clock_that_was_ahead_is_due_but_for_what_goes_to_many(
    store: Store,
) -> None:
    def owed(unit: UnitOfWork) -> int:
        unit.outbox.put(organisation(unit), "a", ("hello", None), ROOM, AHEAD_OF_US)
        later = AHEAD_OF_US + timedelta(hours=1)
        unit.outbox.put(organisation(unit), "b", ("hello", None), ROOM, later)
        return unit.dispatch.clock_went_back(AHEAD_OF_US, NOW)

    assert await store.write(owed) == 1
    (due,) = await store.write(lambda unit: unit.dispatch.claim_due("alive", NOW, 20))
    assert due.id == 1
    states = await store.read(lambda unit: unit.outbox.states(organisation(unit)))
    assert [row.state for row in states] == [SendState.PENDING] * 2


async def test_a_run_held_by_a_clock_that_was_ahead_is_free(store: Store) -> None:
    week = Week.of(NOW.date())
    friday = Occurrence(FRIDAY_PROMPT, week, NOW, NOW.date(), NOW.date())

    def held(unit: UnitOfWork) -> None:
        assert unit.runs.claim(organisation(unit), friday, "slot", "dead", AHEAD_OF_US)

    await store.write(held)

    def take(unit: UnitOfWork) -> bool:
        where = (organisation(unit), FRIDAY_PROMPT, "slot", NOW)
        assert not unit.runs.is_held(*where)
        return unit.runs.claim(organisation(unit), friday, "slot", "alive", NOW) is not None

    assert await store.write(take)


async def test_no_turn_is_further_away_than_a_minute(store: Store) -> None:
    await store.write(lambda unit: unit.pace.hold("1", TENANT, 3600))

    delay = await store.write(lambda unit: unit.pace.reserve("1", TENANT))

    assert delay is not None
    assert AHEAD - 5 < delay <= AHEAD
