"""Friday with a Teams that misbehaves: who got the questions, and what the outbox says of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from bot.app import Parts
from bot.sends import usecases as sends
from domain.people import Person
from domain.sending import SendState
from domain.week.jobs import FRIDAY_PROMPT
from storage.sends import Send
from storage.unit_of_work import UnitOfWork
from tests.fakes import CREATE, ROSTER, SEND, UPDATE, FakeTeams
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, card_of, words_of

FRIDAY, NEXT_FRIDAY, THIRD_FRIDAY = (
    datetime.fromisoformat(f"{day}T14:00+01:00")
    for day in ("2026-11-27", "2026-12-04", "2026-12-11")
)
PATIENCE = 1.0
"""Seconds for which the bot waits for Teams where a test has it fall silent; more than any answer
takes on a busy machine."""

Fault = Callable[[FakeTeams], None]


@dataclass(frozen=True)
class Case:
    """What Teams does to one message, time and again, and what must become of it."""

    name: str
    faults: Sequence[Fault]
    state: SendState = SendState.SENT
    reason: str = ""
    cards: int = 1
    created: int = 1


def fails(status: int, code: str = "", *, on: str, **more: Any) -> Fault:
    return lambda teams: teams.fail(status, code, on=on, **more)


def hangs_up(*, after_reading: bool, on: str) -> Fault:
    return lambda teams: teams.drop(after_reading=after_reading, on=on)


def falls_silent(*, done: bool, on: str) -> Fault:
    return lambda teams: teams.fall_silent(done=done, on=on)


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

    await _ask(ml)

    (told,) = await _told(ml)
    assert (told.state, told.reason[: len(case.reason)]) == (case.state, case.reason)
    assert bool(told.reason) is bool(case.reason)
    assert len(ml.to(NADIA)) == case.cards
    assert len(_created(ml)) == case.created
    unreachable = (await _person(ml, NADIA)).unreachable
    assert unreachable == (case.reason if case.state is SendState.UNREACHABLE else "")
    await ml.an_hour_of_nothing()


async def test_a_teams_that_is_busy_for_a_while_gives_everybody_one_card(ml: World) -> None:
    ml.teams.fail(503, on=CREATE, times=9)
    ml.teams.fail(503, on=SEND, times=9, retry_after=3)

    await _ask(ml)

    assert await _states(ml) == {SendState.SENT: 4}
    assert [len(ml.to(who)) for who in (CLAIRE, NADIA, AWA)] == [1, 1, 1]
    assert len(_created(ml)) == 4


async def test_whatever_happens_to_each_nobody_gets_two_cards_and_nobody_is_forgotten(
    ml: World,
) -> None:
    staff = _colleagues(24)
    ml.teams.members = [each.member for each in staff]
    for status, on in ((503, CREATE), (403, CREATE), (400, SEND), (500, SEND), (429, SEND)):
        ml.teams.fail(status, "Code", on=on, times=2)
    ml.teams.drop(after_reading=True, on=SEND)
    ml.teams.drop(after_reading=False, on=SEND)
    ml.teams.drop(after_reading=True, on=CREATE)

    await _ask(ml)

    expected = {SendState.UNREACHABLE: 2, SendState.FAILED: 2, SendState.AMBIGUOUS: 4}
    assert await _states(ml) == expected | {SendState.SENT: 16}
    states = {told.upn: told.state for told in await _told(ml)}
    assert len(states) == len(staff)
    for who in staff:
        most = int(states[who.upn] in {SendState.SENT, SendState.AMBIGUOUS})
        least = int(states[who.upn] is SendState.SENT)
        assert least <= len(ml.to(who)) <= most, who


async def test_a_person_who_blocked_the_bot_does_not_hinder_the_others(ml: World) -> None:
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE)

    await _ask(ml)

    assert await _states(ml) == {SendState.SENT: 3, SendState.UNREACHABLE: 1}
    assert len(_created(ml)) == 3
    assert len(ml.cards) == 3


async def test_a_roster_that_comes_late_is_asked_for_again(ml: World) -> None:
    ml.teams.fail(503, on=ROSTER)

    await _ask(ml)

    assert await _states(ml) == {SendState.SENT: 4}


async def test_while_nobody_is_known_a_roster_that_fails_is_asked_for_again_later(
    ml: World,
) -> None:
    def forget(unit: UnitOfWork) -> None:  # Teams told when the app came
        unit.people.keep_roster(unit.organisations.find(TENANT) or 0, [], FRIDAY.date())

    await ml.store.write(forget)
    ml.teams.fail(404, "ConversationNotFound", on=ROSTER)
    async with Parts(ml.settings, ml.clock).working() as work:
        assert await work.rituals.run(FRIDAY_PROMPT, FRIDAY) == 0
    assert await _states(ml) == {}

    await _ask(ml)

    assert await _states(ml) == {SendState.SENT: 4}


async def test_without_a_roster_those_of_last_week_are_asked(ml: World) -> None:
    await _ask(ml)
    ml.clock.advance(days=7)
    ml.teams.fail(404, "ConversationNotFound", on=ROSTER)

    await _ask(ml, NEXT_FRIDAY)

    assert await _states(ml, NEXT_FRIDAY) == {SendState.SENT: 4}


async def test_a_kept_chat_that_is_gone_is_opened_again_once_and_kept(ml: World) -> None:
    await _meet_and_wait_a_week(ml)
    ml.teams.fail(404, "ConversationNotFound", on=SEND)

    await _ask(ml, NEXT_FRIDAY)
    assert await _states(ml, NEXT_FRIDAY) == {SendState.SENT: 1}
    assert len(ml.to(NADIA)) == 2
    first, second = [each.conversation_id for each in _created(ml)]
    assert [sent.conversation_id for sent in ml.teams.sent[-2:]] == [first, second]

    ml.clock.advance(days=7)
    await _ask(ml, THIRD_FRIDAY)
    assert len(_created(ml)) == 2
    assert ml.teams.sent[-1].conversation_id == second


async def test_a_card_that_went_to_a_chat_opened_again_changes_there(ml: World) -> None:
    await _meet_and_wait_a_week(ml)
    ml.teams.fail(404, "ConversationNotFound", on=SEND)
    await _ask(ml, NEXT_FRIDAY)
    card = ml.teams.sent[-1]

    await ml.say(NADIA, "Irritant : I-Milo rame encore ce matin")
    ml.clock.advance(seconds=2)

    (update,) = await ml.teams.wait_for_updates(1)
    assert (update.conversation_id, update.id) == (card.conversation_id, card.id)


@pytest.mark.parametrize(("status", "code"), [(404, "ActivityNotFoundInConversation"), (400, "")])
async def test_a_card_that_cannot_be_changed_any_more_was_received_all_the_same(
    ml: World, status: int, code: str
) -> None:
    await _meet_and_wait_a_week(ml)
    await _ask(ml, NEXT_FRIDAY)

    ml.teams.fail(status, code, on=UPDATE)
    await ml.say(NADIA, "Irritant : I-Milo rame encore ce matin")
    ml.clock.advance(seconds=2)
    await ml.until_calm()

    assert "PUT" in [call.method for call in ml.teams.calls]
    assert await _states(ml, NEXT_FRIDAY) == {SendState.SENT: 1}
    assert (await _person(ml, NADIA)).unreachable == ""


@pytest.mark.parametrize(
    ("faults", "state", "reason"),
    [
        ([fails(404, "BotNotThere", on=SEND)], SendState.UNREACHABLE, "404 BotNotThere"),
        ([fails(403, "C", on=CREATE)], SendState.UNREACHABLE, "403 C"),
        ([fails(400, "E", on=CREATE)], SendState.FAILED, "400 E"),
        ([fails(500, "F", on=SEND)], SendState.AMBIGUOUS, "500 F"),
        ([fails(503, on=CREATE)], SendState.SENT, ""),
        ([fails(429, on=SEND)], SendState.SENT, ""),
        (
            [fails(503, on=CREATE), fails(404, on=SEND), fails(403, "BotBlocked", on=CREATE)],
            SendState.UNREACHABLE,
            "403 BotBlocked",
        ),
    ],
)
async def test_a_kept_chat_that_is_gone_and_another_bad_answer(
    ml: World, faults: list[Fault], state: SendState, reason: str
) -> None:
    await _meet_and_wait_a_week(ml)
    ml.teams.fail(404, "ConversationNotFound", on=SEND)
    for fault in faults:
        fault(ml.teams)

    await _ask(ml, NEXT_FRIDAY)

    (told,) = await _told(ml, NEXT_FRIDAY)
    assert (told.state, told.reason[: len(reason)]) == (state, reason)
    assert len(ml.to(NADIA)) == 1 + (state is SendState.SENT)
    await ml.an_hour_of_nothing()


async def test_who_blocked_the_bot_in_a_kept_chat_is_unreachable_and_no_other_is_opened(
    ml: World,
) -> None:
    await _meet_and_wait_a_week(ml)
    ml.teams.fail(403, "MessageWritesBlocked", on=SEND)

    await _ask(ml, NEXT_FRIDAY)

    assert await _states(ml, NEXT_FRIDAY) == {SendState.UNREACHABLE: 1}
    assert len(_created(ml)) == 1


@pytest.mark.parametrize("on", [CREATE, SEND], ids=["create", "send"])
async def test_who_writes_again_on_the_same_friday_gets_the_questions_once(
    ml: World, on: str
) -> None:
    ml.teams.members = [NADIA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=on)
    await _ask(ml)
    assert ml.to(NADIA) == []

    for _ in range(2):
        ml.clock.advance(minutes=20)
        await ml.say(NADIA, "bonjour")
        await ml.until_calm()

    assert [_is_prompt(card) for card in ml.to(NADIA)].count(True) == 1
    assert await _states(ml) == {SendState.SENT: 1}
    assert (await _person(ml, NADIA)).unreachable == ""


async def test_who_writes_again_after_the_evening_gets_no_old_questions(ml: World) -> None:
    ml.teams.members = [NADIA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE)
    await _ask(ml)

    ml.clock.advance(hours=9)
    await ml.say(NADIA, "bonjour")
    await ml.until_calm()

    assert not any(_is_prompt(card) for card in ml.to(NADIA))
    assert await _states(ml) == {SendState.UNREACHABLE: 1}


async def test_who_was_unreachable_last_week_is_not_tried_but_listed(ml: World) -> None:
    ml.teams.members = [NADIA.member, AWA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE)
    await _ask(ml)
    (lost,) = [told for told in await _told(ml) if told.state is SendState.UNREACHABLE]
    ml.clock.advance(days=7)
    before = len(ml.teams.created)

    await _ask(ml, NEXT_FRIDAY)

    assert await _states(ml, NEXT_FRIDAY) == {SendState.SENT: 1, SendState.UNREACHABLE: 1}
    (still,) = [t for t in await _told(ml, NEXT_FRIDAY) if t.state is SendState.UNREACHABLE]
    assert (still.upn, still.reason) == (lost.upn, "403 MessageWritesBlocked")
    assert len(ml.teams.created) == before


async def test_who_was_unreachable_and_came_back_is_asked_next_week(ml: World) -> None:
    ml.teams.members = [NADIA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE)
    await _ask(ml)
    ml.clock.advance(days=5)
    await ml.say(NADIA, "bonjour")
    ml.clock.advance(days=2)

    await _ask(ml, NEXT_FRIDAY)

    assert await _states(ml, NEXT_FRIDAY) == {SendState.SENT: 1}


@pytest.mark.parametrize(
    ("fault", "missed"),
    [
        (fails(403, "MessageWritesBlocked", on=CREATE), SendState.UNREACHABLE),
        (fails(404, "ConversationNotFound", on=SEND), SendState.UNREACHABLE),
        (fails(400, "BadSyntax", on=SEND), SendState.FAILED),
    ],
)
async def test_the_quality_lead_sends_again_to_one_who_was_not_reached(
    ml: World, fault: Fault, missed: SendState
) -> None:
    ml.teams.members = [NADIA.member]
    fault(ml.teams)
    await _ask(ml)
    assert await _states(ml) == {missed: 1}

    detail = await _open_diffusion(ml)
    assert NADIA.name in words_of(detail)
    await ml.press(CLAIRE, detail, "Réessayer")
    await ml.until_calm()

    assert [_is_prompt(card) for card in ml.to(NADIA)] == [True]
    assert await _states(ml) == {SendState.SENT: 1}
    assert (await _person(ml, NADIA)).unreachable == ""


async def test_the_quality_lead_sends_again_to_all_who_surely_were_not_reached(ml: World) -> None:
    staff = _colleagues(5)
    ml.teams.members = [each.member for each in staff]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE, times=2)
    ml.teams.fail(400, "BadSyntax", on=SEND)
    ml.teams.fail(500, on=SEND, done=True)
    await _ask(ml)

    detail = await _open_diffusion(ml)
    await ml.press(CLAIRE, detail, "Tout réessayer")
    await ml.until_calm()

    assert await _states(ml) == {SendState.SENT: 4, SendState.AMBIGUOUS: 1}
    assert [len(ml.to(who)) for who in staff] == [1] * 5


async def test_a_second_try_that_fails_too_is_shown_as_such(ml: World) -> None:
    ml.teams.members = [NADIA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE, times=2)
    await _ask(ml)

    detail = await _open_diffusion(ml)
    await ml.press(CLAIRE, detail, "Réessayer")
    await ml.until_calm()

    assert await _states(ml) == {SendState.UNREACHABLE: 1}
    assert ml.to(NADIA) == []


async def _ask(ml: World, friday: datetime = FRIDAY) -> None:
    """Have the questions of a Friday prepared; the server's courier sends while time passes."""
    async with Parts(ml.settings, ml.clock).working() as work:
        assert await work.rituals.run(FRIDAY_PROMPT, friday) == 1
    await ml.until_calm()


async def _meet_and_wait_a_week(ml: World) -> None:
    ml.teams.members = [NADIA.member]
    await _ask(ml)
    ml.clock.advance(days=7)


async def _rows(ml: World) -> list[Any]:
    return await ml.store.read(
        lambda unit: unit.outbox.states(unit.organisations.find(TENANT) or 0)
    )


async def _told(ml: World, friday: datetime = FRIDAY) -> list[Send]:
    """Return what « Diffusion » and `sends` are made of."""
    return await ml.store.read(sends.states, FRIDAY_PROMPT, friday)


async def _states(ml: World, friday: datetime = FRIDAY) -> Counter[SendState]:
    return Counter(told.state for told in await _told(ml, friday))


async def _person(ml: World, who: Somebody) -> Person:
    def read(unit: UnitOfWork) -> Person | None:
        return unit.people.find(unit.organisations.find(TENANT) or 0, who.aad)

    person = await ml.store.read(read)
    assert person is not None
    return person


async def _open_diffusion(ml: World) -> dict[str, Any]:
    """Return the card in which the quality lead sees whom the questions did not reach."""
    ml.teams.members = [CLAIRE.member]
    answer = await ml.say(CLAIRE, "diffusion")
    opened = await ml.press(CLAIRE, card_of(answer), "Détail")
    detail: dict[str, Any] = opened["value"]
    return detail


def _created(ml: World) -> list[Any]:
    """Return the chats opened with people, not the threads of channels."""
    return [each for each in ml.teams.created if "members" in each.parameters]


def _is_prompt(card: dict[str, Any]) -> bool:
    return "Mon irritant de la semaine" in words_of(card)


def _colleagues(count: int) -> list[Somebody]:
    return [
        replace(NADIA, name=f"P{n:02} Martin", aad=f"00000000-0000-4000-8000-{n:012}")
        for n in range(100, 100 + count)
    ]
