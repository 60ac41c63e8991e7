"""Teams cannot be reached for ten minutes at the Friday hour: all are asked, late and once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.app import PLUGS, Timers
from bot.sends import usecases as sends
from domain.sending import SendState
from domain.week.jobs import FRIDAY_PROMPT
from storage.unit_of_work import UnitOfWork
from tests.fakes import Failure
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, words_of, world

FRIDAY = datetime.fromisoformat("2026-11-27T14:00+01:00")
NEXT_FRIDAY = FRIDAY + timedelta(days=7)
MINUTE = timedelta(minutes=1)
GONE_FOR, BACK_WITHIN = timedelta(minutes=10), timedelta(minutes=25)
"""How long nobody answers, and until when at the latest all are asked: pauses double to ten
minutes."""

PROMPT = "Mon irritant de la semaine"
IRRITANT = "Irritant : I-Milo rame encore ce matin"
STAFF = [
    CLAIRE,
    NADIA,
    AWA,
    *(Somebody(f"P{n} Martin", f"00000000-0000-4000-8000-{n:012}") for n in range(100, 109)),
]
ONCE = {each.upn: 1 for each in STAFF}
REFUSES, FAILS, HANGS_UP, IS_SILENT = "refuses", "fails", "hangs up", "is silent"
WAYS = {
    REFUSES: None,
    FAILS: Failure(status=503),
    HANGS_UP: Failure(),
    IS_SILENT: Failure(silent=True),
}

# What differs between the databases, claiming and leases, is not what is tried here.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def ml(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Give a world whose bot does by itself what is due, and waits for Teams a moment only."""
    monkeypatch.setattr("bot.teams.sending.delivery.ANSWER_WITHIN", 0.5)
    monkeypatch.setattr("bot.teams.sending.delivery.KNOCK_EACH", 0.1)
    monkeypatch.setattr("bot.teams.sending.roster._TRIES", 1)
    async with world(database_url, Timers(courier=0.02, rituals=0.05, clock=0)) as running:
        running.teams.members = [each.member for each in STAFF]
        await running.install_in_team()
        yield running


@asynccontextmanager
async def gone(ml: World, way: str) -> AsyncIterator[None]:
    """Have Teams not be there, in one of the ways in which that is seen."""
    if WAYS[way] is None:
        await ml.teams.leave()
        yield
        await ml.teams.return_()
        return
    ml.teams.away = WAYS[way]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.teams.sending.connector.TIME_LIMIT", 0.2)
        yield
    ml.teams.away = None


async def ten_minutes(ml: World) -> None:
    for _ in range(int(GONE_FOR / MINUTE)):
        ml.clock.now += MINUTE
        await asyncio.sleep(0.06)  # the bot wakes several times, and waits for Teams in vain


@pytest.mark.parametrize("way", WAYS)
async def test_who_could_not_be_asked_on_friday_at_two_is_asked_once_teams_is_back(
    ml: World, way: str
) -> None:
    ml.clock.now = FRIDAY
    await _until_asked(ml, FRIDAY)
    asked = _prompts(ml)
    ml.clock.now = NEXT_FRIDAY

    async with gone(ml, way):
        await ten_minutes(ml)
        states = await _states(ml, NEXT_FRIDAY)
        assert set(states) == set(ONCE)
        assert set(states.values()) <= {SendState.PENDING, SendState.SENDING}

    await _until_asked(ml, NEXT_FRIDAY)
    assert _prompts(ml) - asked == ONCE
    assert ml.clock.now <= NEXT_FRIDAY + BACK_WITHIN


async def test_where_the_staff_was_never_known_all_are_asked_once_teams_is_back(
    ml: World,
) -> None:
    def forget(unit: UnitOfWork) -> None:
        unit.people.keep_roster(
            unit.organisations.find(TENANT) or 0, [], FRIDAY.date(), PLUGS.holds
        )

    async with gone(ml, REFUSES):
        await ml.store.write(forget)  # as if Teams had never told: it did when the app came
        ml.clock.now = FRIDAY
        await ten_minutes(ml)
        assert await _states(ml, FRIDAY) == {}

    await _until_asked(ml, FRIDAY)
    assert _prompts(ml) == ONCE


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_said_while_teams_is_gone_is_acknowledged_and_shown_when_it_is_back(
    ml: World, way: str
) -> None:
    await ml.post(NADIA, IRRITANT)
    await ml.until_calm()

    async with gone(ml, way):
        said = [await ml.post(NADIA, f"{IRRITANT}, encore {number}") for number in range(3)]
        await ten_minutes(ml)

    await ml.until_calm()
    assert [len(await ml.made_by(each)) for each in said] == [1, 1, 1]
    # What was on its way when Teams fell silent may have arrived: it is told, not repeated.
    lost = 1 if way in (HANGS_UP, IS_SILENT) else 0
    cards = Counter(sent.conversation_id for sent in ml.teams.sent)
    assert sorted(cards[each["conversation"]["id"]] for each in said) == [1 - lost, 1, 1]
    assert Counter(await _outbox(ml))[SendState.AMBIGUOUS] == lost


async def test_in_a_chat_that_cannot_be_answered_teams_sends_again_and_nothing_is_said_twice(
    ml: World,
) -> None:
    said, asked = ml.chat_activity(AWA, text=IRRITANT), ml.chat_activity(AWA, text="aide")
    async with gone(ml, REFUSES):
        assert [(await ml.deliver(each))[0] for each in (said, asked)] == [200, 503]

    await ml.until_calm()
    assert [(await ml.deliver(each))[0] for each in (said, asked)] == [200, 200]
    assert ["noter ce message" in words_of(card) for card in ml.to(AWA)] == [True, False]


async def _until_asked(ml: World, friday: datetime) -> None:
    """Let time pass until everybody was sent their questions."""
    async with asyncio.timeout(30):
        while await _states(ml, friday) != dict.fromkeys(ONCE, SendState.SENT):
            await ml.until_calm()
            await asyncio.sleep(0.02)


async def _states(ml: World, friday: datetime) -> dict[str, SendState]:
    told = await ml.store.read(sends.states, FRIDAY_PROMPT, friday)
    return {each.upn: each.state for each in told}


async def _outbox(ml: World) -> list[SendState]:
    return [row.state for row in await ml.outbox()]


def _prompts(ml: World) -> Counter[str]:
    """Return how many times each person got the questions, as Teams knows."""
    return Counter(
        {who.upn: sum(PROMPT in words_of(card) for card in ml.to(who)) for who in STAFF}
    )
