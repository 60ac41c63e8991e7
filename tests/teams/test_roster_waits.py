"""How long one organisation's roster is waited for: other organisations wait with it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from bot.teams.sending.answers import LONGEST_WAIT, retry_after
from bot.teams.sending.connector import ConnectorError
from bot.teams.sending.pacing import Paces
from bot.teams.sending.roster import TeamsRoster
from storage.store import Store
from storage.teams import Team
from tests.machine import LONG_ENOUGH


class Busy:
    """A connector that wants to be asked again much later."""

    asked = 0

    def members(self, *_: Any) -> AsyncIterator[dict[str, Any]]:
        self.asked += 1
        raise ConnectorError(429, "busy", LONGEST_WAIT)


async def test_a_roster_that_is_to_be_asked_for_much_later_is_left_for_now(store: Store) -> None:
    busy: Any = Busy()
    team = Team(1, 1, "19:t", "https://x", "28:b")

    async with asyncio.timeout(LONG_ENOUGH):
        assert await TeamsRoster(busy, Paces(store)).members([team]) is None

    assert busy.asked == 1


@pytest.mark.parametrize("said", ["999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_answer_has_anybody_wait_for_long(said: str) -> None:
    headers = CIMultiDict({"Retry-After": said, "Date": "Mon, 30 Nov 2026 08:00:00 GMT"})
    assert retry_after(CIMultiDictProxy(headers)) == LONGEST_WAIT
