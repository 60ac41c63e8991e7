"""The least of HTTP/1.1 that a generator needs: it shares its cores with what it measures."""

import asyncio
import re

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class WireError(RuntimeError):
    """The other side hung up or said something else than HTTP with a Content-Length."""


class Messages(asyncio.Protocol):
    """One keep-alive connection, cut into messages: a head, and a body of known length."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write on."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Hand on every message that is complete."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:end])
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body = bytes(self._buffer[end + 4 : whole])
            del self._buffer[:whole]
            self.received(head, body)

    def received(self, head: bytes, body: bytes) -> None:
        """Take one whole message."""
        raise NotImplementedError


class Client(Messages):
    """One connection to a bot, one request at a time."""

    _answer: asyncio.Future[int]

    async def send(self, request: bytes) -> int:
        """Return the status with which *request* is answered."""
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer

    def received(self, head: bytes, body: bytes) -> None:  # noqa: ARG002 -- the status is enough
        """Answer whoever sent the request."""
        if b"transfer-encoding" in head.lower():
            self._answer.set_exception(WireError("an answer without a Content-Length"))
        elif not self._answer.done():
            self._answer.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- lost is lost
        """Tell whoever waits."""
        if hasattr(self, "_answer") and not self._answer.done():
            self._answer.set_exception(WireError("the bot hung up"))


async def connect(port: int) -> Client:
    """Return a connection to *port* of this machine."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(Client, "127.0.0.1", port)
    return client


def get(path: str) -> bytes:
    """Return a GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def post_activity(body: bytes) -> bytes:
    """Return the request with which Teams delivers an activity."""
    return (
        b"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    )
