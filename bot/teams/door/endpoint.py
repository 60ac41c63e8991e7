"""`POST /api/messages`: the door for Teams, where everything that can go wrong gets an answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import field
from time import monotonic
from typing import Any

from aiohttp import web
from botbuilder.core import Bot, InvokeResponse

from bot.metrics import Metrics, Reading
from bot.observe import NotKept, incident
from bot.teams.door.adapter import TeamsAdapter
from bot.teams.door.auth import Caller, InboundAuth, NotFromHere, Unauthorized
from bot.teams.door.limits import InboundLimits, TooMany
from bot.teams.door.nearness import is_from_here
from bot.teams.door.telling import Sayings, Telling
from bot.teams.wire import Malformed, kind_of, read_object, shaped, to_json, without_excess
from cards import texts
from domain.records import record

_log = logging.getLogger(__name__)

_Turn = asyncio.Task[InvokeResponse | None]

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TURN_WITHIN = 2.4
"""Seconds from a request to the end of its turn; with what is then still said, Teams is answered
within three."""

_RETRY_AFTER = 5
"""Seconds, as a hint: Teams sends again at its own pace what was not taken."""

_NOT_FROM_HERE = (
    "FLASH_APP_ID is empty: only programs on this machine are heard, and not through a proxy"
)

_KIND, _REFUSED = web.RequestKey("kind", str), web.ResponseKey("refused", str)
"""Where a request carries the kind of its activity, and a response why it refuses, for counts."""


def messages_endpoint(
    adapter: TeamsAdapter, auth: InboundAuth, bot: Bot, sayings: Sayings, metrics: Metrics
) -> Handler:
    """Return the handler of `/api/messages`; route every method to it, so that it says 405."""
    return _Endpoint(adapter, auth, bot, sayings, metrics, Telling(adapter, sayings)).answer


@record
class _Endpoint:
    adapter: TeamsAdapter
    auth: InboundAuth
    bot: Bot
    sayings: Sayings
    metrics: Metrics
    telling: Telling
    turns: dict[bytes, _Turn] = field(default_factory=dict)
    """Those under way, by what came in."""
    limits: InboundLimits = field(default_factory=InboundLimits)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer whatever came, and count it."""
        began = monotonic()
        response = await self._answer(request, began + TURN_WITHIN)
        kind, refused = request.get(_KIND, ""), response.get(_REFUSED, "")
        self.metrics.answered(Reading(kind, refused, response.status, monotonic() - began))
        return response

    async def _answer(self, request: web.Request, due: float) -> web.Response:
        """Checks go from cheap to dear: headers, size, JSON, caller, shape, and then the turn."""
        refused = _refuse_headers(request)
        if refused is not None:
            return refused
        try:
            raw = await request.read()
            body = read_object(raw)
            caller = await self.auth.check(
                request.headers.get("Authorization"), body, from_here=is_from_here(request)
            )
            body = without_excess(body, raw)
            request[_KIND] = kind_of(body)
        except web.HTTPRequestEntityTooLarge:
            return _too_large()
        except (Malformed, web.RequestPayloadError) as error:
            return _malformed(error)
        except NotFromHere as error:
            _log.warning("refused a request: %s", error)
            return _error(403, "unauthorized", _NOT_FROM_HERE)
        except Unauthorized as error:
            _log.warning("refused a request: %s", error)
            return _error(401, "unauthorized", headers={"WWW-Authenticate": "Bearer"})
        too_many = self.limits.take(body) if caller.is_authenticated else None
        if too_many is not None:
            return await self._put_off(body, too_many)
        return await self._take_turn(raw, body, caller, due)

    async def _take_turn(
        self, raw: bytes, body: dict[str, Any], caller: Caller, due: float
    ) -> web.Response:
        try:
            turn = self._begin(raw, shaped(body), caller)
            return _answered(await self._end(turn, due))
        except Malformed as error:
            return _malformed(error)
        except NotKept as error:
            _log.warning("asked to be sent again: %s", error)
            return await self._not_kept(body)
        except Exception as error:  # noqa: BLE001 -- the one place where a turn may fail as it likes
            self.metrics.incidents.labels("turn").inc()
            return await self._apologise(body, incident(_log, error))

    async def _put_off(self, body: dict[str, Any], too_many: TooMany) -> web.Response:
        """Take nothing, and say so; in words once in a while, and where only the sender reads."""
        if too_many.is_news:
            _log.warning("somebody sends more than is taken")
            with suppress(Malformed):
                if _is_said_alone(shaped(body)):
                    await self.telling.say(body, texts.TOO_MANY)
        return _too_many(body, too_many.seconds)

    def _begin(self, raw: bytes, body: dict[str, Any], caller: Caller) -> _Turn:
        """Return the turn; the same sent again while it is under way is not done twice."""
        turn = self.turns.get(raw)
        if turn is None:
            turn = asyncio.create_task(self.adapter.run(body, caller, self.bot))
            self.turns[raw] = turn
            turn.add_done_callback(lambda _: self.turns.pop(raw))
        return turn

    async def _end(self, turn: _Turn, due: float) -> InvokeResponse | None:
        """Return the answer of a turn, which goes on when it has none at *due*.

        Raises:
            NotKept: there is no answer yet.
        """
        done, _ = await asyncio.wait([turn], timeout=max(0.0, due - monotonic()))
        if not done:
            turn.add_done_callback(self._ended_late)
            raise NotKept("the turn takes too long")
        return turn.result()

    def _ended_late(self, turn: _Turn) -> None:
        """Say how a turn ended for which nobody waits any more."""
        error = None if turn.cancelled() else turn.exception()
        if isinstance(error, NotKept):
            _log.warning("a turn that took too long was not kept: %s", error)
        elif error is not None:
            self.metrics.incidents.labels("turn").inc()
            incident(_log, error)

    async def _not_kept(self, body: dict[str, Any]) -> web.Response:
        """Ask for a message again; whoever waits for an answer is told, and may try again."""
        if body["type"] == "invoke":
            sentence = self.sayings.unavailable
            return _json(200, _invoke_apology(body.get("name") or "", sentence))
        await self.telling.tell(body)
        return _again()

    async def _apologise(self, body: dict[str, Any], number: str) -> web.Response:
        """Say so, and ask for it again: what has failed may not have been kept.

        Never 500: Teams would show its own words, in English, and some clients would insist.
        """
        sentence = self.sayings.apology(number)
        if body["type"] == "invoke":
            return _json(200, _invoke_apology(body.get("name") or "", sentence))
        await self.telling.apologise(body, sentence)
        return _again()


def _refuse_headers(request: web.Request) -> web.Response | None:
    if request.method != "POST":
        return _error(405, "method_not_allowed", headers={"Allow": "POST"})
    if request.content_type != "application/json":
        return _error(415, "unsupported_media_type", "the body must be application/json")
    if (request.content_length or 0) > request.client_max_size:
        return _too_large()
    return None


def _answered(response: InvokeResponse | None) -> web.Response:
    """An invoke is answered with its status and body, anything else with an empty 200."""
    if response is None:
        return web.Response()
    if response.body is None:
        return web.Response(status=int(response.status))
    return _json(int(response.status), response.body)


def _invoke_apology(name: str, sentence: str) -> dict[str, Any]:
    """The sentence in the form that each kind of invoke shows to the person.

    Shapes: Microsoft Learn, *Universal Actions for Adaptive Cards*, *Responding to dialog
    submissions* and *Respond to search commands*.
    """
    if name.startswith("task/") or name in {
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
    }:
        return {"task": {"type": "message", "value": sentence}}
    if name.startswith("composeExtension/"):
        return {"composeExtension": {"type": "message", "text": sentence}}
    return {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": sentence,
    }


def _is_said_alone(body: dict[str, Any]) -> bool:
    """Tell whether somebody waits for an answer that only they would read."""
    is_alone = body["conversation"].get("conversationType") == "personal"
    return is_alone and body["type"] in ("message", "invoke")


def _too_many(body: dict[str, Any], seconds: int) -> web.Response:
    """Answer 429, for an invoke with the sentence where Teams looks for what went wrong.

    Shape: Microsoft Learn, *Universal Actions for Adaptive Cards*, "Error response".
    """
    response = _error(429, "too_many", texts.TOO_MANY, {"Retry-After": str(seconds)})
    if body.get("type") == "invoke" and body.get("name") == "adaptiveCard/action":
        value = {"code": "too_many", "message": texts.TOO_MANY}
        kind = "application/vnd.microsoft.error"
        response.body = to_json({"statusCode": 429, "type": kind, "value": value})
    return response


def _again() -> web.Response:
    """Answer that Teams is to send it again; what was kept already is then not kept twice."""
    return _error(503, "not_kept", headers={"Retry-After": str(_RETRY_AFTER)})


def _malformed(error: Exception) -> web.Response:
    problem = error if isinstance(error, Malformed) else Malformed("bad_encoding", "unreadable")
    _log.warning("refused a malformed body: %s", problem)
    return _error(400, problem.code, str(problem))


def _too_large() -> web.Response:
    return _error(413, "too_large", "the body is too large")


def _error(
    status: int, code: str, message: str = "", headers: dict[str, str] | None = None
) -> web.Response:
    said = {"code": code, "message": message} if message else {"code": code}
    response = _json(status, {"error": said}, headers)
    response[_REFUSED] = code
    return response


def _json(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        status=status, body=to_json(body), content_type="application/json", headers=headers
    )
