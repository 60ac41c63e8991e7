"""A button press: ``Action.Execute`` is answered in its response, ``Action.Submit`` in the chat.

Phones that do not know ``Action.Execute`` send the fallback ``Action.Submit`` with the same data.
"""

import logging
from typing import Any

from botbuilder.core import InvokeResponse
from botbuilder.schema import Activity

from bot.plug import Plugs
from bot.teams.desk import Desk, Shown, noted
from bot.teams.hearing.people import know
from bot.teams.hearing.reading import conversation_kind
from bot.teams.sending.connector import ConnectorError
from bot.teams.sending.showing import card_activity, text_activity
from bot.usecases.outbox import follow, is_followed
from bot.usecases.screening import found_in
from bot.usecases.turn import Turn
from cards import texts, verbs
from cards.people.chat import said_card
from domain.errors import RuleViolationError
from storage.database import DatabaseUnavailableError
from storage.outbox import Destination

_CARD = "application/vnd.microsoft.card.adaptive"
_SENTENCE = "application/vnd.microsoft.activity.message"
_LOGGER = logging.getLogger(__name__)


async def execute(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> InvokeResponse:
    """Answer an ``adaptiveCard/action`` invoke with the next card, or with a sentence.

    Shapes: Microsoft Learn, *Universal Actions for Adaptive Cards*.
    """
    value = activity.value if isinstance(activity.value, dict) else {}
    action = value.get("action")
    action = action if isinstance(action, dict) else {}
    data = action.get("data")
    verb, carried = str(action.get("verb") or ""), data if isinstance(data, dict) else {}
    shown = await _press(desk, plugs, turn, activity, verb, carried)
    await _settle(desk, turn, activity, shown)
    kind, said = (_CARD, shown.card) if shown.card else (_SENTENCE, shown.said)
    return InvokeResponse(status=200, body={"statusCode": 200, "type": kind, "value": said})


async def submit(desk: Desk, plugs: Plugs, turn: Turn, activity: Activity) -> None:
    """Answer an ``Action.Submit``: in place where nobody else looks, else beside the card."""
    values: dict[str, Any] = activity.value
    is_alone = conversation_kind(activity) == "personal"
    verb = str(values.get("verb"))
    shown = await _press(desk, plugs, turn, activity, verb, values, is_alone=is_alone)
    if shown.card is None:
        await _say(desk, activity, text_activity(shown.said))
    elif is_alone:
        await _replace(desk, activity, shown.card)
    elif shown.is_private_form:
        await _say(desk, activity, card_activity(shown.card))
    elif _is_in_form(desk, verb):
        await _close_form(desk, turn, activity)
    await _follow(desk, turn, activity, shown)


async def press(
    desk: Desk, plugs: Plugs, turn: Turn, pressed: tuple[str, dict[str, Any]], *, is_alone: bool
) -> Shown:
    """Do what the button says and return what is shown; a rule that says no is said kindly.

    *pressed* is its verb and what it carries. What was masked of what was typed is said with it,
    where only who pressed reads it: *is_alone*.
    """
    kind = desk.buttons.of(pressed[0])
    try:
        data = verbs.read(kind, pressed[1], turn.screen) if kind else None
    except RuleViolationError as no:
        return Shown(said=texts.REASON[no.reason])
    if data is None:
        return Shown(said=texts.STALE_BUTTON)
    masks = found_in(*(value for _, value in data))
    try:
        shown = await desk.press(turn, data)
    except RuleViolationError as no:
        shown = Shown(said=texts.REASON[no.reason])
    if masks and not is_alone:
        await plugs.masked(desk, turn, data)
        return shown
    return noted(shown, masks)


def _is_in_form(desk: Desk, verb: str) -> bool:
    data = desk.buttons.of(verb)
    return data is not None and data.in_form


async def _press(  # noqa: PLR0913 -- what was pressed, and where
    desk: Desk,
    plugs: Plugs,
    turn: Turn,
    activity: Activity,
    verb: str,
    values: dict[str, Any],
    *,
    is_alone: bool = True,
) -> Shown:
    try:
        await know(desk, activity, turn)
        return await press(desk, plugs, turn, (verb, values), is_alone=is_alone)
    except DatabaseUnavailableError:
        return Shown(said=texts.UNAVAILABLE)


async def _settle(desk: Desk, turn: Turn, activity: Activity, shown: Shown) -> None:
    """Make a personal message show for good what the answer shows.

    The answer of an Execute changes what is on the screen, not the message: read again tomorrow,
    a sent form would stand there empty.
    """
    if conversation_kind(activity) == "personal" and shown.card and shown.stays:
        try:
            await _replace(desk, activity, shown.card)
        except ConnectorError as error:
            _LOGGER.warning("a sent form was left standing: %s", error)
    await _follow(desk, turn, activity, shown)


async def _follow(desk: Desk, turn: Turn, activity: Activity, shown: Shown) -> None:
    """Keep a personal card true later; not an anonymous one: the address would name the author."""
    contribution = shown.follows
    if (
        contribution is not None
        and not contribution.is_unsigned
        and activity.reply_to_id
        and conversation_kind(activity) == "personal"
    ):
        to = Destination(activity.service_url, activity.conversation.id)
        try:
            await desk.store.write(follow, turn, contribution, to, activity.reply_to_id)
        except DatabaseUnavailableError as error:
            # What the button did is kept, and that is what its answer says.
            _LOGGER.warning("the database is away (%s): a card is not kept true", error)


async def _close_form(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Take away a form that stood beside the card; the card itself follows by the outbox."""
    if not activity.reply_to_id or await desk.store.look(is_followed, turn, activity.reply_to_id):
        return
    try:
        await desk.delivery.say(
            desk.connector.delete(
                activity.service_url, activity.conversation.id, activity.reply_to_id
            )
        )
    except ConnectorError:
        await _replace(desk, activity, said_card(texts.SAVED))


async def _replace(desk: Desk, activity: Activity, card: dict[str, Any]) -> None:
    if not activity.reply_to_id:
        await _say(desk, activity, card_activity(card))
        return
    await desk.delivery.say(
        desk.connector.update(
            activity.service_url,
            activity.conversation.id,
            activity.reply_to_id,
            card_activity(card),
        )
    )


async def _say(desk: Desk, activity: Activity, message: dict[str, Any]) -> None:
    await desk.delivery.say(
        desk.connector.send(
            activity.service_url, activity.conversation.id, message, activity.reply_to_id
        )
    )
