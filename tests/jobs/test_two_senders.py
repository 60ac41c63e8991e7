"""Two processes of the bot send from one database that often does not answer in time."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest

from bot.app import Parts, Timers, WeeklyWork
from bot.jobs.courier import AT_ONCE
from domain.pace import Limit
from domain.people import WelcomeSubject
from domain.sending import SendState
from storage.database import DatabaseUnavailableError
from storage.outbox import Destination, Owed
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.fakes import SEND
from tests.world import NADIA, TENANT, World, world

STILL = Timers(courier=3600, rituals=3600, clock=0)
SOON = timedelta(seconds=1)
RACES, MESSAGES = 20, 6
MOST_ROUNDS = 100
AWAY = 0.25
"""The share of what is asked of the database that it does not answer."""


async def test_what_two_claim_is_sent_once_by_one_of_them_and_never_left_to_its_lease(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock stands still: what is forgotten by who claimed it is never claimed again."""
    monkeypatch.setattr("bot.teams.sending.pacing.TENANT", Limit("tenant", 1 / 5000))
    monkeypatch.setattr("bot.teams.sending.facts._INSIST", 0.001)
    monkeypatch.setattr("bot.teams.sending.delivery._GATHER", 0.001)
    async with world(database_url, STILL) as ml, AsyncExitStack() as stack:
        await ml.post(NADIA, "Irritant : I-Milo rame encore")
        answers = len(ml.teams.sent)
        senders = [
            await stack.enter_async_context(Parts(ml.settings, ml.clock).working())
            for _ in range(2)
        ]
        for race in range(RACES):
            await ml.store.write(_owe, ml, race)
            with monkeypatch.context() as patch:
                _often_away(patch, random.Random(race))  # noqa: S311 -- the same each time
                await _send_all(senders)

        assert {row.state for row in await ml.outbox()} == {SendState.SENT}
        told = Counter(sent.conversation_id for sent in ml.teams.sent[answers:])
        assert told == {_chat(race, n): 1 for race in range(RACES) for n in range(MESSAGES)}


async def test_a_sender_that_stops_sends_what_it_has_claimed_and_leaves_the_rest(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.sending.pacing.TENANT", Limit("tenant", 1 / 5000))
    async with world(database_url, STILL) as ml, Parts(ml.settings, ml.clock).working() as work:
        await ml.post(NADIA, "Irritant : I-Milo rame encore")
        for race in range(AT_ONCE // MESSAGES + 1):
            await ml.store.write(_owe, ml, race)
        first = ml.teams.count(SEND) + 1
        ml.teams.hold(SEND, first)
        sending = asyncio.create_task(work.courier.run_once())
        await ml.teams.wait_for_call(SEND, first)

        resting = asyncio.create_task(work.courier.rest())
        await asyncio.sleep(0)
        ml.teams.release()
        await asyncio.gather(resting, sending)
        await work.delivery.settle()

        left = [row for row in await ml.outbox() if row.state == SendState.PENDING]
        assert [row.lease_until for row in left] == [None] * (MESSAGES - AT_ONCE % MESSAGES)


async def _send_all(senders: list[WeeklyWork]) -> None:
    """Have both send until nothing is owed."""
    owed = 0
    for _ in range(MOST_ROUNDS):
        await asyncio.gather(*(each.courier.run_once() for each in senders))
        await asyncio.gather(*(each.delivery.settle() for each in senders))
        try:
            owed = await senders[0].courier.owed(SOON)
        except DatabaseUnavailableError:
            continue
        if not owed:
            return
    pytest.fail(f"{owed} messages were forgotten")


def _often_away(patch: pytest.MonkeyPatch, chance: random.Random) -> None:
    """Have the database not answer one piece of work in four, as where another keeps it busy."""

    def sometimes(answers: Callable[..., Any]) -> Callable[..., Any]:
        async def answer(*args: Any, **kwargs: Any) -> Any:
            if chance.random() < AWAY:
                raise DatabaseUnavailableError("busy")
            return await answers(*args, **kwargs)

        return answer

    patch.setattr(Store, "write", sometimes(Store.write))
    patch.setattr(Store, "read", sometimes(Store.read))


def _owe(unit: UnitOfWork, ml: World, race: int) -> None:
    organisation_id = unit.organisations.get_or_add(TENANT, ml.clock())
    nadia = unit.people.find(organisation_id, NADIA.aad)
    assert nadia is not None
    owed = [
        Owed(
            _chat(race, number),
            (WelcomeSubject.HELLO, None),
            Destination(ml.teams.service_url, _chat(race, number)),
            nadia.id,
        )
        for number in range(MESSAGES)
    ]
    unit.outbox.owe(organisation_id, owed, ml.clock())


def _chat(race: int, number: int) -> str:
    return f"a:{race}-{number}"
