"""Friday in chats that were kept and are gone: opened again once, or not at all."""

import pytest

from domain.sending import SendState
from tests.fakes import CREATE, SEND, UPDATE
from tests.week.fridays import (
    NEXT_FRIDAY,
    THIRD_FRIDAY,
    Fault,
    ask,
    created,
    fails,
    meet_and_wait_a_week,
    sends_of,
    states_of,
)
from tests.world import NADIA, World


async def test_a_kept_chat_that_is_gone_is_opened_again_once_and_kept(ml: World) -> None:
    await meet_and_wait_a_week(ml)
    ml.teams.fail(404, "ConversationNotFound", on=SEND)

    await ask(ml, NEXT_FRIDAY)
    assert await states_of(ml, NEXT_FRIDAY) == {SendState.SENT: 1}
    assert len(ml.to(NADIA)) == 2
    first, second = [each.conversation_id for each in created(ml)]
    assert [sent.conversation_id for sent in ml.teams.sent[-2:]] == [first, second]

    ml.clock.advance(days=7)
    await ask(ml, THIRD_FRIDAY)
    assert len(created(ml)) == 2
    assert ml.teams.sent[-1].conversation_id == second


async def test_a_card_that_went_to_a_chat_opened_again_changes_there(ml: World) -> None:
    await meet_and_wait_a_week(ml)
    ml.teams.fail(404, "ConversationNotFound", on=SEND)
    await ask(ml, NEXT_FRIDAY)
    card = ml.teams.sent[-1]

    await ml.say(NADIA, "Irritant : I-Milo rame encore ce matin")
    ml.clock.advance(seconds=2)

    (update,) = await ml.teams.wait_for_updates(1)
    assert (update.conversation_id, update.id) == (card.conversation_id, card.id)


@pytest.mark.parametrize(("status", "code"), [(404, "ActivityNotFoundInConversation"), (400, "")])
async def test_a_card_that_cannot_be_changed_any_more_was_received_all_the_same(
    ml: World, status: int, code: str
) -> None:
    await meet_and_wait_a_week(ml)
    await ask(ml, NEXT_FRIDAY)

    ml.teams.fail(status, code, on=UPDATE)
    await ml.say(NADIA, "Irritant : I-Milo rame encore ce matin")
    ml.clock.advance(seconds=2)
    await ml.until_calm()

    assert "PUT" in [call.method for call in ml.teams.calls]
    assert await states_of(ml, NEXT_FRIDAY) == {SendState.SENT: 1}
    assert (await ml.person(NADIA)).unreachable == ""


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
    await meet_and_wait_a_week(ml)
    ml.teams.fail(404, "ConversationNotFound", on=SEND)
    for fault in faults:
        fault(ml.teams)

    await ask(ml, NEXT_FRIDAY)

    (told,) = await sends_of(ml, NEXT_FRIDAY)
    assert (told.state, told.reason[: len(reason)]) == (state, reason)
    assert len(ml.to(NADIA)) == 1 + (state is SendState.SENT)
    await ml.an_hour_of_nothing()


async def test_who_blocked_the_bot_in_a_kept_chat_is_unreachable_and_no_other_is_opened(
    ml: World,
) -> None:
    await meet_and_wait_a_week(ml)
    ml.teams.fail(403, "MessageWritesBlocked", on=SEND)

    await ask(ml, NEXT_FRIDAY)

    assert await states_of(ml, NEXT_FRIDAY) == {SendState.UNREACHABLE: 1}
    assert len(created(ml)) == 1
