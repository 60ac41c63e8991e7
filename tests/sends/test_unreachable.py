"""Who was not reached on Friday: asked once they are back, or once the lead tries again."""

import pytest

from domain.sending import SendState
from tests.fakes import CREATE, SEND
from tests.week.fridays import (
    NEXT_FRIDAY,
    Fault,
    ask,
    colleagues,
    fails,
    is_prompt,
    open_diffusion,
    sends_of,
    states_of,
)
from tests.world import AWA, CLAIRE, NADIA, World, words_of


async def _block(ml: World, *, on: str = CREATE, times: int = 1) -> None:
    """Ask Nadia on a Friday on which she has blocked the bot."""
    ml.teams.members = [NADIA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=on, times=times)
    await ask(ml)


@pytest.mark.parametrize("on", [CREATE, SEND], ids=["create", "send"])
async def test_who_writes_again_on_the_same_friday_gets_the_questions_once(
    ml: World, on: str
) -> None:
    await _block(ml, on=on)
    assert ml.to(NADIA) == []

    for _ in range(2):
        ml.clock.advance(minutes=20)
        await ml.say(NADIA, "bonjour")
        await ml.until_calm()

    assert [is_prompt(card) for card in ml.to(NADIA)].count(True) == 1
    assert await states_of(ml) == {SendState.SENT: 1}
    assert (await ml.person(NADIA)).unreachable == ""


async def test_who_writes_again_after_the_evening_gets_no_old_questions(ml: World) -> None:
    await _block(ml)

    ml.clock.advance(hours=9)
    await ml.say(NADIA, "bonjour")
    await ml.until_calm()

    assert not any(is_prompt(card) for card in ml.to(NADIA))
    assert await states_of(ml) == {SendState.UNREACHABLE: 1}


async def test_who_was_unreachable_last_week_is_not_tried_but_listed(ml: World) -> None:
    ml.teams.members = [NADIA.member, AWA.member]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE)
    await ask(ml)
    (lost,) = [told for told in await sends_of(ml) if told.state is SendState.UNREACHABLE]
    ml.clock.advance(days=7)
    before = len(ml.teams.created)

    await ask(ml, NEXT_FRIDAY)

    assert await states_of(ml, NEXT_FRIDAY) == {SendState.SENT: 1, SendState.UNREACHABLE: 1}
    (still,) = [t for t in await sends_of(ml, NEXT_FRIDAY) if t.state is SendState.UNREACHABLE]
    assert (still.upn, still.reason) == (lost.upn, "403 MessageWritesBlocked")
    assert len(ml.teams.created) == before


async def test_who_was_unreachable_and_came_back_is_asked_next_week(ml: World) -> None:
    await _block(ml)
    ml.clock.advance(days=5)
    await ml.say(NADIA, "bonjour")
    ml.clock.advance(days=2)

    await ask(ml, NEXT_FRIDAY)

    assert await states_of(ml, NEXT_FRIDAY) == {SendState.SENT: 1}


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
    await ask(ml)
    assert await states_of(ml) == {missed: 1}

    detail = await open_diffusion(ml)
    assert NADIA.name in words_of(detail)
    await ml.press(CLAIRE, detail, "Réessayer")
    await ml.until_calm()

    assert [is_prompt(card) for card in ml.to(NADIA)] == [True]
    assert await states_of(ml) == {SendState.SENT: 1}
    assert (await ml.person(NADIA)).unreachable == ""


async def test_the_quality_lead_sends_again_to_all_who_surely_were_not_reached(ml: World) -> None:
    staff = colleagues(5)
    ml.teams.members = [each.member for each in staff]
    ml.teams.fail(403, "MessageWritesBlocked", on=CREATE, times=2)
    ml.teams.fail(400, "BadSyntax", on=SEND)
    ml.teams.fail(500, on=SEND, done=True)
    await ask(ml)

    detail = await open_diffusion(ml)
    await ml.press(CLAIRE, detail, "Tout réessayer")
    await ml.until_calm()

    assert await states_of(ml) == {SendState.SENT: 4, SendState.AMBIGUOUS: 1}
    assert [len(ml.to(who)) for who in staff] == [1] * 5


async def test_a_second_try_that_fails_too_is_shown_as_such(ml: World) -> None:
    await _block(ml, times=2)

    detail = await open_diffusion(ml)
    await ml.press(CLAIRE, detail, "Réessayer")
    await ml.until_calm()

    assert await states_of(ml) == {SendState.UNREACHABLE: 1}
    assert ml.to(NADIA) == []
