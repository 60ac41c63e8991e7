"""Erasing and purging in parts: nobody waits, and what was interrupted is finished by others."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import Parts
from bot.rights import usecases as rights
from bot.usecases import rituals
from bot.usecases.owing import Times
from cards.rights import texts as rights_texts
from domain.people import Person, author_key
from domain.rights.jobs import MONTHLY_PURGE
from domain.sending import SendState
from storage.contributions.tables import ContributionRow, VoteRow
from storage.contributions.votes import Votes
from storage.rights.tables import ErasureRow
from storage.runs import LEASE
from storage.sql import table
from storage.store import Store
from storage.tables import JournalKeyRow, JournalRow, OutboxRow
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.storage.rows import add
from tests.world import AWA, CLAIRE, NADIA, World, card_of, words_of

MUCH = 130
"""More contributions than two parts may take."""

MOST_ROWS = 700
"""Rows that one transaction may change: a part, and what follows from it."""

OLD = datetime.fromisoformat("2030-04-03T10:00+02:00")
"""When the names under what was said in November 2026 are to go."""

C, V, OUTBOX = table(ContributionRow), table(VoteRow), table(OutboxRow)
J, K, E = table(JournalRow), table(JournalKeyRow), table(ErasureRow)


@contextmanager
def changed(store: Store) -> Iterator[list[int]]:
    """Give how many rows each transaction has changed meanwhile."""
    transactions: list[int] = [0]

    def begin(_: Any) -> None:
        transactions.append(0)

    def count(_connection: Any, cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            transactions[-1] += max(0, cursor.rowcount)

    sa.event.listen(store._writing, "begin", begin)
    sa.event.listen(store._writing, "after_cursor_execute", count)
    yield transactions
    sa.event.remove(store._writing, "begin", begin)
    sa.event.remove(store._writing, "after_cursor_execute", count)


async def _much(ml: World, who: Any = NADIA) -> Person:
    """Have much kept of somebody: said with and without their name, votes, and the journal."""
    await ml.say(who, "aide")
    await ml.say(CLAIRE, "aide")
    secret = Parts(ml.settings).policy.secret

    def fill(unit: UnitOfWork) -> Person:
        person = unit.people.find(1, who.aad)
        assert person is not None
        run = unit.people._connection
        for _ in range(MUCH):
            said = add(unit, author_id=person.id, author_name=person.name)
            unit.of(Votes).toggle_vote(said, person, ml.clock())
            add(unit, author_key=author_key(secret, person))
        lines = [
            {"organisation_id": 1, "seq": 10_000 + n, "key": "k", "person_id": person.id}
            for n in range(10 * MUCH)
        ]
        told = {"at": ml.clock(), "what": "x", "subject": "", "who": "", "facts": "{}", "hash": ""}
        entries = [told | {"organisation_id": 1, "seq": each["seq"]} for each in lines]
        run.execute(sa.insert(J), entries)
        run.execute(sa.insert(K), lines)
        return person

    return await ml.store.write(fill)


def _left(unit: UnitOfWork, person: Person) -> int:
    """Return how many rows point to a person still."""
    counted = sa.select(sa.func.count())
    return sum(
        unit.people._connection.scalar(counted.where(column == person.id)) or 0
        for column in (
            C.c.author_id,
            V.c.person_id,
            K.c.person_id,
            OUTBOX.c.person_id,
            E.c.person_id,
        )
    )


async def test_no_transaction_of_an_erasure_changes_many_rows(ml: World) -> None:
    person = await _much(ml)
    parts = Parts(ml.settings, ml.clock)

    async with parts.working():
        with changed(parts.store) as rows:
            await parts.store.write(
                rights.begin_erasure, parts.policy, person, ml.clock(), rights.ASKED
            )
            await parts.erasures.go_on()

    assert sum(rows) > 13 * MUCH
    assert max(rows) < MOST_ROWS
    assert await ml.store.read(_left, person) == 0
    entries = await ml.store.read(lambda unit: list(unit.journal.entries(1)))
    (told,) = [each for each in entries if each.what == "erasure"]
    assert f'"contributions":{2 * MUCH},' in told.facts


async def test_an_erasure_that_was_interrupted_is_finished_by_another_process(ml: World) -> None:
    person = await _much(ml, AWA)
    policy = Parts(ml.settings).policy

    def begin(unit: UnitOfWork) -> None:
        rights.begin_erasure(unit, policy, person, ml.clock(), rights.ASKED)
        rights.erase_part(unit, policy, ml.clock())

    await ml.store.write(begin)
    with pytest.raises(ConnectionError):  # a process dies in its second part
        await ml.store.write(_dying(lambda unit: rights.erase_part(unit, policy, ml.clock())))
    assert await ml.store.read(_left, person)

    other = Parts(ml.settings, ml.clock)
    async with other.working():
        await other.erasures.go_on()

    assert await ml.store.read(_left, person) == 0
    assert await ml.store.read(lambda unit: unit.people.find(1, AWA.aad)) is None


def _dying(work: Any) -> Any:
    def dying(unit: UnitOfWork) -> None:
        work(unit)
        raise ConnectionError

    return dying


async def test_who_asks_is_told_that_it_is_done_only_when_it_is(
    ml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _much(ml)
    card = card_of(await ml.say(NADIA, "effacer mon nom"))

    monkeypatch.setattr("bot.erasures.SAID_WITHIN", 0.0)
    going_on = (await ml.press(NADIA, card, rights_texts.ERASE_CONFIRM))["value"]

    assert problems(going_on) == []
    assert "C’est commencé" in words_of(going_on)
    assert "n’est plus gardé" not in words_of(going_on)

    monkeypatch.setattr("bot.erasures.SAID_WITHIN", 60.0)
    done = (await ml.press(NADIA, going_on, rights_texts.ERASING_ASK))["value"]
    assert "votre nom n’est plus gardé" in words_of(done)
    assert await ml.store.read(lambda unit: unit.people.find(1, NADIA.aad)) is None


async def test_a_purge_that_was_interrupted_goes_on_in_small_parts_and_tells_of_all(
    ml: World,
) -> None:
    await ml.install_in_team()
    await _much(ml)
    policy = Parts(ml.settings).policy
    ml.clock.now = OLD

    def some_parts(unit: UnitOfWork) -> None:
        """Do what a process does of a purge before it dies."""
        (due,) = rituals.find_due(unit, policy, OLD, [MONTHLY_PURGE])
        run = rituals.claim(unit, policy, due, Times(OLD, OLD))
        assert run is not None
        while "names" not in unit.runs.progress(run):
            rights.purge_part(unit, policy, run, Times(OLD, OLD))

    await ml.store.write(some_parts)
    ml.clock.advance(seconds=LEASE.total_seconds() + 1)

    other = Parts(ml.settings, ml.clock)
    async with other.working() as work:
        with changed(other.store) as rows:
            assert await work.rituals.run(MONTHLY_PURGE, ml.clock()) == 1

    assert sum(rows) > MUCH
    assert max(rows) < MOST_ROWS
    await ml.until_calm()
    assert f"le nom sous {MUCH} contributions" in words_of(ml.to(CLAIRE)[-1])
    named = sa.select(sa.func.count()).where(C.c.author_id.is_not(None))
    assert await ml.store.read(lambda unit: unit.people._connection.scalar(named)) == 0


async def test_messages_of_channels_go_when_what_they_show_has_lost_its_names(ml: World) -> None:
    await ml.install_in_team()
    await ml.post(NADIA, "Irritant : le badge")
    await ml.until_calm()
    before = await _kept_of_channel(ml)
    assert before

    ml.clock.now = OLD - timedelta(days=900)
    await ml.run(MONTHLY_PURGE, ml.clock())
    assert await _kept_of_channel(ml) == before, "they follow what they show"
    for moment in (OLD, OLD + timedelta(days=35)):  # the card follows first, without the name
        ml.clock.now = moment
        purging = asyncio.create_task(ml.run(MONTHLY_PURGE, ml.clock()))
        while not purging.done():
            ml.clock.advance(seconds=1)
            await asyncio.sleep(0.01)
        await purging

    assert not set(before) & set(await _kept_of_channel(ml))


async def _kept_of_channel(ml: World) -> list[int]:
    """Return the rows of what stands in the channel, to which one more is added before."""
    sent = sa.select(OUTBOX.c.id).where(
        OUTBOX.c.person_id.is_(None), OUTBOX.c.state == SendState.SENT
    )
    return await ml.store.read(lambda unit: list(unit.people._connection.scalars(sent)))
