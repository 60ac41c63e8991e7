"""The outbox: owed once, claimed by one, taken over from the dead, and late when touched."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from domain.sending import SendState
from storage.outbox import LEASE, SETTLE, Destination, Outgoing, Owed
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.rows import NOW, organisation

ROOM = Destination("https://smba.trafficmanager.net/emea/", "19:c;messageid=1", "1")
SUBJECT = ("contribution", 7)
SECOND = timedelta(seconds=1)
AFTER_LEASE = NOW + LEASE + SECOND


async def test_a_message_is_owed_once_per_key(store: Store, other: Store) -> None:
    owed = await asyncio.gather(
        *(each.write(_put_again) for _ in range(5) for each in (store, other))
    )

    assert len([each for each in owed if each is not None]) == 1
    assert len(await _states(store)) == 1


async def test_a_key_is_owed_once_in_each_organisation(store: Store) -> None:
    def put_elsewhere(unit: UnitOfWork) -> Outgoing | None:
        elsewhere = unit.organisations.get_or_add("another tenant", NOW)
        return unit.outbox.put(elsewhere, "k", SUBJECT, ROOM, NOW)

    await store.write(_put)

    assert await store.write(put_elsewhere) is not None


async def test_each_message_is_claimed_by_one_of_many(store: Store, other: Store) -> None:
    for number in range(30):
        await store.write(_put, f"k{number}")

    claims = await asyncio.gather(
        *(each.write(_claim, f"owner {n}", limit=4) for n in range(10) for each in (store, other))
    )

    claimed = [message.id for claim in claims for message in claim]
    assert len(claimed) == len(set(claimed)) == 30


async def test_no_more_is_claimed_than_is_asked_for(store: Store) -> None:
    def owe(unit: UnitOfWork) -> None:
        owed = [Owed(f"k{number}", SUBJECT, ROOM) for number in range(36)]
        unit.outbox.owe(organisation(unit), owed, NOW)

    def claim(unit: UnitOfWork) -> list[Outgoing]:
        return unit.dispatch.claim_due("a", NOW, 32, organisation(unit))

    await store.write(owe)

    assert [len(await store.write(claim)) for _ in range(3)] == [32, 4, 0]


async def test_claimed_messages_say_all_that_sending_needs(store: Store) -> None:
    put = await store.write(_put)

    assert await store.write(_claim, "a") == [put]


async def test_a_lease_that_ran_out_is_claimed_by_another(store: Store) -> None:
    await store.write(_put)
    assert len(await store.write(_claim, "a")) == 1

    assert await store.write(_claim, "b", NOW + LEASE - SECOND) == []
    assert len(await store.write(_claim, "b", AFTER_LEASE)) == 1


async def test_a_post_does_not_begin_when_its_lease_was_lost(store: Store) -> None:
    await store.write(_put)
    (mine,) = await store.write(_claim, "a")
    await store.write(_claim, "b", AFTER_LEASE)

    assert not await store.write(_begin, mine, "a")
    assert await store.write(_begin, mine, "b")
    assert not await store.write(_begin, mine, "b"), "a post begins once"


async def test_a_post_that_was_interrupted_is_ambiguous_and_never_repeated(store: Store) -> None:
    await store.write(_put)
    (mine,) = await store.write(_claim, "a")
    await store.write(_begin, mine, "a")
    await store.write(_put, "owed with its owner", owner="a")

    assert await store.write(_give_up, NOW + LEASE - SECOND) == 0
    assert await store.read(_is_due, AFTER_LEASE)
    assert await store.write(_give_up, AFTER_LEASE) == 2
    assert await _column(store, "state") == [SendState.AMBIGUOUS] * 2
    assert not await store.read(_is_due, AFTER_LEASE)
    assert await store.write(_claim, "b", AFTER_LEASE + LEASE) == []


async def test_an_answer_that_comes_after_its_lease_is_believed(store: Store) -> None:
    mine = await store.write(_put, owner="a")
    await store.write(_give_up, AFTER_LEASE)

    await store.write(_sent, mine)

    assert await _column(store, "state") == [SendState.SENT]
    assert await _column(store, "activity_id") == ["m1"]


async def test_a_refusal_that_comes_after_its_lease_is_repeated(store: Store) -> None:
    mine = await store.write(_put, owner="a")
    await store.write(_give_up, AFTER_LEASE)

    await store.write(_retry, mine, AFTER_LEASE)

    assert [each.id for each in await store.write(_claim, "b", AFTER_LEASE)] == [mine.id]


async def test_what_stands_and_shows_the_newest_is_not_late(store: Store) -> None:
    await _stands(store)

    assert not await store.read(_is_due, NOW + LEASE)
    assert await store.write(_claim, "a", NOW + LEASE) == []


async def test_several_changes_within_a_second_are_one_late_message(store: Store) -> None:
    await _stands(store)
    for _ in range(3):
        await store.write(_touch)

    assert not await store.read(_is_due, NOW + SETTLE / 2)
    assert await store.write(_claim, "a", NOW + SETTLE / 2) == []
    assert await store.read(_is_due, NOW + SETTLE)
    (late,) = await store.write(_claim, "a", NOW + SETTLE)
    assert (late.activity_id, late.wanted) == ("m1", 4)

    await store.write(_sent, late)
    assert await store.write(_claim, "a", AFTER_LEASE) == []


async def test_a_change_during_an_update_makes_it_late_again(store: Store) -> None:
    await _stands(store)
    await store.write(_touch)
    (late,) = await store.write(_claim, "a", NOW + SECOND)
    await store.write(_touch, NOW + SECOND)

    await store.write(_sent, late)

    (again,) = await store.write(_claim, "a", NOW + SECOND + SETTLE)
    assert again.wanted == late.wanted + 1


async def test_a_change_before_the_first_post_is_over_makes_it_late(store: Store) -> None:
    mine = await store.write(_put, owner="a")
    await store.write(_touch)
    await store.write(_sent, mine)

    assert len(await store.write(_claim, "a", NOW + SETTLE)) == 1


async def test_a_change_never_brings_forward_what_teams_asked_to_wait_for(store: Store) -> None:
    await store.write(_put)
    (mine,) = await store.write(_claim, "a")
    asked = NOW + timedelta(seconds=30)
    await store.write(_retry, mine, asked)

    await store.write(_touch)

    assert await store.write(_claim, "a", asked - SECOND) == []
    assert len(await store.write(_claim, "a", asked)) == 1


async def test_attempts_are_counted_from_the_last_success(store: Store) -> None:
    await store.write(_put)
    (mine,) = await store.write(_claim, "a")
    await store.write(_retry, mine, NOW)
    (again,) = await store.write(_claim, "a")
    assert again.attempts == 1

    await store.write(_sent, again)
    await store.write(_touch)

    (late,) = await store.write(_claim, "a", NOW + SETTLE)
    assert late.attempts == 0


async def test_only_what_shows_the_changed_subject_is_late(store: Store) -> None:
    await _stands(store)
    await _stands(store, "k2", ("contribution", 8))
    await _stands(store, "k3", ("question", 7))

    await store.write(_touch)

    (late,) = await store.write(_claim, "a", NOW + SETTLE)
    assert (late.subject, late.subject_id) == SUBJECT


async def test_a_message_shows_another_subject_instead(store: Store) -> None:
    await _stands(store, subject=("question", 3))

    def instead(unit: UnitOfWork) -> None:
        unit.outbox.show_instead(organisation(unit), ("question", 3), SUBJECT, NOW)

    await store.write(instead)

    (late,) = await store.write(_claim, "a", NOW + SETTLE)
    assert (late.subject, late.subject_id, late.activity_id) == (*SUBJECT, "m1")
    await store.write(_sent, late)
    await store.write(_touch)
    assert len(await store.write(_claim, "a", NOW + SETTLE)) == 1


async def test_a_message_that_stands_already_is_adopted_and_kept_true(store: Store) -> None:
    def adopt(unit: UnitOfWork) -> None:
        unit.outbox.adopt(organisation(unit), "k", SUBJECT, ROOM, "m9", NOW)

    await store.write(adopt)
    await store.write(adopt)
    assert await store.write(_claim, "a", AFTER_LEASE) == []

    await store.write(_touch)
    (late,) = await store.write(_claim, "a", NOW + SETTLE)
    assert late.activity_id == "m9"


async def test_what_has_ended_is_never_claimed_again(store: Store) -> None:
    await _stands(store)
    await store.write(_touch)
    (late,) = await store.write(_claim, "a", NOW + SETTLE)

    await store.write(lambda unit: unit.dispatch.end(late, SendState.UNREACHABLE, "404", NOW))
    await store.write(_touch)

    assert not await store.read(_is_due, AFTER_LEASE)
    assert await store.write(_claim, "b", AFTER_LEASE) == []


async def test_who_has_lost_a_message_to_another_changes_it_no_more(store: Store) -> None:
    await store.write(_put)
    (late,) = await store.write(_claim, "a")
    (taken,) = await store.write(_claim, "b", AFTER_LEASE)
    assert await store.write(_begin, taken, "b")
    await store.write(_sent, taken)

    assert not await store.write(lambda unit: unit.dispatch.retry(late, AFTER_LEASE, "503"))
    assert not await store.write(
        lambda unit: unit.dispatch.end(late, SendState.UNREACHABLE, "404", AFTER_LEASE)
    )

    assert await store.write(_claim, "c", AFTER_LEASE + timedelta(hours=1)) == []


async def test_who_has_lost_a_message_that_another_has_begun_leaves_it_to_them(
    store: Store,
) -> None:
    await store.write(_put)
    (late,) = await store.write(_claim, "a")
    (taken,) = await store.write(_claim, "b", AFTER_LEASE)
    assert await store.write(_begin, taken, "b")

    assert not await store.write(lambda unit: unit.dispatch.retry(late, AFTER_LEASE, "503"))
    await store.write(_put_off, late)

    assert await store.write(_claim, "c", AFTER_LEASE) == []
    assert await _column(store, "state") == [SendState.SENDING]


async def test_what_is_given_back_is_claimed_at_once(store: Store) -> None:
    await store.write(_put)
    (mine,) = await store.write(_claim, "a")

    await store.write(_put_off, mine)

    assert await store.write(_claim, "b") == [mine]


async def test_what_was_begun_and_not_posted_is_given_back_even_when_called_ambiguous(
    store: Store,
) -> None:
    mine = await store.write(_put, owner="a")
    await store.write(_give_up, AFTER_LEASE)

    await store.write(_put_off, mine)

    assert [each.id for each in await store.write(_claim, "b")] == [mine.id]


async def test_what_stands_and_is_given_back_is_updated_by_another(store: Store) -> None:
    await _stands(store)
    await store.write(_touch)
    (late,) = await store.write(_claim, "a", NOW + SETTLE)

    await store.write(_put_off, late)

    (again,) = await store.write(_claim, "b", NOW + SETTLE)
    assert again.activity_id == "m1"


def _put(
    unit: UnitOfWork, /, key: str = "k", subject: tuple[str, int] = SUBJECT, owner: str = ""
) -> Outgoing:
    owed = _put_again(unit, key, subject, owner)
    assert owed is not None
    return owed


def _put_again(
    unit: UnitOfWork, /, key: str = "k", subject: tuple[str, int] = SUBJECT, owner: str = ""
) -> Outgoing | None:
    return unit.outbox.put(organisation(unit), key, subject, ROOM, NOW, owner)


def _claim(unit: UnitOfWork, owner: str, now: datetime = NOW, limit: int = 20) -> list[Outgoing]:
    return unit.dispatch.claim_due(owner, now, limit)


def _begin(unit: UnitOfWork, outgoing: Outgoing, owner: str) -> bool:
    return unit.dispatch.begin_post(outgoing, owner, NOW)


def _sent(unit: UnitOfWork, outgoing: Outgoing, activity_id: str = "m1") -> None:
    unit.dispatch.sent([(outgoing, activity_id)], NOW)


def _retry(unit: UnitOfWork, outgoing: Outgoing, at: datetime) -> None:
    unit.dispatch.retry(outgoing, at, "503")


def _put_off(unit: UnitOfWork, outgoing: Outgoing) -> None:
    unit.dispatch.put_off(outgoing, NOW)


def _touch(unit: UnitOfWork, now: datetime = NOW) -> None:
    unit.outbox.touch(organisation(unit), SUBJECT, now)


def _give_up(unit: UnitOfWork, now: datetime) -> int:
    return unit.dispatch.give_up_interrupted(now)


def _is_due(unit: UnitOfWork, now: datetime) -> bool:
    return unit.dispatch.due_organisations(now) == [organisation(unit)]


async def _stands(store: Store, key: str = "k", subject: tuple[str, int] = SUBJECT) -> None:
    """Have a message stand in Teams under the id m1."""
    await store.write(_sent, await store.write(_put, key, subject, owner="a"))


async def _states(store: Store) -> list[Any]:
    return await store.write(lambda unit: unit.outbox.states(organisation(unit)))


async def _column(store: Store, name: str) -> list[Any]:
    return [getattr(row, name) for row in await _states(store)]
