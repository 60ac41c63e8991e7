"""Whatever a turn fails at: Teams is asked to send it again, and then it is kept, once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import ContextVar
from typing import Any

import pytest

from bot.app import Timers
from bot.teams.hearing.activity_handler import FlashBot
from bot.teams.sending.connector import Connector
from domain.contributions.contribution import Status
from storage.contributions.comments import Comments
from storage.store import Store
from tests.attack.lives import rows
from tests.world import BOT, CLAIRE, GENERAL, NADIA, World, card_of, find_button, world

IRRITANT, TYPED = "Irritant : le badge ne marche plus", "Le copieur du premier est en panne"
IN_TURN: ContextVar[bool] = ContextVar("in_turn", default=False)


class Trap:
    """Fails one step of a turn: a call of the store or of Teams, before or after it is done."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.is_late = False

    def set(self, step: int, *, is_late: bool) -> None:
        self.left, self.is_late = step, is_late

    @property
    def has_snapped(self) -> bool:
        return self.left == 0

    def around(self, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def trapped(*args: Any, **kwargs: Any) -> Any:
            if not self.left or not IN_TURN.get():
                return await call(*args, **kwargs)
            self.left -= 1
            if self.left:
                return await call(*args, **kwargs)
            if self.is_late:
                await call(*args, **kwargs)
            raise RuntimeError("the trap")

        return trapped


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Trap:
    set_up = Trap()
    on_turn = FlashBot.on_turn

    async def marked(self: FlashBot, context: Any) -> None:
        IN_TURN.set(True)
        await on_turn(self, context)

    monkeypatch.setattr(FlashBot, "on_turn", marked)
    for of, name in ((Store, "write"), (Store, "read"), (Connector, "_call")):
        monkeypatch.setattr(of, name, set_up.around(getattr(of, name)))
    return set_up


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    async with world(database_url, Timers(courier=3600, rituals=3600, clock=0)) as running:
        await running.install_in_team()
        await running.say(CLAIRE, "bonjour")
        yield running


Kept = Callable[[], Awaitable[int]]
"""How often what an activity brings is kept now."""
Kind = Callable[[World], Awaitable[tuple[dict[str, Any], Kept]]]


async def message(ml: World) -> tuple[dict[str, Any], Kept]:
    said = ml.channel_activity(NADIA, text=IRRITANT)

    async def kept() -> int:
        return len(await ml.made_by(said))

    return said, kept


async def reply(ml: World) -> tuple[dict[str, Any], Kept]:
    said = await ml.post(NADIA, IRRITANT)
    under = ml.channel_activity(CLAIRE, thread=said["id"], text="Chez nous aussi")
    (one,) = await ml.made_by(said)

    async def kept() -> int:
        return await ml.store.read(lambda unit: len(unit.of(Comments).of(one)))

    return under, kept


async def _changed(
    ml: World, type_: str, event: str, said: dict[str, Any], **more: Any
) -> dict[str, Any]:
    ml.clock.advance(seconds=1)
    data = said["channelData"] | {"eventType": event}
    now = ml.clock().isoformat()
    return said | {"type": type_, "channelData": data, "timestamp": now} | more


async def edit(ml: World) -> tuple[dict[str, Any], Kept]:
    said = await ml.post(NADIA, IRRITANT)
    activity = await _changed(ml, "messageUpdate", "editMessage", said, text=f"{IRRITANT} !")

    async def kept() -> int:
        return [each.text for each in await ml.made_by(said)].count("le badge ne marche plus !")

    return activity, kept


async def delete(ml: World) -> tuple[dict[str, Any], Kept]:
    said = await ml.post(NADIA, IRRITANT)
    activity = await _changed(ml, "messageDelete", "softDeleteMessage", said, text="")

    async def kept() -> int:
        return [each.status for each in await ml.made_by(said)].count(Status.WITHDRAWN)

    return activity, kept


async def restore(ml: World) -> tuple[dict[str, Any], Kept]:
    said = await ml.post(NADIA, IRRITANT)
    await ml.delete(said)
    activity = await _changed(ml, "messageUpdate", "undeleteMessage", said)

    async def kept() -> int:
        return [each.status for each in await ml.made_by(said)].count(Status.RECEIVED)

    return activity, kept


async def chat(ml: World) -> tuple[dict[str, Any], Kept]:
    said = ml.chat_activity(NADIA, text=f"{IRRITANT} au numéro {ml.new_id()}")

    async def kept() -> int:
        return await _rows_of(ml, "question", message_id=repr(said["id"]))

    return said, kept


async def submitted(ml: World) -> tuple[dict[str, Any], Kept]:
    form = card_of(await ml.say(NADIA, "nouveau"))
    data = find_button(form, "Envoyer")["fallback"]["data"]
    value = data | {"kind": "irritant", "text": TYPED}
    activity = ml.chat_activity(NADIA, value=value, replyToId=ml.new_id())

    async def kept() -> int:
        return await _rows_of(ml, "contribution", form_id=repr(data["form"]))

    return activity, kept


async def executed(ml: World) -> tuple[dict[str, Any], Kept]:
    activity, kept = await submitted(ml)
    value = activity.pop("value")
    action = {"type": "Action.Execute", "verb": value["verb"], "data": value}
    return (
        activity
        | {"type": "invoke", "name": "adaptiveCard/action"}
        | {"value": {"action": action, "trigger": "manual"}},
        kept,
    )


async def dialog(ml: World) -> tuple[dict[str, Any], Kept]:
    activity, kept = await submitted(ml)
    value = {"data": activity.pop("value")}
    return activity | {"type": "invoke", "name": "task/submit", "value": value}, kept


async def greeted(ml: World) -> tuple[dict[str, Any], Kept]:
    number = ml.new_id()
    someone = {"id": f"29:{number}", "name": f"Léo {number}", "aadObjectId": number}
    chat_id = f"a:{number}"
    activity = ml.chat_activity(
        NADIA,
        type="conversationUpdate",
        membersAdded=[BOT],
        conversation={"id": chat_id, "conversationType": "personal"},
    ) | {"from": someone}

    async def kept() -> int:
        return await _rows_of(ml, "outbox", conversation_id=repr(chat_id))

    return activity, kept


async def named(ml: World) -> tuple[dict[str, Any], Kept]:
    channel = {"id": f"19:{ml.new_id()}@thread.tacv2", "name": "Amélioration continue"}
    base = ml.channel_activity(CLAIRE, channel=GENERAL, type="conversationUpdate")
    data = base["channelData"] | {"eventType": "channelCreated", "channel": channel}

    async def kept() -> int:
        return await _rows_of(ml, "channel", teams_id=repr(channel["id"]))

    return base | {"channelData": data}, kept


async def _rows_of(ml: World, table: str, **wanted: str) -> int:
    found = await rows(ml)
    return sum(
        count
        for (name, values), count in found.items()
        if name == table and wanted.items() <= dict(values).items()
    )


KINDS: tuple[Kind, ...] = (
    *(message, reply, edit, delete, restore, chat),
    *(submitted, executed, dialog, greeted, named),
)
MOST_STEPS = 30


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_what_fails_is_asked_for_again_and_then_kept_once(
    ml: World, trap: Trap, kind: Kind
) -> None:
    steps = 0
    for step in range(1, MOST_STEPS):
        snapped = [await _failed(ml, trap, kind, step, is_late=late) for late in (False, True)]
        if not any(snapped):
            break
        steps = step

    assert 0 < steps < MOST_STEPS - 1


async def _failed(ml: World, trap: Trap, kind: Kind, step: int, *, is_late: bool) -> bool:
    """Have a turn fail at a step; return False where it has fewer."""
    activity, kept = await kind(ml)
    trap.set(step, is_late=is_late)
    status, body = await ml.deliver(activity)
    has_snapped, trap.left = trap.has_snapped, None
    where = (step, is_late, status)
    if activity["type"] == "invoke":
        assert status == 200, where
        assert await kept() == 1 or "INC-" in str(body) or TYPED in str(body), where
    elif status != 503:
        assert status == 200, where
        assert await kept() == 1, where
    status, _ = await ml.deliver(activity)
    assert status == 200, where
    assert await kept() == 1, where
    return has_snapped
