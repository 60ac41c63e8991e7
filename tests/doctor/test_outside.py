"""What is outside: the key server and its clock, Entra, and the bot's own doors."""

import datetime as dt
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from bot.clock import system_clock
from bot.doctor import outside
from bot.doctor.outside import examine_address, examine_bot, examine_key_server, examine_token
from domain.checkup import Finding, Symptom, Verdict
from tests.doctor.conftest import WHOLE, settings
from tests.key_server import FakeKeyServer, private_key


def symptoms(found: list[Finding]) -> list[Symptom]:
    return [each.symptom for each in found]


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [
        (0, Symptom.CLOCK_RIGHT),
        (-90, Symptom.CLOCK_DRIFTS),
        (400, Symptom.CLOCK_WRONG),
        (-400, Symptom.CLOCK_WRONG),
    ],
)
async def test_the_clock_is_compared_with_microsofts(
    session: aiohttp.ClientSession, key_server: FakeKeyServer, seconds: int, clock: Symptom
) -> None:
    def ours() -> dt.datetime:
        return system_clock() + dt.timedelta(seconds=seconds)

    ours_settings = settings(**WHOLE, openid_url=key_server.openid_url)
    found = await examine_key_server(ours_settings, session, ours)

    assert symptoms(found) == [Symptom.SIGNING_KNOWN, clock]


async def test_a_key_server_that_lies_hangs_or_is_away_is_said(
    session: aiohttp.ClientSession, key_server: FakeKeyServer
) -> None:
    ours = settings(**WHOLE, openid_url=key_server.openid_url)
    key_server.lie = b"<html>Bienvenue sur le Wi-Fi</html>"
    lied = await examine_key_server(ours, session, system_clock)
    key_server.hangs = True
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.5)) as hasty:
        hung = await examine_key_server(ours, hasty, system_clock)
    nowhere = settings(**WHOLE, openid_url="http://127.0.0.1:1/")
    away = await examine_key_server(nowhere, session, system_clock)

    assert symptoms(lied) == [Symptom.SIGNING_UNUSABLE, Symptom.CLOCK_RIGHT]
    assert symptoms(hung) == symptoms(away) == [Symptom.SIGNING_AWAY, Symptom.CLOCK_UNKNOWN]


def _answers(**answer: Any) -> Callable[[Any], Callable[[], dict[str, Any]]]:
    return lambda _: lambda: answer


def _raises(error: Exception) -> Callable[[Any], Callable[[], dict[str, Any]]]:
    def build(_: Any) -> Callable[[], dict[str, Any]]:
        raise error

    return build


@pytest.mark.parametrize(
    ("build", "symptom"),
    [
        (_answers(access_token="t0ken", expires_in=3600), Symptom.ENTRA_GIVEN),
        (_answers(error="invalid_client"), Symptom.ENTRA_CREDENTIALS),
        (_answers(error="unauthorized_client"), Symptom.ENTRA_APP),
        (_answers(error="temporarily_unavailable"), Symptom.ENTRA_REFUSED),
        (_raises(ValueError("tenant")), Symptom.ENTRA_TENANT),
        (_raises(ConnectionError("no route")), Symptom.ENTRA_AWAY),
    ],
)
async def test_what_entra_says_is_told_and_the_token_is_not(build: Any, symptom: Symptom) -> None:
    found = await examine_token(settings(**WHOLE), system_clock, build)

    assert symptoms(found) == [symptom]
    assert "t0ken" not in str(found)


@asynccontextmanager
async def served(
    doors: dict[str, int] | None = None, context: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """Give the address of a server whose doors answer so: healthz, messages, metrics, readyz."""

    def door(status: int) -> Callable[[web.Request], Any]:
        async def answer(_: web.Request) -> web.Response:
            return web.Response(status=status)

        return answer

    app = web.Application()
    usual = {"healthz": 200, "messages": 401, "metrics": 404, "readyz": 200} | (doors or {})
    for name, status in usual.items():
        path = "/api/messages" if name == "messages" else f"/{name}"
        app.router.add_route("*", path, door(status))
    server = TestServer(app, scheme="https" if context else "http")
    await server.start_server(ssl=context)
    try:
        yield str(server.make_url("")).rstrip("/")
    finally:
        await server.close()


@pytest.mark.parametrize(
    ("doors", "symptom", "verdict"),
    [
        ({}, Symptom.ADDRESS_WELL, Verdict.OK),
        ({"healthz": 502}, Symptom.ADDRESS_OTHER, Verdict.DOWN),
        ({"messages": 404}, Symptom.ADDRESS_OTHER, Verdict.DOWN),
        ({"messages": 200}, Symptom.ADDRESS_OTHER, Verdict.DOWN),
    ],
)
async def test_the_public_address_leads_to_the_bot_or_not(
    session: aiohttp.ClientSession, doors: dict[str, int], symptom: Symptom, verdict: Verdict
) -> None:
    async with served(doors) as url:
        ours = settings(**WHOLE, public_url=url)
        (found,) = await examine_address(ours, session, system_clock)

    assert (found.symptom, found.verdict) == (symptom, verdict)


async def test_without_a_public_address_the_pages_are_for_this_machine(
    session: aiohttp.ClientSession,
) -> None:
    (found,) = await examine_address(settings(**WHOLE), session, system_clock)

    assert (found.symptom, found.verdict) == (Symptom.ADDRESS_NONE, Verdict.LOOK)


async def test_what_stands_open_or_unencrypted_on_the_internet_is_said(
    session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "is_loopback", lambda _: False)  # as if it were elsewhere
    async with served({"metrics": 200}) as url:
        ours = settings(**WHOLE, public_url=url)
        found = await examine_address(ours, session, system_clock)

    assert symptoms(found) == [Symptom.ADDRESS_METRICS, Symptom.ADDRESS_PLAIN]


async def test_an_address_that_does_not_answer_is_said(session: aiohttp.ClientSession) -> None:
    ours = settings(**WHOLE, public_url="http://127.0.0.1:1", port=1)

    assert symptoms(await examine_address(ours, session, system_clock)) == [Symptom.ADDRESS_AWAY]
    assert symptoms(await examine_bot(ours, session)) == [Symptom.BOT_STOPPED]


def _certificate(folder: Path, days: int) -> tuple[Path, ssl.SSLContext]:
    """Return a certificate of 127.0.0.1 for so many days, and what serves with it."""
    key, name = private_key(0), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "flash")])
    now = system_clock()
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=days, hours=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(pem))
    private.write_bytes(key.private_bytes(pem, form, bare))
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(public, private)
    return public, serving


@pytest.mark.parametrize(
    ("days", "symptom"), [(60, Symptom.ADDRESS_WELL), (6, Symptom.ADDRESS_ENDS_SOON)]
)
async def test_a_certificate_that_ends_soon_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, symptom: Symptom
) -> None:
    public, serving = _certificate(tmp_path, days)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    trusting = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=str(public)))
    async with (
        served(context=serving) as url,
        aiohttp.ClientSession(connector=trusting) as session,
    ):
        ours = settings(**WHOLE, public_url=url)
        (found,) = await examine_address(ours, session, system_clock)

    assert found.symptom is symptom
    assert found.facts.get("days", days) == days


async def test_a_certificate_that_nobody_trusts_is_said(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    _, serving = _certificate(tmp_path, 60)
    async with served(context=serving) as url:
        found = await examine_address(settings(**WHOLE, public_url=url), session, system_clock)

    assert symptoms(found) == [Symptom.ADDRESS_CERTIFICATE]


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
@pytest.mark.parametrize(
    ("status", "symptom"), [(200, Symptom.BOT_READY), (503, Symptom.BOT_NOT_READY)]
)
async def test_the_bot_of_this_machine_is_asked(
    session: aiohttp.ClientSession, host: str, status: int, symptom: Symptom
) -> None:
    async with served({"readyz": status}) as url:
        port = int(url.rsplit(":", 1)[1])
        found = await examine_bot(settings(**WHOLE, host=host, port=port), session)

    assert symptoms(found) == [symptom]
