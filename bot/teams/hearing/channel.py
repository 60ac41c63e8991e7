"""Channels: reading what is said, following what becomes of it, and finding the one to read."""

import asyncio
import logging
from typing import Any

from botbuilder.schema import Activity

from bot.contributions.usecases import following, messages
from bot.contributions.usecases.messages import Answer
from bot.inquiry import usecases as inquiries
from bot.inquiry.words import asked_of
from bot.observe import NotKept
from bot.teams.desk import Desk
from bot.teams.hearing.people import know, know_staff
from bot.teams.hearing.reading import channel_id_of, message_of, team_of, text_of
from bot.teams.sending.connector import ConnectorError
from bot.teams.sending.showing import card_activity, text_activity
from bot.teams.shown import Shown
from bot.themes.comparing import compare
from bot.usecases import teams
from bot.usecases.messages import Message
from bot.usecases.outbox import Subject
from bot.usecases.teams import ChannelName, UnknownChannelError
from bot.usecases.turn import Turn
from bot.usecases.understand import Heard, listen
from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions.card import contribution_card
from cards.inquiry import texts as inquiry_texts
from domain.contributions.contribution import Contribution
from domain.errors import RuleViolationError
from domain.inquiry.grammar import asks_about_this, is_question_like
from domain.kinds import Kind
from domain.names import fold
from storage.outbox import Outgoing

_GENERAL = "Général"
"""Teams leaves the name of a team's first channel out (Microsoft Learn, *Get context*)."""

_TRIES = 3
_LOGGER = logging.getLogger(__name__)


async def hear(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Read a message of a channel or group chat, and answer under it if it is noted."""
    said = text_of(activity)
    message = message_of(activity, said, turn.screen)
    if not said or not (message.channel_id or message.mentions_bot):
        return
    if message.mentions_bot and fold(said).strip(" .!?") in ("aide", "help"):
        await desk.store.write(messages.note_heard, turn, message)
        await _say(desk, message, contribution_texts.IN_CHANNEL)
        return
    if message.mentions_bot and await _answered(desk, turn, activity, message):
        return
    heard = listen(said, message.text, desk.classifier, turn.screen)
    answers = await _knowing_channel(desk, turn, activity, messages.hear, message, heard)
    await _deliver(desk, turn, answers)
    if message.mentions_bot and not answers and heard.kind is Kind.OTHER:
        await _say_elsewhere(desk, turn, message)
    if answers:
        await know(desk, activity, turn)


async def follow_edit(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Have what a message made follow the message."""
    message, heard = _read(desk, turn, activity)
    edited_at = activity.timestamp or turn.now
    answers = await _knowing_channel(
        desk, turn, activity, following.follow_edit, message, heard, edited_at
    )
    await _deliver(desk, turn, answers)


async def follow_delete(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Withdraw what a deleted message had made."""
    await desk.store.write(following.follow_delete, turn, message_of(activity, "", turn.screen))


async def follow_restore(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Give back what a restored message had made."""
    message, heard = _read(desk, turn, activity)
    answers = await _knowing_channel(
        desk, turn, activity, following.follow_restore, message, heard
    )
    await _deliver(desk, turn, answers)


def _read(desk: Desk, turn: Turn, activity: Activity) -> tuple[Message, Heard]:
    said = text_of(activity)
    message = message_of(activity, said, turn.screen)
    return message, listen(said, message.text, desk.classifier, turn.screen)


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
    desk: Desk, turn: Turn, activity: Activity, work: Any, *args: Any
) -> list[Answer]:
    """Do *work*, after asking Teams for the channel's name if nobody has told it yet."""
    try:
        answers: list[Answer] = await desk.store.write(work, turn, *args)
    except UnknownChannelError:
        await _learn_channel(desk, turn, activity)
        answers = await desk.store.write(work, turn, *args)
    return answers


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
            return [
                ChannelName(
                    str(channel.get("id"))[:200], str(channel.get("name") or _GENERAL)[:300]
                )
                for channel in listed
            ]
    raise NotKept("the name of the channel is not known yet")


def _channel(activity: Activity) -> ChannelName | None:
    data = activity.channel_data if isinstance(activity.channel_data, dict) else {}
    channel = data.get("channel") or {}
    if not channel.get("id"):
        return None
    return ChannelName(str(channel["id"])[:200], str(channel.get("name") or _GENERAL)[:300])


async def _leave(desk: Desk, note: Outgoing | None) -> None:
    if note is not None:
        await desk.delivery.answer([(note, None)])


async def _deliver(desk: Desk, turn: Turn, answers: list[Answer]) -> None:
    """Post the answers owed in a thread; an irritant with what it may be the same as."""
    made = [each.shows for each in answers if isinstance(each.shows, Contribution)]
    asked = await compare(desk, turn, made)

    def shown(answer: Answer) -> Subject:
        if isinstance(answer.shows, Contribution):
            return asked.get(answer.shows.id, answer.shows)
        return answer.shows

    await desk.delivery.answer((answer.outgoing, shown(answer)) for answer in answers)


async def _say_elsewhere(desk: Desk, turn: Turn, message: Message) -> None:
    """Answer who speaks to the bot outside its channel, or asks it something in it.

    Inside it, other chatter is left alone.
    """
    if not await desk.store.write(messages.is_listened_to, turn, message):
        await _say(desk, message, contribution_texts.ELSEWHERE)
    elif is_question_like(message.text):
        await _say(desk, message, inquiry_texts.NOT_A_QUESTION)


async def _asked(desk: Desk, turn: Turn, message: Message, said: str) -> Shown | None:
    """Return the answer to a question, which may be about « cette idée »."""
    if message.is_reply and asks_about_this(said):
        place = message.conversation_id
        contribution = await desk.store.write(inquiries.of_thread, turn, place)
        if contribution is not None:
            return Shown(contribution_card(contribution))
    return await asked_of(desk, turn, said, in_public=True)


async def _answered(desk: Desk, turn: Turn, activity: Activity, message: Message) -> bool:
    """Answer a question in its thread, once; return whether it was one."""
    try:
        asked = await _asked(desk, turn, message, text_of(activity))
    except RuleViolationError as no:
        asked = Shown(said=texts.REASON[no.reason])
    if asked is None:
        return False
    await desk.store.write(messages.note_heard, turn, message)
    if await desk.store.write(turn.is_first):
        shown = card_activity(asked.card) if asked.card else text_activity(asked.said)
        to = message.thread
        await desk.delivery.say(
            desk.connector.send(to.service_url, to.conversation_id, shown, to.reply_to)
        )
        await know(desk, activity, turn)
    return True


async def _say(desk: Desk, message: Message, text: str) -> None:
    to = message.thread
    said = text_activity(text)
    await desk.delivery.say(
        desk.connector.send(to.service_url, to.conversation_id, said, to.reply_to)
    )
