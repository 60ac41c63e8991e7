"""Teams as many organisations see it, on loopback: it answers late, and refuses what is too much.

Whose request it is stands in everything that Teams names: the service URL, a person's id, a chat.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from urllib.parse import unquote

from tests.bench.limits import CONVERSATION_LIMITS, TENANT_LIMITS, Limits
from tests.bench.wire import Messages

_LINE = re.compile(r"(GET|POST) /(\d+)/v3/conversations(?:/([^/? ]+)/(\w+))?(?:\?(\S+))? ")
_PAGE = re.compile(r"pageSize=(\d+)")
_NEXT = re.compile(r"continuationToken=(\d+)")
_PERSON = re.compile(rb'"members":\[\{"id":"(29:[\d-]+)"')

_Answer = tuple[str, object]
_TOO_MANY = ("429 Too Many Requests\r\nRetry-After: 1", {"error": {"code": "Throttled"}})


class Tenants:
    """So many tenants of so many people, and what a bot has sent them."""

    def __init__(self, number: int, people: int) -> None:
        self.number = number
        self.people = people
        self.sent: Counter[str] = Counter()
        """How many messages each chat got."""
        self.opened: Counter[str] = Counter()
        """How often a chat was opened with each person."""
        self.others: list[str] = []
        """What a bot should not ask."""
        self.by_tenant = Limits(TENANT_LIMITS)
        self.by_conversation = Limits(CONVERSATION_LIMITS)
        self.came: list[float] = []
        """When people were written to: each opening of a chat and each message."""
        self._origin = ""

    @property
    def refused(self) -> int:
        """How many requests were more than the limits allow."""
        return self.by_tenant.refused + self.by_conversation.refused

    def listen(self, port: int) -> None:
        """Say where the tenants' service is."""
        self._origin = f"http://127.0.0.1:{port}"

    def service_url(self, tenant: int) -> str:
        """Return the service URL of a tenant."""
        return f"{self._origin}/{tenant}/"

    def handle(self, head: bytes, body: bytes, now: float) -> _Answer:
        """Return status and JSON for a request that came at *now*."""
        line = _LINE.match(head.decode("latin-1"))
        if line is None:
            self.others.append(head[: head.find(b"\r\n")].decode("latin-1"))
            return "404 Not Found", {}
        method, tenant, conversation, what, query = line.groups()
        if method == "POST":
            self.came.append(now)
        if not self.by_tenant.take(tenant, now):
            return _TOO_MANY
        if method == "GET":
            return "200 OK", self._page(tenant, query or "")
        if not conversation:
            return "201 Created", {"id": self._open(tenant, body)}
        return self._post(unquote(conversation), what, now)

    def _open(self, tenant: str, body: bytes) -> str:
        found = _PERSON.search(body)
        person = found[1].decode() if found else ""
        if not person.startswith(f"29:{tenant}-"):
            self.others.append(f"a chat with {person!r} in tenant {tenant}")
        self.opened[person] += 1
        return person.replace("29:", "a:")

    def _post(self, conversation: str, what: str, now: float) -> _Answer:
        if what != "activities":
            self.others.append(f"{what} of {conversation}")
        if not self.by_conversation.take(conversation, now):
            return _TOO_MANY
        self.sent[conversation] += 1
        return "201 Created", {"id": str(1_700_000_000_000 + len(self.came))}

    def _page(self, tenant: str, query: str) -> dict[str, object]:
        size, token = _PAGE.search(query), _NEXT.search(query)
        start = int(token[1]) if token else 0
        end = min(start + int(size[1] if size else 50), self.people)
        page = {"members": [_member(tenant, person) for person in range(start, end)]}
        return page | ({"continuationToken": str(end)} if end < self.people else {})


def _member(tenant: str, person: int) -> dict[str, str]:
    return {
        "id": f"29:{tenant}-{person}",
        "name": f"Camille Durand {person}",
        "aadObjectId": f"6d1f2c3b-4a59-4e87-{int(tenant):04d}-{person:012d}",
        "userPrincipalName": f"camille.durand.{person}@ml{tenant}.example",
        "userRole": "user",
    }


class _Served(Messages):
    def __init__(self, tenants: Tenants, latency: float) -> None:
        super().__init__()
        self._tenants = tenants
        self._latency = latency

    def received(self, head: bytes, body: bytes) -> None:
        status, answer = self._tenants.handle(head, body, perf_counter())
        raw = json.dumps(answer, separators=(",", ":")).encode()
        said = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(raw)}"
        whole = said.encode() + b"\r\n\r\n" + raw
        asyncio.get_running_loop().call_later(self._latency, self.transport.write, whole)


@asynccontextmanager
async def running_tenants(number: int, people: int, latency: float) -> AsyncIterator[Tenants]:
    """Give tenants whose service answers after *latency* seconds."""
    tenants = Tenants(number, people)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Served(tenants, latency), "127.0.0.1", 0)
    async with server:
        tenants.listen(server.sockets[0].getsockname()[1])
        yield tenants
