"""Small stand-ins for what is outside: the clock and Teams' connector."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from aiohttp import web

from tests.waiting import until

CREATE = r"^POST .*/conversations$"
SEND = r"^POST .*/activities"
UPDATE = r"^PUT "
ROSTER = r"^GET .*/pagedmembers"
"""Calls that may fail by themselves: `teams.fail(503, on=SEND)`."""


class FakeClock:
    """A clock that stands still until it is told otherwise: a Friday at nine in Paris."""

    def __init__(self, now: datetime = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def monotonic(self) -> float:
        return self.now.timestamp()


class Server:
    """An aiohttp server on a free port of 127.0.0.1, for as long as the context lasts."""

    async def __aenter__(self) -> Self:
        await self._listen(0)
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _listen(self, port: int) -> None:
        app = web.Application()
        app.add_routes(self._routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()

    async def leave(self) -> None:
        """Refuse every connection."""
        await self._runner.cleanup()

    async def return_(self) -> None:
        """Be there again, at the same address."""
        await self._listen(int(self.origin.rpartition(":")[2]))

    def _routes(self) -> list[web.RouteDef]:
        raise NotImplementedError


@dataclass(frozen=True)
class Sent:
    conversation_id: str
    reply_to: str | None
    activity: dict[str, Any]
    id: str


@dataclass(frozen=True)
class Updated:
    conversation_id: str
    id: str
    activity: dict[str, Any]


@dataclass(frozen=True)
class Deleted:
    conversation_id: str
    id: str


@dataclass(frozen=True)
class Created:
    conversation_id: str
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request as it was on the wire, refused ones included."""

    method: str
    raw_path: str
    authorization: str | None
    body: bytes = b""


@dataclass(frozen=True)
class Failure:
    """What happens to a call instead of success; *status* 0 drops the connection."""

    on: str = ""
    """Which calls it waits for, as a pattern of « POST /path »; empty for the next, whichever."""
    status: int = 0
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    done: bool = False  # the call takes effect all the same, only its answer is bad
    silent: bool = False  # no answer at all, and the connection stays open


class FakeTeams(Server):
    """The Bot Connector service: keeps what it is told, and fails when a test says so.

    `teams.fail(429, retry_after=2)`, `teams.drop(after_reading=True)` and friends queue what
    happens to the next calls, in order; with `on=SEND` to the next that are meant.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.arrived: list[float] = []
        """When each of the calls came, in seconds of the event loop."""
        self.sent: list[Sent] = []
        self.updated: list[Updated] = []
        self.deleted: list[Deleted] = []
        self.created: list[Created] = []
        self.members: list[dict[str, Any]] = []
        self.channels: list[dict[str, Any]] = []
        self.page_size = 500
        self.latency = 0.0
        self.away: Failure | None = None
        """What happens to every call until it is None again."""
        self._failures: list[Failure] = []
        self._held, self._released = ("", 0), asyncio.Event()
        self._ids = 1_700_000_000_000

    @property
    def service_url(self) -> str:
        return f"{self.origin}/emea/"

    @property
    def texts(self) -> list[str]:
        """What people read: the text of every message sent."""
        return [sent.activity.get("text", "") for sent in self.sent]

    def fail(
        self,
        status: int,
        code: str = "",
        *,
        retry_after: float | str | None = None,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        done: bool = False,
        times: int = 1,
        on: str = "",
    ) -> None:
        said = json.dumps({"error": {"code": code, "message": "no"}}).encode() if code else b""
        more = {} if retry_after is None else {"Retry-After": str(retry_after)}
        answer = said if body is None else body
        self._failures += [Failure(on, status, answer, more | (headers or {}), done)] * times

    def drop(self, *, after_reading: bool, on: str = "") -> None:
        self._failures.append(Failure(on, done=after_reading))

    def fall_silent(self, *, done: bool, on: str = "") -> None:
        self._failures.append(Failure(on, done=done, silent=True))

    def hold(self, kind: str, number: int) -> None:
        """Leave the call of that number and kind unanswered, and those after, until `release`."""
        self._held = (kind, number)

    def release(self) -> None:
        """Answer what is held, and what comes."""
        self._released.set()

    async def _wait_while_held(self, call: str) -> None:
        kind, number = self._held
        if kind and re.search(kind, call) and self.count(kind) >= number:
            await self._released.wait()

    async def wait_for_call(self, kind: str, number: int) -> None:
        """Return as soon as the call of that number and kind has come."""
        await until(lambda: self.count(kind) >= number, every=0.002)

    async def wait_for(self, count: int) -> list[Sent]:
        """Return what was sent as soon as there are *count*, for what is sent after the turn."""
        await until(lambda: len(self.sent) >= count, every=0.005)
        return self.sent

    async def wait_for_updates(self, count: int) -> list[Updated]:
        """Return the updates as soon as there are *count*."""
        await until(lambda: len(self.updated) >= count, every=0.005)
        return self.updated

    def count(self, kind: str) -> int:
        """Return how many calls came of a kind such as ``SEND``."""
        return sum(bool(re.search(kind, f"{each.method} {each.raw_path}")) for each in self.calls)

    def _routes(self) -> list[web.RouteDef]:
        segment = ":[^/]+"  # also braces, which aiohttp would not take
        one = f"/emea/v3/conversations/{{conversation{segment}}}"
        routes: list[tuple[str, str, _Does]] = [
            ("POST", "/emea/v3/conversations", self._create),
            ("POST", f"{one}/activities", self._send),
            ("POST", f"{one}/activities/{{activity{segment}}}", self._send),
            ("PUT", f"{one}/activities/{{activity{segment}}}", self._update),
            ("DELETE", f"{one}/activities/{{activity{segment}}}", self._delete),
            ("GET", f"{one}/members/{{member{segment}}}", self._member),
            ("GET", f"{one}/pagedmembers", self._paged_members),
            ("GET", "/emea/v3/teams/{team}/conversations", self._channels),
        ]
        return [web.route(method, path, self._handler(does)) for method, path, does in routes]

    def _handler(self, does: "_Does") -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.Response:
            failure = self._next_failure(f"{request.method} {request.raw_path}")
            if failure and not (failure.status or failure.done or failure.silent):
                return _hang_up(request)
            raw = await request.read()
            authorization = request.headers.get("Authorization")
            self.arrived.append(asyncio.get_running_loop().time())
            self.calls.append(Call(request.method, request.raw_path, authorization, raw))
            await asyncio.sleep(self.latency)
            await self._wait_while_held(f"{request.method} {request.raw_path}")
            body = json.loads(raw) if raw else {}
            response = does(request, body) if failure is None or failure.done else None
            if failure is None:
                return response or web.json_response({}, status=404)
            if failure.silent:
                await asyncio.sleep(3600)
            if not failure.status:
                return _hang_up(request)
            return web.Response(
                status=failure.status,
                body=failure.body,
                headers=failure.headers,
                content_type="application/json",
            )

        return handle

    def _next_failure(self, call: str) -> Failure | None:
        """Return the first failure that waits for such a call, which does not happen again."""
        if self.away is not None:
            return self.away
        for failure in self._failures:
            if re.search(failure.on, call):
                self._failures.remove(failure)
                return failure
        return None

    def _next_id(self) -> str:
        self._ids += 1
        return str(self._ids)

    def _record(self, conversation: str, reply_to: str | None, activity: dict[str, Any]) -> str:
        sent = Sent(conversation, reply_to, activity, self._next_id())
        self.sent.append(sent)
        return sent.id

    def _create(self, _: web.Request, body: dict[str, Any]) -> web.Response:
        """A thread in a channel is named after its first message, as in Teams."""
        channel = (body.get("channelData") or {}).get("channel")
        number = self._next_id()
        conversation = f"{channel['id']};messageid={number}" if channel else f"a:{number}"
        self.created.append(Created(conversation, body))
        answer = {"id": conversation}
        if "activity" in body:
            answer["activityId"] = self._record(conversation, None, body["activity"])
        return web.json_response(answer, status=201)

    def _send(self, request: web.Request, body: dict[str, Any]) -> web.Response:
        info = request.match_info
        sent = self._record(info["conversation"], info.get("activity"), body)
        return web.json_response({"id": sent}, status=201)

    def _update(self, request: web.Request, body: dict[str, Any]) -> web.Response:
        info = request.match_info
        self.updated.append(Updated(info["conversation"], info["activity"], body))
        return web.json_response({"id": info["activity"]})

    def _delete(self, request: web.Request, _: dict[str, Any]) -> web.Response:
        info = request.match_info
        self.deleted.append(Deleted(info["conversation"], info["activity"]))
        return web.Response()

    def _member(self, request: web.Request, _: dict[str, Any]) -> web.Response | None:
        wanted = request.match_info["member"]
        for member in self.members:
            if wanted in {member["id"], member.get("aadObjectId")}:
                return web.json_response(member)
        return None

    def _paged_members(self, request: web.Request, _: dict[str, Any]) -> web.Response:
        start = int(request.query.get("continuationToken", 0))
        end = start + self.page_size
        page: dict[str, Any] = {"members": self.members[start:end]}
        if end < len(self.members):
            page["continuationToken"] = str(end)
        return web.json_response(page)

    def _channels(self, _request: web.Request, _: dict[str, Any]) -> web.Response:
        return web.json_response({"conversations": self.channels})


_Does = Callable[[web.Request, dict[str, Any]], web.Response | None]


def _hang_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
