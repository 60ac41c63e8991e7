"""The Bot Connector service as a bot sees it, on loopback: it counts what it is sent."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.bench.messages import CHANNEL, TEAM
from tests.bench.wire import Messages

_THREAD = re.compile(rb"messageid(?:=|%3D)(\d+)", re.IGNORECASE)
_CHANNELS = (
    f'{{"conversations":[{{"id":"{TEAM}"}},{{"id":"{CHANNEL}","name":"amélioration-continue"}}]}}'
).encode()
_MEMBER = (
    b'{"id":"29:1","name":"Camille Durand","aadObjectId":"6d1f2c3b-4a59-4e87-b6c5-000000000000",'
    b'"userPrincipalName":"camille.durand@ml.example","userRole":"user"}'
)
_MEMBERS = b'{"members":[%b]}' % _MEMBER
_SENT = b'{"id":"1700000000000"}'


class Connector:
    """What one bot has sent, by the message under which it was sent."""

    def __init__(self, marker: bytes) -> None:
        self.answers: Counter[int] = Counter()
        """How many answers each message got."""
        self.others = 0
        """Sent, but no answer to a message: a hello in the channel, an update of a card."""
        self.service_url = ""
        self._marker = marker
        self._waiting: dict[int, asyncio.Future[None]] = {}

    async def answered(self, number: int) -> None:
        """Return once the message called *number* has its answer."""
        if number not in self.answers:
            self._waiting[number] = asyncio.get_running_loop().create_future()
            await self._waiting[number]

    def handle(self, head: bytes, body: bytes) -> bytes:
        """Return the JSON that answers a request."""
        line = head[: head.find(b"\r\n")]
        if line.startswith(b"GET"):
            return _look_up(line)
        thread = _THREAD.search(line)
        if line.startswith(b"POST") and thread and self._marker in body:
            self._count(int(thread[1]))
        else:
            self.others += 1
        return _SENT

    def _count(self, number: int) -> None:
        self.answers[number] += 1
        waiting = self._waiting.pop(number, None)
        if waiting:
            waiting.set_result(None)


def _look_up(line: bytes) -> bytes:
    if b"/teams/" in line:
        return _CHANNELS
    return _MEMBERS if b"pagedmembers" in line else _MEMBER


class _Served(Messages):
    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    def received(self, head: bytes, body: bytes) -> None:
        answer = self._connector.handle(head, body)
        self.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (len(answer), answer)
        )


@asynccontextmanager
async def running_connector(marker: bytes) -> AsyncIterator[Connector]:
    """Give a connector that takes what holds *marker* for the answer to a message."""
    connector = Connector(marker)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Served(connector), "127.0.0.1", 0)
    async with server:
        connector.service_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        yield connector
