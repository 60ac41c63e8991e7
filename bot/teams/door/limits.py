"""How much anyone may send: far more than people do, far less than a loop gone wild.

Only senders that Teams vouches for are counted: strangers are refused before. Each process counts
for itself, in memory: a shared count would cost every message a write, and what is kept from harm
here is the process.
"""

from collections.abc import Callable
from math import ceil
from time import monotonic
from typing import Any

from domain.pace import Limit
from domain.records import record

PERSON = Limit("person", 1 / 2, burst=120)
"""Two a second, of which a minute's worth may come at once."""

TENANT = Limit("tenant", 1 / 100, burst=6_000)
"""A hundred a second, likewise: twice what Teams itself would carry back."""

TOLD = Limit("told", 60.0)
"""How often somebody is told that they send too much."""

MOST_KEPT = 20_000
"""People, tenants and such that are remembered: some 5 MB."""

_LONGEST = 100
_Key = tuple[str, str, str]


@record
class TooMany:
    """A request that is not taken: when to come again, and whether to tell the person."""

    seconds: int
    is_news: bool


class InboundLimits:
    """Counts what is taken; one row of memory says until when somebody's turns are given out."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._free_at: dict[_Key, float] = {}

    def take(self, body: dict[str, Any]) -> TooMany | None:
        """Count a request, unless there were too many of its sender or of their tenant."""
        now = self._clock()
        tenant, sender = _tenant(body), _sender(body)
        keys = ((PERSON, (PERSON.name, tenant, sender)), (TENANT, (TENANT.name, tenant, "")))
        wait = max(self._wait(limit, key, now) for limit, key in keys)
        if wait > 0:
            return TooMany(ceil(wait), self._is_news((TOLD.name, tenant, sender), now))
        for limit, key in keys:
            self._count(limit, key, now)
        return None

    def _is_news(self, key: _Key, now: float) -> bool:
        if self._wait(TOLD, key, now) > 0:
            return False
        self._count(TOLD, key, now)
        return True

    def _wait(self, limit: Limit, key: _Key, now: float) -> float:
        return self._free_at.get(key, now) - now - limit.slack

    def _count(self, limit: Limit, key: _Key, now: float) -> None:
        if key not in self._free_at and len(self._free_at) >= MOST_KEPT:
            self._forget(now)
        self._free_at[key] = max(self._free_at.get(key, now), now) + limit.interval

    def _forget(self, now: float) -> None:
        """Forget who has been quiet, which changes nothing; at worst also who has sent least."""
        busy = sorted(self._free_at.items(), key=lambda kept: kept[1], reverse=True)
        self._free_at = {key: at for key, at in busy[: MOST_KEPT // 2] if at > now}


def _tenant(body: dict[str, Any]) -> str:
    return _word(_object(_object(body, "channelData"), "tenant"), "id").lower()


def _sender(body: dict[str, Any]) -> str:
    sender = _object(body, "from")
    return _word(sender, "aadObjectId") or _word(sender, "id")


def _object(value: dict[str, Any], key: str) -> dict[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _word(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found[:_LONGEST] if isinstance(found, str) else ""
