"""Asking Teams who a person is, once: activities leave the user principal name out."""

import asyncio
import logging

from botbuilder.schema import Activity

from bot.teams.desk import Desk
from bot.teams.destinations import ForbiddenDestination
from bot.teams.sending.connector import ConnectorError
from bot.teams.sending.roster import TeamsRoster
from bot.usecases import people
from bot.usecases.turn import Turn
from domain.characters import one_line

_LOGGER = logging.getLogger(__name__)


_WITHIN, _ALL_WITHIN = 0.6, 1.2
"""Seconds that a turn waits to learn a name, and all of them; Teams must have its answer within
three."""


async def know_staff(desk: Desk, turn: Turn) -> None:
    """Ask Teams for the staff where nobody has yet, so that they can be chosen."""
    teams = await desk.store.look(people.teams_without_staff, turn)
    if not teams:
        return
    roster = TeamsRoster(desk.connector, desk.delivery.paces)
    try:
        members = await asyncio.wait_for(roster.members(teams), _ALL_WITHIN)
    except TimeoutError:
        return
    if members:
        await desk.store.write(people.keep_staff, turn, members)


async def know(desk: Desk, activity: Activity, turn: Turn) -> None:
    """Keep the sender's user principal name; a roster that does not answer is asked later."""
    who = (turn.author.tenant_id, turn.author.aad_object_id)
    if who in desk.known:
        return
    asking = desk.connector.member(
        activity.service_url, activity.conversation.id, turn.author.teams_user_id
    )
    try:
        member = await asyncio.wait_for(asking, _WITHIN)
    except (ConnectorError, ForbiddenDestination, TimeoutError) as error:
        _LOGGER.warning("the roster did not answer: %s", error)
        return
    upn = member.get("userPrincipalName") or member.get("email") or ""
    await desk.store.look(people.keep_upn, turn, one_line(str(upn))[:300])
    desk.known.add(who)
