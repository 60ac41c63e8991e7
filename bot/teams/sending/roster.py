"""Who the staff are, as the roster of their team says; guests and bots are not staff."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from bot.teams.destinations import ForbiddenDestination
from bot.teams.sending.connector import Connector, ConnectorError
from bot.teams.sending.pacing import Paces
from domain.characters import one_line
from storage.people import Member
from storage.teams import Team

_TRIES = 4
LONGEST_WAIT = 10.0
"""Seconds that one team's roster is waited for between two tries: other organisations' rituals are
looked at when this one is over, and it is tried again with them."""

_GUESTS = frozenset({"guest", "anonymous"})
_FROM_ELSEWHERE = "#ext#"
"""Stands in the user principal name of who was invited from another organisation (Entra)."""

_BOT = "28:"
_LOGGER = logging.getLogger(__name__)


class TeamsRoster:
    """Asks the connector, page after page, a few times when it does not answer."""

    def __init__(self, connector: Connector, paces: Paces) -> None:
        self._connector = connector
        self._paces = paces

    async def members(self, teams: Iterable[Team]) -> list[Member] | None:
        """Return the staff of some teams, each person once; None without an answer."""
        staff: dict[str, Member] = {}
        for team in teams:
            listed = await self._patiently(team)
            if listed is None:
                return None
            staff.update((member.aad_object_id, member) for member in listed)
        return list(staff.values())

    async def _patiently(self, team: Team) -> list[Member] | None:
        for attempt in range(_TRIES):
            try:
                return await self._list(team)
            except (ConnectorError, ForbiddenDestination) as error:
                _LOGGER.warning("the roster of team %s did not come: %s", team.id, error)
                if isinstance(error, ForbiddenDestination) or error.gone:
                    return None
                pause = error.retry_after or 2.0**attempt
                if pause > LONGEST_WAIT:
                    return None
                if attempt < _TRIES - 1:
                    await asyncio.sleep(pause)
        return None

    async def _list(self, team: Team) -> list[Member]:
        turn = self._paces.of(team.organisation_id).turn
        pages = self._connector.members(team.service_url, team.teams_id, turn)
        return [member_of(each) async for each in pages if is_staff(each)]


def is_staff(member: dict[str, Any]) -> bool:
    """Tell whether a member of the roster is a colleague."""
    role = str(member.get("userRole") or "").lower()
    upn = str(member.get("userPrincipalName") or "").lower()
    is_guest = role in _GUESTS or _FROM_ELSEWHERE in upn
    return bool(member.get("id")) and not (is_guest or str(member["id"]).startswith(_BOT))


def member_of(member: dict[str, Any]) -> Member:
    """Return a colleague; Teams says the Entra object id under one of two names."""
    aad = member.get("aadObjectId") or member.get("objectId") or member["id"]
    return Member(
        aad_object_id=str(aad)[:200],
        teams_user_id=str(member["id"])[:200],
        name=one_line(str(member.get("name") or ""))[:300],
        upn=one_line(str(member.get("userPrincipalName") or member.get("email") or ""))[:300],
    )
