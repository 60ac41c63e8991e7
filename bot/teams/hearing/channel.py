"""Channels: what is said is handed on, and the one to read is found."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from botbuilder.schema import Activity

from bot.observe import NotKept
from bot.plug import Plugs, Spoken, Word, first_of
from bot.teams.desk import Desk, Shown
from bot.teams.hearing.html import Written
from bot.teams.hearing.people import know, know_staff
from bot.teams.hearing.reading import channel_id_of, message_of, spoken_of, team_of, written_of
from bot.teams.sending.connector import ConnectorError
from bot.usecases import people, teams
from bot.usecases.teams import ChannelName, UnknownChannelError
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions import texts as contribution_texts
from domain.confidentiality import EMPTY
from domain.errors import RuleViolationError
from storage.outbox import Destination, Outgoing

_GENERAL = "Général"
"""Teams leaves the name of a team's first channel out (Microsoft Learn, *Get context*)."""

_TRIES = 3
_LOGGER = logging.getLogger(__name__)

T = TypeVar("T")


async def hear(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Read a message of a channel or group chat, and answer under it if it is noted."""
    written = written_of(activity)
    if not written.text:
        return
    spoken = spoken_of(activity, written, desk.classifier, turn.screen)
    message = spoken.message
    if not (message.channel_id or message.mentions_bot):
        return
    if message.mentions_bot and await _answered(desk, plugs, turn, activity, spoken):
        return
    if spoken.folded in plugs.words:
        return  # said to nobody, a word of ours is no remark either
    for ears in plugs.ears:
        if await _knowing_channel(desk, turn, activity, partial(ears.heard, desk, turn, spoken)):
            await know(desk, activity, turn)


async def follow_edit(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Tell all ears that a message was edited."""
    spoken = spoken_of(activity, written_of(activity), desk.classifier, turn.screen)
    edited_at = turn.said_at or turn.now
    for ears in plugs.ears:
        await _knowing_channel(
            desk, turn, activity, partial(ears.edited, desk, turn, spoken, edited_at)
        )


async def follow_delete(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Tell all ears that a message was deleted."""
    for ears in plugs.ears:
        await ears.deleted(desk, turn, message_of(activity, Written(""), EMPTY, turn.screen))


async def follow_restore(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Tell all ears that a message was restored."""
    spoken = spoken_of(activity, written_of(activity), desk.classifier, turn.screen)
    for ears in plugs.ears:
        await _knowing_channel(desk, turn, activity, partial(ears.restored, desk, turn, spoken))


async def find(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Ask Teams for the team's channels, and leave a note where the bot listens or should.

    Its staff are asked for, too: nobody should be taken for a young person meanwhile.
    """
    team = team_of(activity)
    if team is None:
        return
    channels = await _channels(desk, team.service_url, team.teams_id)
    await _leave(desk, await desk.store.write(teams.find_channel, turn, team, channels))
    await know_staff(desk, turn)
    desk.screens.forget(turn.author.tenant_id)


async def find_if_told(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Find the channel at an installation; without an answer the first message will ask again."""
    try:
        await find(desk, turn, activity)
    except NotKept as error:
        _LOGGER.warning("installed, but %s", error)


async def joined(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Find the channel at an installation; in a closed one say that it is not read."""
    told = _told_channel(activity)
    if told.get("id") and _is_closed(told):
        to = Destination(activity.service_url, str(told["id"])[:200])
        if await desk.store.write(turn.is_first):
            await desk.say_under(to, contribution_texts.CLOSED)
        return
    await find_if_told(desk, turn, activity)


async def named(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Follow a channel that was created, renamed or restored."""
    team, channel = team_of(activity), _channel(activity)
    if team is None or channel is None:
        return
    await _leave(desk, await desk.store.write(teams.channel_named, turn, team, channel))


async def deleted(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Follow a channel that was deleted."""
    team, channel = team_of(activity), _channel(activity)
    if team is None or channel is None:
        return
    await _leave(desk, await desk.store.write(teams.channel_deleted, turn, team, channel.teams_id))


async def _knowing_channel(
    desk: Desk, turn: Turn, activity: Activity, work: Callable[[], Awaitable[T]]
) -> T:
    """Do *work*, after asking Teams for the channel's name if nobody has told it yet."""
    try:
        return await work()
    except UnknownChannelError:
        await _learn_channel(desk, turn, activity)
        return await work()


async def _learn_channel(desk: Desk, turn: Turn, activity: Activity) -> None:
    team = team_of(activity)
    if team is None:
        raise NotKept("a channel message without its team")
    await find(desk, turn, activity)
    channel_id = channel_id_of(activity)
    # A channel that Teams does not list (a shared one) is known without a name: not listened to.
    await desk.store.write(teams.keep_if_unknown, turn, team, ChannelName(channel_id, ""))


async def _channels(desk: Desk, service_url: str, team_id: str) -> list[ChannelName]:
    for attempt in range(1, _TRIES + 1):
        try:
            listed = await desk.connector.channels(service_url, team_id)
        except ConnectorError as error:
            _LOGGER.warning("the list of channels did not come: %s", error)
            if attempt == _TRIES or not error.retryable:
                raise NotKept("the name of the channel is not known yet") from None
            await asyncio.sleep(0.2 * attempt)
        else:
            return [_channel_name(channel) for channel in listed]
    raise NotKept("the name of the channel is not known yet")


def _channel(activity: Activity) -> ChannelName | None:
    channel = _told_channel(activity)
    if not channel.get("id"):
        return None
    return _channel_name(channel)


def _told_channel(activity: Activity) -> dict[str, Any]:
    data = activity.channel_data if isinstance(activity.channel_data, dict) else {}
    channel = data.get("channel")
    return channel if isinstance(channel, dict) else {}


def _channel_name(told: dict[str, Any]) -> ChannelName:
    """Return what is kept of a channel; a closed one goes without its name: it is not read."""
    name = "" if _is_closed(told) else str(told.get("name") or _GENERAL)[:300]
    return ChannelName(str(told.get("id"))[:200], name)


def _is_closed(told: dict[str, Any]) -> bool:
    """Tell whether not all of the team may read a channel (Microsoft Learn, *ChannelInfo*)."""
    return str(told.get("type") or "").lower() in ("private", "shared")


async def _leave(desk: Desk, note: Outgoing | None) -> None:
    if note is not None:
        await desk.delivery.answer([(note, None)])


async def _answered(
    desk: Desk, plugs: Plugs, turn: Turn, activity: Activity, spoken: Spoken
) -> bool:
    """Answer what is asked of the bot, once; return whether it was something.

    In its thread with what all may read; a word whose answer is for who asks, in their own chat.
    """
    message = spoken.message
    try:
        asked = await first_of(plugs.mentions, desk, turn, spoken)
    except RuleViolationError as no:
        asked = Shown(said=texts.REASON[no.reason])
    is_known = bool(asked.card or asked.said)
    word = None if is_known or spoken.heard.explicit else plugs.word(spoken.text, spoken.folded)
    if not is_known and word is None:
        return False
    for ears in plugs.ears:
        await ears.noticed(desk, turn, message)
    if await desk.store.read(turn.was_done):
        return True
    if word is not None:
        asked = Shown(said=await _answer_alone(desk, turn, activity, word, spoken.text))
    if await desk.store.write(turn.is_first):
        await desk.say_under(message.thread, asked.card or asked.said)
        await know(desk, activity, turn)
    return True


async def _answer_alone(desk: Desk, turn: Turn, activity: Activity, word: Word, text: str) -> str:
    """Answer a word in the personal chat of who wrote it; return what is said in the thread."""
    try:
        shown = await word(desk, turn, text)
    except RuleViolationError as no:
        shown = Shown(said=texts.REASON[no.reason])
    if not (shown.card or shown.said):
        return texts.IN_PRIVATE
    try:
        to = await _chat_of(desk, turn, activity)
        await desk.say_under(to, shown.card or shown.said)
    except ConnectorError as error:
        _LOGGER.warning("a word of the channel was not answered in private: %s", error)
        return texts.WRITE_TO_ME
    return texts.IN_PRIVATE


async def _chat_of(desk: Desk, turn: Turn, activity: Activity) -> Destination:
    """Return the personal chat of who wrote, opened where the bot knows none."""
    reference = await desk.store.write(people.chat_of, turn)
    if reference is not None:
        return Destination(reference.service_url, reference.conversation_id)
    parameters = {
        "isGroup": False,
        "bot": {"id": activity.recipient.id},
        "members": [{"id": turn.author.teams_user_id}],
        "tenantId": turn.author.tenant_id,
        "channelData": {"tenant": {"id": turn.author.tenant_id}},
    }
    created = await desk.connector.create_conversation(activity.service_url, parameters)
    return Destination(activity.service_url, created.conversation_id)
