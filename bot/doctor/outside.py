"""What is outside: Microsoft's key server, Entra, and the bot as Teams and browsers reach it."""

import asyncio
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.config import Settings, is_loopback
from bot.outgoing import certificate_of, proxy_of, shown
from bot.teams.door.auth import LEEWAY
from bot.teams.door.keys import SigningKeys
from bot.teams.sending.tokens import Build, TokenError, Tokens, build_acquire
from bot.web.doors import Door
from domain.checkup import Finding, Symptom, Verdict

WITHIN = 5.0
"""Seconds that each look outside may take."""

_DRIFT = 60.0
"""Seconds of difference from which a clock is said to drift; tokens break at ``LEEWAY``."""

_ONE_CALL = 2.0
"""Seconds for one call to Entra; a token takes two."""

_ENDS_SOON = 14
"""Days before the end of a certificate: who renews by itself does so a month before."""

_OK, _UNAUTHORIZED = 200, 401
_AWAY = (aiohttp.ClientError, TimeoutError, OSError)

_REFUSALS = {
    "invalid_client": Symptom.ENTRA_CREDENTIALS,
    "unauthorized_client": Symptom.ENTRA_APP,
    "ValueError": Symptom.ENTRA_TENANT,
}
"""Entra's words (RFC 6749, section 5.2) for a secret that is wrong or over and for an unknown app;
MSAL's error where Entra describes no such tenant."""


async def examine_key_server(
    settings: Settings, session: aiohttp.ClientSession, clock: Clock
) -> list[Finding]:
    """Return whether the signing keys can be had, and what the server's clock says of ours."""
    facts = {"host": urlsplit(settings.openid_url).hostname or settings.openid_url}
    try:
        async with session.get(settings.openid_url, allow_redirects=False) as response:
            told, status = response.headers.get("Date", ""), response.status
    except _AWAY as error:
        return [
            Finding(Verdict.DOWN, *_on_the_way(settings.openid_url, error, facts)),
            Finding(Verdict.LOOK, Symptom.CLOCK_UNKNOWN, facts),
        ]
    keys = SigningKeys(session, settings.openid_url, settings.cloud.issuer)
    await keys.find("")
    count = facts | {"count": keys.count, "status": status}
    found = Finding(Verdict.OK, Symptom.SIGNING_KNOWN, count)
    if not keys.count:
        found = Finding(Verdict.DOWN, Symptom.SIGNING_UNUSABLE, count)
    return [found, _examine_clock(told, clock(), facts)]


def _on_the_way(
    url: str, error: BaseException, facts: dict[str, str]
) -> tuple[Symptom, dict[str, object]]:
    """Return what keeps the answer from coming: the proxy, whom we trust, or the server."""
    proxy = shown(proxy_of(url) or "")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Symptom.SIGNING_UNTRUSTED, {**facts}
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return Symptom.SIGNING_PROXY_REFUSES, {**facts, "proxy": proxy, "status": error.status}
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return Symptom.SIGNING_PROXY_AWAY, {**facts, "proxy": proxy}
    return Symptom.SIGNING_AWAY, {**facts}


def _examine_clock(told: str, now: datetime, facts: dict[str, str]) -> Finding:
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return Finding(Verdict.LOOK, Symptom.CLOCK_UNKNOWN, facts)
    apart = abs((now - moment.astimezone(UTC)).total_seconds())
    if apart > LEEWAY:
        return Finding(Verdict.DOWN, Symptom.CLOCK_WRONG, {"minutes": round(apart / 60)})
    if apart > _DRIFT:
        return Finding(Verdict.LOOK, Symptom.CLOCK_DRIFTS, {"seconds": round(apart)})
    return Finding(Verdict.OK, Symptom.CLOCK_RIGHT, facts)


async def examine_token(
    settings: Settings, clock: Clock, build: Build | None = None
) -> list[Finding]:
    """Return whether Entra gives the bot a token, which is shown to nobody."""
    tokens = Tokens(settings, clock, build or partial(build_acquire, seconds=_ONE_CALL))
    try:
        async with asyncio.timeout(WITHIN):
            await tokens.bearer()
    except TimeoutError:
        return [Finding(Verdict.DOWN, Symptom.ENTRA_AWAY, {"code": "timeout"})]
    except TokenError as error:
        known = _REFUSALS.get(error.code)
        # Entra's words are lower case; with a capital it is the name of an error on the way.
        on_the_way = Symptom.ENTRA_AWAY if error.code[:1].isupper() else Symptom.ENTRA_REFUSED
        return [Finding(Verdict.DOWN, known or on_the_way, {"code": error.code})]
    return [Finding(Verdict.OK, Symptom.ENTRA_GIVEN)]


async def examine_bot(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    """Return whether the bot answers on this machine."""
    url = f"http://{_reachable(settings.host)}:{settings.port}/readyz"
    try:
        async with session.get(url) as response:
            if response.status == _OK:
                return [Finding(Verdict.OK, Symptom.BOT_READY, {"url": url})]
            facts = {"url": url, "status": response.status}
            return [Finding(Verdict.DOWN, Symptom.BOT_NOT_READY, facts)]
    except _AWAY:
        return [Finding(Verdict.DOWN, Symptom.BOT_STOPPED, {"url": url})]


def _reachable(host: str) -> str:
    """Return where what listens on *host* is reached from here: « everywhere » is no place."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return host
    if address.version == 4:  # noqa: PLR2004 -- the other one needs brackets
        return "127.0.0.1" if address.is_unspecified else host
    return "[::1]" if address.is_unspecified else f"[{address}]"


async def examine_address(
    settings: Settings, session: aiohttp.ClientSession, clock: Clock, doors: Sequence[Door] = ()
) -> list[Finding]:
    """Return whether the bot is reached from outside, as far as it can be known from here.

    Each of *doors* is asked straight and through the public address, and must answer alike.
    """
    url = settings.pages_url
    facts = {"url": url}
    if not settings.public_url:
        verdict = Verdict.LOOK if settings.authenticates else Verdict.OK
        return [Finding(verdict, Symptom.ADDRESS_NONE, facts)]
    try:
        async with asyncio.timeout(WITHIN):
            found = [*await _knock(url, session), *await _examine_tls(url, clock)]
            if not any(each.symptom is Symptom.ADDRESS_OTHER for each in found):
                found += await _try_doors(settings, session, doors)
    except aiohttp.ClientConnectorCertificateError:
        return [Finding(Verdict.DOWN, Symptom.ADDRESS_CERTIFICATE, facts)]
    except _AWAY:
        return [Finding(Verdict.DOWN, Symptom.ADDRESS_AWAY, facts)]
    return found or [Finding(Verdict.OK, Symptom.ADDRESS_WELL, facts)]


async def _knock(url: str, session: aiohttp.ClientSession) -> list[Finding]:
    """Knock at the doors that should open, at Teams' as a stranger, and at one that should not."""
    found = []
    for method, path, expected in (
        ("GET", "/healthz", _OK),
        ("POST", "/api/messages", _UNAUTHORIZED),
    ):
        async with session.request(method, url + path, json={}) as response:
            if response.status != expected:
                facts = {"url": url + path, "status": response.status}
                found.append(Finding(Verdict.DOWN, Symptom.ADDRESS_OTHER, facts))
    async with session.get(url + "/metrics") as response:
        if response.status == _OK and not _is_here(url):
            found.append(Finding(Verdict.LOOK, Symptom.ADDRESS_METRICS, {"url": url}))
    return found


async def _try_doors(
    settings: Settings, session: aiohttp.ClientSession, doors: Sequence[Door]
) -> list[Finding]:
    """Return which doors do not lead to the bot; nothing where the bot itself does not answer."""
    here, shut = f"http://{_reachable(settings.host)}:{settings.port}", []
    for door in doors:
        try:
            straight = await _answer(session, door, here)
        except _AWAY:
            return []
        if await _answer(session, door, settings.pages_url) != straight:
            shut.append(door.pattern)
    facts = {"url": settings.pages_url, "doors": ", ".join(dict.fromkeys(shut))}
    return [Finding(Verdict.DOWN, Symptom.ADDRESS_SHUT, facts)] if shut else []


async def _answer(session: aiohttp.ClientSession, door: Door, url: str) -> tuple[int, bytes]:
    async with session.request(door.method, url + door.path, json={}) as response:
        return response.status, await response.read()


async def _examine_tls(url: str, clock: Clock) -> list[Finding]:
    parts = urlsplit(url)
    if parts.scheme != "https":
        plain = Finding(Verdict.LOOK, Symptom.ADDRESS_PLAIN, {"url": url})
        return [] if _is_here(url) else [plain]
    shown = await asyncio.to_thread(certificate_of, url + "/healthz", WITHIN)
    days = (ssl.cert_time_to_seconds(shown["notAfter"]) - clock().timestamp()) / 86400
    soon = Finding(Verdict.LOOK, Symptom.ADDRESS_ENDS_SOON, {"url": url, "days": int(days)})
    return [soon] if days < _ENDS_SOON else []


def _is_here(url: str) -> bool:
    return is_loopback(urlsplit(url).hostname or "")
