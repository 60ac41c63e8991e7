"""What is done with what is said in the channel: kept, asked about, followed when it changes."""

from datetime import datetime
from typing import Any

from bot.contributions.usecases import following, messages
from bot.contributions.usecases.messages import Answer
from bot.contributions.words import THANKED
from bot.plug import Ears, Spoken
from bot.teams.desk import Desk, Shown
from bot.usecases.messages import Message
from bot.usecases.turn import Turn
from cards.contributions import texts as contribution_texts
from cards.inquiry import texts as inquiry_texts
from domain.contributions.contribution import Origin
from domain.contributions.view import View
from domain.inquiry.grammar import is_question_like
from domain.kinds import Kind


async def asked_for_help(desk: Desk, turn: Turn, spoken: Spoken) -> Shown | None:
    """Answer « aide », « bonjour » and « merci », of which all may read the answer."""
    if spoken.folded in THANKED:
        return Shown(said=contribution_texts.THANKS)
    if spoken.folded not in ("aide", "help", "bonjour", "salut"):
        return None
    if await desk.store.write(messages.is_listened_to, turn, spoken.message):
        return Shown(said=contribution_texts.IN_CHANNEL)
    return Shown(said=contribution_texts.ELSEWHERE)


async def _heard(desk: Desk, turn: Turn, spoken: Spoken) -> bool:
    """Keep a message, and answer under it if it is noted."""
    answers = await desk.store.write(messages.keep, turn, spoken.message, spoken.heard)
    await _deliver(desk, turn, answers)
    if any(each.shows.origin is Origin.CHAT for each in answers):
        await desk.say_under(spoken.message.thread, contribution_texts.IN_GROUP)
    await _say_what_is_cut(desk, turn, spoken.message)
    if spoken.message.mentions_bot and not answers and spoken.heard.kind is Kind.OTHER:
        await _say_elsewhere(desk, turn, spoken.message)
    return bool(answers)


async def _edited(desk: Desk, turn: Turn, spoken: Spoken, at: datetime) -> None:
    """Bring what a message made in line with its new words."""
    answers = await desk.store.write(following.follow_edit, turn, spoken.message, spoken.heard, at)
    await _deliver(desk, turn, answers)
    await _say_what_is_cut(desk, turn, spoken.message)


async def _deleted(desk: Desk, turn: Turn, message: Message) -> None:
    """Withdraw what a deleted message had made."""
    await desk.store.write(following.follow_delete, turn, message)


async def _restored(desk: Desk, turn: Turn, spoken: Spoken) -> None:
    """Give back what a restored message had made."""
    answers = await desk.store.write(following.follow_restore, turn, spoken.message, spoken.heard)
    await _deliver(desk, turn, answers)


async def _noticed(desk: Desk, turn: Turn, message: Message) -> None:
    await desk.store.look(messages.note_heard, turn, message)


async def _deliver(desk: Desk, turn: Turn, answers: list[Answer]) -> None:
    """Post the answers owed in a thread; a contribution with what is asked of it."""
    made = [each.shows for each in answers if isinstance(each.shows, View)]
    asked = await desk.kept(desk, turn, made)

    def shown(answer: Answer) -> Any:
        if isinstance(answer.shows, View):
            return asked.get(answer.shows.id, answer.shows)
        return answer.shows

    await desk.delivery.answer((answer.outgoing, shown(answer)) for answer in answers)


async def _say_what_is_cut(desk: Desk, turn: Turn, message: Message) -> None:
    """Tell the author of a message that is kept, but not whole: as a comment, too."""
    if message.is_cut and await desk.store.read(messages.is_kept, turn, message):
        await desk.say_under(message.thread, contribution_texts.CUT)


async def _say_elsewhere(desk: Desk, turn: Turn, message: Message) -> None:
    """Answer somebody who speaks to the bot outside its channel, or asks it something in it.

    Inside it, other chatter is left alone.
    """
    if not await desk.store.look(messages.is_listened_to, turn, message):
        await desk.say_under(message.thread, contribution_texts.ELSEWHERE)
    elif is_question_like(message.text):
        await desk.say_under(message.thread, inquiry_texts.NOT_A_QUESTION)


EARS = Ears(_heard, _edited, _deleted, _restored, _noticed)
