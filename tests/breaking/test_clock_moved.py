"""The clock jumps, forwards and backwards: nothing is sent twice, nothing waits for long."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import Timers
from bot.jobs.timers import ring
from bot.usecases.links import Links
from bot.usecases.turn import Author, Policy, Turn
from tests.fakes import SEND
from tests.waiting import until
from tests.world import AWA, CLAIRE, NADIA, TENANT, World, words_of, world

FRIDAY = datetime.fromisoformat("2026-11-27T14:00+01:00")
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
JUMPS = {"an hour": HOUR, "a day": DAY}
PROMPT, FLASH = "Mon irritant de la semaine", "Flash de la semaine"
IRRITANT = "Irritant : I-Milo rame encore ce matin"
STAFF = [CLAIRE, NADIA, AWA]
ONCE = {each.upn: 1 for each in STAFF}


@pytest.fixture
async def ml(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Give a world whose bot does by itself what is due, and sees when its clock is moved."""
    monkeypatch.setattr("bot.clock.BELIEVED_AFTER", 0.0)
    often = Timers(courier=0.02, rituals=0.02, clock=0.02)
    async with world(sqlite_url, often) as running:
        running.teams.members = [each.member for each in STAFF]
        await running.install_in_team()
        yield running


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
async def test_a_clock_that_is_ahead_for_a_moment_asks_nobody_too_early_and_skips_nothing(
    ml: World, jump: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.clock.BELIEVED_AFTER", 60.0)
    ml.clock.now = FRIDAY - 5 * MINUTE + jump
    await asyncio.sleep(0.2)  # the bot has woken ten times
    ml.clock.now -= jump
    await asyncio.sleep(0.2)
    assert _prompts(ml) == Counter()

    monkeypatch.setattr("bot.clock.BELIEVED_AFTER", 0.0)
    ml.clock.now = FRIDAY
    await _until_asked(ml)
    assert _prompts(ml) == ONCE


async def test_an_hour_that_was_missed_is_made_up_for_once(ml: World) -> None:
    ml.clock.now = FRIDAY - 5 * MINUTE
    await asyncio.sleep(0.1)

    ml.clock.now += HOUR
    await _until_asked(ml)

    ml.clock.now += HOUR
    await asyncio.sleep(0.2)
    assert _prompts(ml) == ONCE


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
async def test_a_clock_that_is_put_back_after_the_questions_asks_nobody_again(
    ml: World, jump: timedelta
) -> None:
    ml.clock.now = FRIDAY
    await _until_asked(ml)

    ml.clock.now -= jump
    for _ in range(3):
        await asyncio.sleep(0.2)  # the bot has woken ten times
        ml.clock.now += jump / 2
    await asyncio.sleep(0.2)

    assert _prompts(ml) == ONCE


async def test_a_card_that_waits_for_its_next_try_does_not_wait_for_the_hour_to_come_again(
    ml: World,
) -> None:
    ml.clock.now = FRIDAY - HOUR
    await ml.say(NADIA, "aide")
    ml.teams.fail(503, on=SEND)
    said = await ml.post(NADIA, IRRITANT)

    ml.clock.now -= HOUR

    await until(lambda: _in_thread(ml, said) > 0, within=20)
    await asyncio.sleep(0.2)
    assert _in_thread(ml, said) == 1
    assert len(await ml.made_by(said)) == 1


async def test_the_timers_ring_when_the_clock_is_put_back() -> None:
    rang = asyncio.Event()
    scheduler = AsyncIOScheduler()
    scheduler.add_job(rang.set, "interval", seconds=3600)
    cron = scheduler.add_job(rang.set, "cron", hour=1)
    scheduler.start()
    at_night = cron.next_run_time

    ring(scheduler)

    async with asyncio.timeout(5):
        await rang.wait()
    assert cron.next_run_time == at_night
    scheduler.shutdown(wait=False)


def test_a_link_does_not_live_longer_when_the_clock_is_put_back() -> None:
    now = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
    links = Links("http://bot", b"a key for tests that nobody guesses")
    turn = Turn(Policy(ZoneInfo("Europe/Paris"), "", b""), Author(TENANT, CLAIRE.aad), "1", now)
    lists = links.export(turn, "", "csv").rpartition("/")[2]
    page = links.flash(turn, 1).rpartition("/")[2]

    assert links.read_export(lists, now)
    assert links.read(page, now)
    assert links.read_export(lists, now - HOUR) is None
    assert links.read(page, now - HOUR) is None


async def test_the_week_in_which_the_hour_changes_is_asked_and_told_once_at_its_hours(
    sqlite_url: str,
) -> None:
    async with world(sqlite_url, Timers(courier=0.02, rituals=0.02, clock=0)) as ml:
        ml.teams.members = [each.member for each in STAFF]
        ml.clock.now = datetime(2026, 10, 23, 11, 0, tzinfo=UTC)
        await ml.install_in_team()
        await ml.post(NADIA, IRRITANT)
        for moment, prompts, flashes in _HOURS:
            ml.clock.now = datetime.fromisoformat(moment)
            await asyncio.sleep(0.1)
            await _until_sent(ml, prompts, flashes)
            assert (_prompts(ml).total(), _flashes(ml)) == (prompts, flashes)


_HOURS = (
    ("2026-10-23T13:59+02:00", 0, 0),
    ("2026-10-23T14:00+02:00", 3, 0),
    ("2026-10-25T02:30+02:00", 3, 0),
    ("2026-10-25T02:30+01:00", 3, 0),  # the same hour again
    ("2026-10-26T08:00+01:00", 3, 0),  # nine by the clock of Friday
    ("2026-10-26T09:00+01:00", 3, 1),
    ("2026-10-26T10:00+01:00", 3, 1),
)
"""Moments, how many questions and how many flashes have gone by then."""


async def _until_sent(ml: World, prompts: int, flashes: int) -> None:
    await until(lambda: _prompts(ml).total() >= prompts and _flashes(ml) >= flashes, within=20)


async def _until_asked(ml: World) -> None:
    await until(lambda: _prompts(ml).total() >= len(STAFF), within=20)


def _prompts(ml: World) -> Counter[str]:
    """Return how many times each person got the questions, as Teams knows."""
    asked = {who.upn: sum(PROMPT in words_of(card) for card in ml.to(who)) for who in STAFF}
    return Counter({upn: times for upn, times in asked.items() if times})


def _in_thread(ml: World, message: dict[str, Any]) -> int:
    conversation = message["conversation"]["id"]
    return sum(sent.conversation_id == conversation for sent in ml.teams.sent)


def _flashes(ml: World) -> int:
    return sum(FLASH in words_of(card) for card in ml.cards)
