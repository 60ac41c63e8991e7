"""Friday with a Teams that misbehaves: who got the questions, and what the outbox says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.app import Parts
from domain.sending import SendState
from domain.week.jobs import FRIDAY_PROMPT
from storage.unit_of_work import UnitOfWork
from tests.fakes import CREATE, ROSTER, SEND
from tests.week.fridays import (
    FRIDAY,
    NEXT_FRIDAY,
    Fault,
    ask,
    colleagues,
    created,
    fails,
    falls_silent,
    hangs_up,
    sends_of,
    states_of,
)
from tests.world import AWA, CLAIRE, NADIA, TENANT, World

PATIENCE = 1.0
"""Seconds for which the bot waits for Teams where a test has it fall silent; more than any answer
takes on a busy machine."""


@dataclass(frozen=True)
class Case:
    """What Teams does to one message, time and again, and what must become of it."""

    name: str
    faults: Sequence[Fault]
    state: SendState = SendState.SENT
    reason: str = ""
    cards: int = 1
    created: int = 1


BUSY = [
    Case(
        f"busy on {name}",
        [fails(429, on=on, retry_after=7)]
        + [fails(status, on=on) for status in (429, 412, 502, 503, 504)],
    )
    for name, on in (("send", SEND), ("create", CREATE))
]
HARMLESS = [
    Case(
        "lost answers on create",
        [
            fails(500, on=CREATE),
            fails(408, on=CREATE),
            hangs_up(after_reading=False, on=CREATE),
            falls_silent(done=False, on=CREATE),
            fails(200, on=CREATE, body=b"{}"),
        ],
    ),
    Case(
        "lost answers on create though done",
        [
            fails(500, on=CREATE, done=True),
            hangs_up(after_reading=True, on=CREATE),
            falls_silent(done=True, on=CREATE),
        ],
        created=4,  # it is the same chat in Teams; the fake counts each time
    ),
]
GONE = [
    Case(
        f"{status} {code} on {name}",
        [fails(status, code, on=on)],
        SendState.UNREACHABLE,
        f"{status} {code}",
        cards=0,
        created=int(on is SEND),
    )
    for name, on, status, code in (
        ("send", SEND, 403, "MessageWritesBlocked"),
        ("send", SEND, 404, "ConversationNotFound"),
        ("create", CREATE, 403, "BotNotInConversationRoster"),
        ("create", CREATE, 404, "ConversationNotFound"),
    )
]
REFUSED = [
    Case(
        f"400 on {name}",
        [fails(400, "BadSyntax", on=on)],
        SendState.FAILED,
        "400 BadSyntax",
        cards=0,
        created=int(on is SEND),
    )
    for name, on in (("send", SEND), ("create", CREATE))
]
LOST = [
    Case(f"{name} on send", [fault], SendState.AMBIGUOUS, reason, cards)
    for name, fault, reason, cards in (
        ("500", fails(500, on=SEND), "500 ", 0),
        ("500 though done", fails(500, on=SEND, done=True), "500 ", 1),
        ("408", fails(408, on=SEND), "408 ", 0),
        ("hangs up unread", hangs_up(after_reading=False, on=SEND), "0 ", 0),
        ("hangs up though done", hangs_up(after_reading=True, on=SEND), "0 ", 1),
        ("silence", falls_silent(done=False, on=SEND), "0 ", 0),
        ("silence though done", falls_silent(done=True, on=SEND), "0 ", 1),
    )
]
CASES = [*BUSY, *HARMLESS, *GONE, *REFUSED, *LOST]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_bad_answer_of_teams_ends_as_it_should(
    ml: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.sending.connector.TIME_LIMIT", PATIENCE)
    ml.teams.members = [NADIA.member]
    for fault in case.faults:
        fault(ml.teams)

    await ask(ml)

    (told,) = await sends_of(ml)
    assert (told.state, told.reason[: len(case.reason)]) == (case.state, case.reason)
    assert bool(told.reason) is bool(case.reason)
    assert len(ml.to(NADIA)) == case.cards
    assert len(created(ml)) == case.created
    unreachable = (await ml.person(NADIA)).unreachable
    assert unreachable == (case.reason if case.state is SendState.UNREACHABLE else "")
    await ml.an_hour_of_nothing()


async def test_a_teams_that_is_busy_for_a_while_gives_everybody_one_card(ml: World) -> None:
    ml.teams.fail(503, on=CREATE, times=9)
    ml.teams.fail(503, on=SEND, times=9, retry_after=3)

    await ask(ml)

    assert await states_of(ml) == {SendState.SENT: 4}
    assert [len(ml.to(who)) for who in (CLAIRE, NADIA, AWA)] == [1, 1, 1]
    assert len(created(ml)) == 4


async def test_whatever_happens_to_each_nobody_gets_two_cards_and_nobody_is_forgotten(
    ml: World,
) -> None:
    staff = colleagues(24)
    ml.teams.members = [each.member for each in staff]
    for status, on in ((503, CREATE), (403, CREATE), (400, SEND), (500, SEND), (429, SEND)):
        ml.teams.fail(status, "Code", on=on, times=2)
    ml.teams.drop(after_reading=True, on=SEND)
    ml.teams.drop(after_reading=False, on=SEND)
    ml.teams.drop(after_reading=True, on=CREATE)

    await ask(ml)

    expected = {SendState.UNREACHABLE: 2, SendState.FAILED: 2, SendState.AMBIGUOUS: 4}
    assert await states_of(ml) == expected | {SendState.SENT: 16}
    states = {told.upn: told.state for told in await sends_of(ml)}
    assert len(states) == len(staff)
    for who in staff:
        most = int(states[who.upn] in {SendState.SENT, SendState.AMBIGUOUS})
        least = int(states[who.upn] is SendState.SENT)
        assert least <= len(ml.to(who)) <= most, who


async def test_a_person_who_blocked_the_bot_does_not_hinder_the_others(ml: World) -> None:
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE)

    await ask(ml)

    assert await states_of(ml) == {SendState.SENT: 3, SendState.UNREACHABLE: 1}
    assert len(created(ml)) == 3
    assert len(ml.cards) == 3


async def test_a_roster_that_comes_late_is_asked_for_again(ml: World) -> None:
    ml.teams.fail(503, on=ROSTER)

    await ask(ml)

    assert await states_of(ml) == {SendState.SENT: 4}


async def test_while_nobody_is_known_a_roster_that_fails_is_asked_for_again_later(
    ml: World,
) -> None:
    def forget(unit: UnitOfWork) -> None:  # Teams told when the app came
        unit.people.keep_roster(unit.organisations.find(TENANT) or 0, [], FRIDAY.date(), ())

    await ml.store.write(forget)
    ml.teams.fail(404, "ConversationNotFound", on=ROSTER)
    async with Parts(ml.settings, ml.clock).working() as work:
        assert await work.rituals.run(FRIDAY_PROMPT, FRIDAY) == 0
    assert await states_of(ml) == {}

    await ask(ml)

    assert await states_of(ml) == {SendState.SENT: 4}


async def test_without_a_roster_those_of_last_week_are_asked(ml: World) -> None:
    await ask(ml)
    ml.clock.advance(days=7)
    ml.teams.fail(404, "ConversationNotFound", on=ROSTER)

    await ask(ml, NEXT_FRIDAY)

    assert await states_of(ml, NEXT_FRIDAY) == {SendState.SENT: 4}
