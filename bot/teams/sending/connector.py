"""What the bot says to the Bot Connector service, over one pooled session, without retries.

Paths and bodies: Microsoft Learn, *Bot Connector REST API reference*, and for a team's channels
*Get context for your Teams bot*. Whoever calls decides whether to try again: the courier does,
a turn does not.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
from yarl import URL

from bot import outgoing
from bot.config import Settings
from bot.observe import Harmless
from bot.teams.destinations import Destinations, ForbiddenDestination
from bot.teams.sending.answers import error_code, read_answer, retry_after
from bot.teams.sending.tokens import TokenError, Tokens
from bot.teams.wire import AnswerTooLarge, read_bounded, to_json
from domain.records import record

TIME_LIMIT = 10.0
"""Seconds for one call: Teams itself gives up on a turn after 10 to 15."""

_CONNECT_LIMIT = 5.0
"""Seconds to get a connection. Less than the whole, so that a call which runs out of time had
been sent, and one which got no connection had not."""

_MAX_ANSWER = 4 * 1024 * 1024
_PAGE_SIZE = 500  # the most that Learn's *Fetch the roster* allows
_SMALL_PAGE = 50  # the least
_MAX_PAGES = 1000
_CONNECTIONS = 400
"""More than the courier uses, so that a turn's answer never waits for one."""

_UNAUTHORIZED = 401
_TIMED_OUT = 408
_SERVER_ERRORS = 500
_GONE = frozenset({403, 404})

_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
"""No connection to Teams was made, be it that a proxy refused one."""

# Learn, *Optimize your bot with rate limiting in Teams*, names 412, 429, 502 and 504 as those to
# try again with growing pauses; 503 says so by itself (RFC 9110, 15.6.4).
_RETRYABLE = frozenset({412, 429, 502, 503, 504})


class ConnectorError(Harmless):
    """Teams did not do what was asked; *status* is 0 when there was no answer at all."""

    def __init__(
        self,
        status: int,
        code: str,
        retry_after: float | None = None,
        *,
        ambiguous: bool = False,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.ambiguous = ambiguous

    @property
    def retryable(self) -> bool:
        """True when the same call may be made again later without doing it twice."""
        return not self.ambiguous and self.status in _RETRYABLE | {0}

    @property
    def gone(self) -> bool:
        """True when the conversation or the person cannot be reached any more."""
        return self.status in _GONE


@record
class Created:
    """A new conversation, and the message that opened it where there was one."""

    conversation_id: str
    activity_id: str


def open_session() -> aiohttp.ClientSession:
    """Return the one session of the process, for Teams and for the key server; close it."""
    return outgoing.open_session(
        seconds=TIME_LIMIT, connect=_CONNECT_LIMIT, connections=_CONNECTIONS
    )


class Connector:
    """The calls that we need; every one checks its destination before anything is sent.

    Raises:
        ConnectorError: from every call, when Teams did not do it.
        ForbiddenDestination: from every call, when the service URL or an id is not to be used.
    """

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens, settings: Settings) -> None:
        self._session = session
        self._tokens = tokens
        self._destinations = Destinations(settings)
        self._silent: set[str | None] = set()
        """Hosts whose last call had no answer at all."""

    def is_heard(self, service_url: str) -> bool:
        """Tell whether the last call to the service of that address had an answer."""
        return not self._silent or URL(service_url).host not in self._silent

    async def knock(self, service_url: str, conversation_id: str) -> None:
        """Ask the service something that does no harm twice, whatever it says.

        Raises:
            ConnectorError: with status 0: it does not answer.
        """
        url = self._url(service_url, "conversations", conversation_id, "pagedmembers")
        try:
            await self._call("GET", f"{url}?{urlencode({'pageSize': _SMALL_PAGE})}")
        except ConnectorError as error:
            if error.status == 0:
                raise

    def check_destination(self, service_url: str) -> None:
        """Accept *service_url*, or raise ForbiddenDestination."""
        self._destinations.check(service_url)

    async def send(
        self,
        service_url: str,
        conversation_id: str,
        activity: dict[str, Any],
        reply_to: str | None = None,
    ) -> str:
        """Post *activity*, under the activity *reply_to* where given, and return its id."""
        ids = (conversation_id, "activities", *([reply_to] if reply_to else []))
        url = self._url(service_url, "conversations", *ids)
        return _text(await self._call("POST", url, activity), "id")

    async def update(
        self, service_url: str, conversation_id: str, activity_id: str, activity: dict[str, Any]
    ) -> None:
        """Put *activity* in the place of the one called *activity_id*."""
        url = self._url(service_url, "conversations", conversation_id, "activities", activity_id)
        await self._call("PUT", url, activity)

    async def delete(self, service_url: str, conversation_id: str, activity_id: str) -> None:
        """Take the activity away."""
        url = self._url(service_url, "conversations", conversation_id, "activities", activity_id)
        await self._call("DELETE", url)

    async def create_conversation(self, service_url: str, parameters: dict[str, Any]) -> Created:
        """Open a conversation with a person, or a thread in a channel."""
        answer = await self._call("POST", self._url(service_url, "conversations"), parameters)
        if not _text(answer, "id"):
            raise ConnectorError(0, "no_id", ambiguous=True)
        return Created(_text(answer, "id"), _text(answer, "activityId"))

    async def member(self, service_url: str, conversation_id: str, user_id: str) -> dict[str, Any]:
        """Return one member, as Teams describes people."""
        url = self._url(service_url, "conversations", conversation_id, "members", user_id)
        member = await self._call("GET", url)
        if not _text(member, "id"):
            raise ConnectorError(0, "no_id")
        return member

    async def members(
        self,
        service_url: str,
        conversation_id: str,
        turn: Callable[[], Awaitable[None]] | None = None,
    ) -> AsyncIterator[dict[str, Any]]:
        """Return every member, asking page after page, each after its *turn*."""
        url = self._url(service_url, "conversations", conversation_id, "pagedmembers")
        query = {"pageSize": str(_PAGE_SIZE)}
        for _ in range(_MAX_PAGES):
            if turn is not None:
                await turn()
            page = await self._call("GET", f"{url}?{urlencode(query)}")
            for member in _objects(page, "members"):
                yield member
            token = _text(page, "continuationToken")
            if not token:
                return
            query["continuationToken"] = token

    async def channels(self, service_url: str, team_id: str) -> list[dict[str, Any]]:
        """Return the channels of a team, each with its id and name; General has no name."""
        url = self._url(service_url, "teams", team_id, "conversations")
        return _objects(await self._call("GET", url), "conversations")

    def _url(self, service_url: str, *parts: str) -> str:
        self._destinations.check(service_url)
        if any(part in {"", ".", ".."} for part in parts):
            raise ForbiddenDestination("an id would lead to another address")
        return "/".join([service_url.rstrip("/"), "v3", *(quote(part, safe="") for part in parts)])

    async def _call(
        self, method: str, url: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Call once; twice when the token is refused, for it may have been withdrawn."""
        data = None if body is None else to_json(body)
        token = await self._bearer()
        try:
            return await self._request(method, url, data, token)
        except ConnectorError as error:
            if error.status != _UNAUTHORIZED or token is None or not self._tokens.refuse(token):
                raise
        return await self._request(method, url, data, await self._bearer())

    async def _bearer(self) -> str | None:
        try:
            return await self._tokens.bearer()
        except TokenError as error:
            raise ConnectorError(0, f"token.{error.code}") from None

    async def _request(
        self, method: str, url: str, data: bytes | None, token: str | None
    ) -> dict[str, Any]:
        target = URL(url, encoded=True)
        try:
            return await self._exchange(method, target, data, token)
        except _NOT_SENT as error:
            self._silent.add(target.host)
            raise ConnectorError(0, type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, AnswerTooLarge) as error:
            self._silent.add(target.host)
            # It may have arrived: only what can be said twice without harm may be repeated.
            raise ConnectorError(0, type(error).__name__, ambiguous=method == "POST") from None

    async def _exchange(
        self, method: str, target: URL, data: bytes | None, token: str | None
    ) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} if data is not None else {}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        # Without following redirects: they would carry the token to a host that nobody checked.
        async with (
            asyncio.timeout(TIME_LIMIT),
            self._session.request(
                method, target, data=data, headers=headers, allow_redirects=False
            ) as response,
        ):
            answer = read_answer(await read_bounded(response, _MAX_ANSWER))
        self._silent.discard(target.host)
        if 200 <= response.status < 300:  # noqa: PLR2004 -- HTTP's "successful" class
            return answer
        raise ConnectorError(
            response.status,
            error_code(answer, data),
            retry_after(response.headers),
            ambiguous=method == "POST" and _may_be_done(response.status),
        )


def _may_be_done(status: int) -> bool:
    """Sending is not idempotent, and an answer of 408 or 5xx does not say that it was not done.

    Such messages have been seen in the channel all the same, and twice after a second try.
    Microsoft says of 502 and 504 to try again and does not of the others, so these count as
    answers that were lost.
    """
    return status not in _RETRYABLE and (status == _TIMED_OUT or status >= _SERVER_ERRORS)


def _text(answer: dict[str, Any], key: str) -> str:
    value = answer.get(key)
    return value if isinstance(value, str) else ""


def _objects(answer: dict[str, Any], key: str) -> list[dict[str, Any]]:
    listed = answer.get(key)
    if not isinstance(listed, list):
        raise ConnectorError(0, f"no_{key}")
    return [each for each in listed if isinstance(each, dict)]
