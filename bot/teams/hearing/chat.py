"""The personal chat: words that capabilities know, and free text that they answer."""

import logging

from botbuilder.schema import Activity

from bot.observe import NotKept
from bot.plug import Plugs, first_of
from bot.teams.desk import Desk, Shown
from bot.teams.hearing.people import know
from bot.teams.hearing.reading import folded, reference_of, spoken_of, written_of
from bot.teams.sending.connector import ConnectorError
from bot.usecases import people
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions import texts as contribution_texts
from cards.people.chat import site_card
from domain.errors import RuleViolationError
from storage.database import DatabaseUnavailableError
from storage.outbox import Destination

_LOGGER = logging.getLogger(__name__)


async def answer_once(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Answer what somebody writes to the bot alone, once.

    It is remembered after it was done: what a lost database or a killed process interrupts is done
    when Teams sends it again, and everything here may be done twice.
    """
    if await desk.store.read(turn.was_done):
        return
    try:
        await answer(desk, plugs, turn, activity)
    except ConnectorError as error:
        if error.retryable or error.ambiguous:
            raise NotKept(f"it could not be answered ({error})") from None
        raise
    try:
        await desk.store.write(turn.is_first)
    except DatabaseUnavailableError as error:
        _LOGGER.warning("the database is away (%s): what was answered is not remembered", error)


async def answer(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Answer what somebody writes to the bot alone."""
    await desk.store.look(people.open_chat, turn, reference_of(activity))
    await know(desk, activity, turn)
    shown = await _answer(desk, plugs, turn, activity)
    if shown.card or shown.said:
        await _say(desk, activity, shown)
    if written_of(activity).is_cut:
        await _say(desk, activity, Shown(said=contribution_texts.CUT))
    await _ask_site_once(desk, turn, activity)


async def _say(desk: Desk, activity: Activity, shown: Shown) -> None:
    """Write in the chat of *activity*."""
    to = Destination(activity.service_url, activity.conversation.id)
    await desk.say_under(to, shown.card or shown.said)


async def _answer(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> Shown:
    written = written_of(activity)
    text = written.text
    word = plugs.word(text, folded(text))
    try:
        if word is not None:
            return await word(desk, turn, text)
        spoken = spoken_of(activity, written, desk.classifier, turn.screen)
        return await first_of(plugs.answers, desk, turn, spoken)
    except RuleViolationError as no:
        return Shown(said=texts.REASON[no.reason])


async def _ask_site_once(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Ask where the person works, after their first words and never again."""
    chat = await desk.store.look(people.who, turn)
    if chat.has_branches and chat.person.site_id is None and not chat.person.site_asked:
        await desk.store.write(people.site_was_asked, turn)
        await _say(desk, activity, Shown(site_card(chat.sites)))
