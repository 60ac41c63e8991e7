"""What becomes of messages that Teams does not take at once, seen from Teams and the outbox."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.clock import Timekeeper
from bot.jobs.courier import REMEMBER_INBOUND, Courier
from bot.metrics import Metrics
from bot.teams.sending.delivery import MOST_ATTEMPTS
from bot.usecases.addresses import Parcel
from domain.sending import SendState
from storage.outbox import Destination, Outgoing
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.fakes import FakeClock
from tests.waiting import until
from tests.world import (
    A_FEW_ROUNDS,
    AWA,
    CHANNEL,
    CLAIRE,
    NADIA,
    TENANT,
    World,
    card_of,
    find_button,
    world,
)

IRRITANT = "Irritant : I-Milo rame encore ce matin"


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    """Give a world where Nadia was met, so that the next message costs one call: its answer."""
    async with world(database_url) as running:
        await running.post(NADIA, IRRITANT)
        await running.until_calm()
        del running.teams.sent[:-1]  # the hello to the channel
        yield running


async def test_a_busy_teams_is_asked_again_when_it_said_and_not_before(ml: World) -> None:
    ml.teams.fail(429, retry_after=30)
    message = await ml.post(NADIA, IRRITANT)
    waiting = await _until_tried(ml, 1)
    assert waiting.due_at == ml.clock() + timedelta(seconds=30)

    ml.clock.advance(seconds=29)
    await asyncio.sleep(A_FEW_ROUNDS)
    assert len(ml.teams.sent) == 1

    ml.clock.advance(seconds=1)
    assert (await ml.teams.wait_for(2))[1].reply_to == message["id"]


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_a_failing_teams_is_asked_again_with_growing_pauses(ml: World, status: int) -> None:
    ml.teams.fail(status, times=3)
    await ml.post(NADIA, IRRITANT)

    for attempts, doubled in ((1, 2), (2, 4), (3, 8)):
        waiting = await _until_tried(ml, attempts)
        pause = (waiting.due_at - ml.clock()).total_seconds()
        assert 0.8 * doubled <= pause <= 1.2 * doubled
        assert waiting.reason.startswith(str(status))
        ml.clock.advance(seconds=pause)

    await ml.teams.wait_for(2)
    sent = await _until(ml, lambda row: row.state is SendState.SENT)
    assert (sent.reason, sent.activity_id) == ("", ml.teams.sent[1].id)


@pytest.mark.parametrize("status", [403, 404])
async def test_a_conversation_that_is_gone_is_left_alone(ml: World, status: int) -> None:
    ml.teams.fail(status, "BotNotInConversationRoster")
    await ml.post(NADIA, IRRITANT)

    left = await _until(ml, lambda row: row.state is SendState.UNREACHABLE)
    assert left.reason == f"{status} BotNotInConversationRoster"
    await ml.an_hour_of_nothing()
    assert len(ml.teams.sent) == 1


async def test_a_message_that_teams_refuses_is_not_repeated(ml: World) -> None:
    ml.teams.fail(400, "BadArgument")
    await ml.post(NADIA, IRRITANT)

    left = await _until(ml, lambda row: row.state is SendState.FAILED)
    assert left.reason == "400 BadArgument"
    await ml.an_hour_of_nothing()
    assert len(ml.teams.sent) == 1


async def test_a_message_whose_answer_is_lost_is_shown_as_such_and_not_repeated(
    ml: World,
) -> None:
    ml.teams.drop(after_reading=True)
    await ml.post(NADIA, IRRITANT)

    left = await _until(ml, lambda row: row.state is SendState.AMBIGUOUS)
    assert left.reason
    await ml.an_hour_of_nothing()
    assert len(ml.teams.sent) == 2, "it stands in Teams, once"


async def test_a_message_that_may_be_done_despite_an_error_is_not_repeated(ml: World) -> None:
    ml.teams.fail(500, done=True)
    await ml.post(NADIA, IRRITANT)

    await _until(ml, lambda row: row.state is SendState.AMBIGUOUS)
    await ml.an_hour_of_nothing()
    assert len(ml.teams.sent) == 2


@pytest.mark.parametrize("status", [0, 408, 429, 500, 503])
async def test_an_update_that_fails_is_repeated(ml: World, status: int) -> None:
    await ml.press(AWA, ml.cards[0], "Moi aussi", chat=False)
    for _ in range(2):  # aiohttp itself repeats a PUT once whose connection was dropped
        ml.teams.fail(status)
    ml.clock.advance(seconds=1)
    await _until_tried(ml, 1)

    await ml.until_calm()

    update = ml.teams.updated[-1]
    assert update.id == ml.teams.sent[0].id
    assert find_button(card_of(update.activity), "Moi aussi · 1")


async def test_the_votes_of_several_people_make_one_update(ml: World) -> None:
    for who in (AWA, CLAIRE, NADIA):
        await ml.press(who, ml.cards[0], "Moi aussi", chat=False)
    ml.clock.advance(seconds=1)

    (update,) = await ml.teams.wait_for_updates(1)
    assert find_button(card_of(update.activity), "Moi aussi · 3")
    row = await _until(ml, lambda row: row.shown == row.wanted)
    assert row.wanted == 4
    await ml.an_hour_of_nothing()
    assert len(ml.teams.updated) == 1


async def test_a_vote_while_teams_is_busy_does_not_hurry_it(ml: World) -> None:
    await ml.press(AWA, ml.cards[0], "Moi aussi", chat=False)
    ml.teams.fail(429, retry_after=30)
    ml.clock.advance(seconds=1)
    await _until_tried(ml, 1)

    await ml.press(CLAIRE, ml.cards[0], "Moi aussi", chat=False)
    ml.clock.advance(seconds=29)
    await asyncio.sleep(A_FEW_ROUNDS)
    assert ml.teams.updated == []

    ml.clock.advance(seconds=1)
    (update,) = await ml.teams.wait_for_updates(1)
    assert find_button(card_of(update.activity), "Moi aussi · 2")


async def test_what_a_dead_process_had_claimed_is_sent_by_another_within_15_seconds(
    ml: World,
) -> None:
    def owe_and_die(unit: UnitOfWork) -> None:
        _owe(unit, ml)
        assert len(unit.dispatch.claim_due("the dead", ml.clock(), 20)) == 1

    await ml.store.write(owe_and_die)
    ml.clock.advance(seconds=9)
    await asyncio.sleep(A_FEW_ROUNDS)
    assert len(ml.teams.sent) == 1

    ml.clock.advance(seconds=5)
    await ml.teams.wait_for(2)


async def test_what_a_dead_process_had_begun_to_post_is_ambiguous(ml: World) -> None:
    await ml.store.write(_owe, ml, "the dead")

    ml.clock.advance(seconds=11)
    left = await _until(ml, lambda row: row.state is SendState.AMBIGUOUS)

    assert left.reason == "interrupted"
    await ml.an_hour_of_nothing()
    assert len(ml.teams.sent) == 1


async def test_a_message_is_given_up_after_enough_attempts_and_says_why(ml: World) -> None:
    ml.teams.fail(503, "ServiceUnavailable", times=MOST_ATTEMPTS + 1)
    begun_at = ml.clock()
    await ml.post(NADIA, IRRITANT)

    await ml.until_calm()

    left = (await ml.outbox())[-1]
    assert (left.state, left.reason) == (SendState.FAILED, "503 ServiceUnavailable")
    assert ml.clock() - begun_at > timedelta(minutes=30), "a short failure of Teams loses nothing"
    await ml.an_hour_of_nothing()
    assert len(ml.teams.sent) == 1


async def test_a_message_to_an_address_that_is_not_allowed_fails_alone(ml: World) -> None:
    def owe(unit: UnitOfWork) -> None:
        _owe(unit, ml, service_url="https://evil.example/")
        _owe(unit, ml, key="good")

    await ml.store.write(owe)

    await ml.teams.wait_for(2)
    await ml.until_calm()
    *_, bad, good = await ml.outbox()
    assert (bad.state, good.state) == (SendState.FAILED, SendState.SENT)
    assert bad.reason == "the host evil.example is not in FLASH_SERVICE_HOSTS"


async def test_old_activities_are_forgotten_and_recent_ones_known(database_url: str) -> None:
    store, clock = Store(database_url), FakeClock()
    store.open()
    courier = Courier(store, _Idle(), "me", Timekeeper(clock), Metrics())

    async def is_new(key: str) -> bool:
        return await store.write(lambda unit: unit.inbound.is_new(key, clock()))

    assert await is_new("old")
    clock.advance(seconds=60)
    assert await is_new("recent")
    clock.now += REMEMBER_INBOUND - timedelta(seconds=30)
    await courier.forget()

    assert not await is_new("recent")
    assert await is_new("old")
    await store.close()


async def test_sqlite_looks_again_at_what_has_grown(sqlite_url: str) -> None:
    store, clock = Store(sqlite_url), FakeClock()
    store.open()
    courier = Courier(store, _Idle(), "me", Timekeeper(clock), Metrics())

    def grow(unit: UnitOfWork) -> None:
        for number in range(40):
            unit.organisations.get_or_add(f"tenant-{number}", clock())

    def seen(unit: UnitOfWork) -> list[str]:
        told = sa.text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'organisation'")
        return list(unit.organisations._connection.scalars(told))

    await store.write(grow)
    await courier.forget()

    assert any(each.split()[0] == "40" for each in await store.read(seen))
    await store.close()


class _Idle:
    async def pack(self, claimed: Sequence[Outgoing]) -> list[Parcel]:
        raise AssertionError(f"nothing is owed: {claimed}")

    async def deliver(self, parcel: Parcel) -> None:
        raise AssertionError(f"nothing is owed: {parcel}")

    async def settle(self) -> None:
        raise AssertionError("nothing is owed")


def _owe(
    unit: UnitOfWork, ml: World, owner: str = "", *, service_url: str = "", key: str = "k"
) -> None:
    organisation_id = unit.organisations.get_or_add(TENANT, ml.clock())
    to = Destination(service_url or ml.teams.service_url, CHANNEL)
    owed = unit.outbox.put(organisation_id, key, ("hello", None), to, ml.clock(), owner)
    assert owed is not None


async def _until(ml: World, holds: Callable[[Any], bool]) -> Any:
    """Return the newest message of the outbox as soon as that holds of it."""

    async def newest() -> Any:
        row = (await ml.outbox())[-1]
        return row if holds(row) else None

    return await until(newest)


async def _until_tried(ml: World, attempts: int) -> Any:
    return await _until(ml, lambda row: row.attempts == attempts)


async def test_a_message_that_cannot_be_made_fails_with_an_incident_and_stops_no_other(
    ml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> dict[str, object]:
        raise RuntimeError("un mot secret")

    with monkeypatch.context() as patch:
        patch.setattr("bot.themes.messages.kept_card", broken)
        await ml.post(NADIA, "Irritant : le badge")
    await ml.post(NADIA, "Irritant : le scanner")

    assert len(ml.cards) == 2  # the first is the fixture's
    failed = [row for row in await ml.outbox() if row.state == "failed"]
    assert [row.reason[:4] for row in failed] == ["INC-"]
