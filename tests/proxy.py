"""A corporate proxy with a name and a password, and the internet behind it, on this machine."""

import asyncio
import datetime as dt
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from bot.clock import system_clock
from tests.key_server import private_key

USER, PASSWORD = "flash", "p@ss/wort"
WRITTEN = "flash:p%40ss%2Fwort"
_ANSWER_407 = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"


class Proxy:
    """Takes ``CONNECT`` and whole addresses (RFC 9110, 7.1 and 9.3.6); leads to one server."""

    def __init__(self, ports: dict[str, int]) -> None:
        self._ports = ports
        self._login = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        self.asked: list[tuple[str, str]] = []
        """What was asked for: the method, and the host."""
        self.refused = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Proxy"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self.url = f"http://{WRITTEN}@{self.address}"
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            if f"proxy-authorization: basic {self._login}".lower() not in head.lower():
                self.refused += 1
                writer.write(_ANSWER_407)
                return
            method, target, _ = head.partition("\r\n")[0].split()
            url = urlsplit(target if "://" in target else f"//{target}")
            self.asked.append((method, url.hostname or ""))
            port = self._ports["https" if method == "CONNECT" else "http"]
            there, onward = await asyncio.open_connection("127.0.0.1", port)
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                onward.write(head.replace(target, url.path or "/", 1).encode())
            await asyncio.gather(_pour(reader, onward), _pour(there, writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with closing(writer):
        try:
            while some := await reader.read(65536):
                writer.write(some)
        except ConnectionError:
            return


def private_authority(folder: Path, *hosts: str) -> tuple[Path, ssl.SSLContext]:
    """Return the certificate of an unknown authority, and what serves *hosts* with it."""
    key = private_key(0)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mission Locale CA")])
    now = system_clock()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=90))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(h) for h in hosts]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    public, private = folder / "ca.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(pem))
    bare = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, bare))
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(public, private)
    return public, serving


@asynccontextmanager
async def served(
    routes: list[web.RouteDef], context: ssl.SSLContext
) -> AsyncIterator[dict[str, int]]:
    """Give the ports at which *routes* are served, by scheme."""
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    for tls in (None, context):
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    plain, secure = (address[1] for address in runner.addresses)
    yield {"http": plain, "https": secure}
    await runner.cleanup()


def json_answer(said: Any, status: int = 200) -> Any:
    """Return what answers so to everybody."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(said, status=status)

    return answer
