"""The one way out: every call that leaves this machine goes by its proxy, to whom it trusts.

Both are said as everywhere else, in the environment: ``HTTPS_PROXY``, ``HTTP_PROXY``,
``ALL_PROXY`` and ``NO_PROXY``; the authorities that the system trusts, and those of
``SSL_CERT_FILE``, ``SSL_CERT_DIR`` (OpenSSL's names) or ``REQUESTS_CA_BUNDLE``.
"""

import os
import ssl
from functools import cache, lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp
import requests
from aiohttp import ClientHandlerType, ClientMiddlewareType, ClientRequest, ClientResponse
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, prepend_scheme_if_needed, select_proxy
from yarl import URL

from bot.config import ConfigurationError, is_loopback

_ADDED = "REQUESTS_CA_BUNDLE"
_BUNDLES = ("SSL_CERT_FILE", _ADDED)

_HOSTS = 64
"""Of so many a session remembers how they are reached."""


def check_outgoing() -> None:
    """Look at what the environment says of proxies and authorities.

    Raises:
        ConfigurationError: it cannot be used; the message names the variable and no password.
    """
    for scheme in ("https", "http", "all"):
        address = getproxies().get(scheme)
        if address and not _is_proxy(address):
            raise ConfigurationError(
                f"{scheme.upper()}_PROXY\u00a0: ce n’est pas l’adresse d’un proxy HTTP. Écrivez "
                "http://nom:port, ou http://utilisateur:motdepasse@nom:port (un « @ » ou un « / » "
                "du mot de passe s’y écrit %40 ou %2F)."
            )
    for name in _BUNDLES:
        file = _said(name)
        try:
            if file:
                _check_bundle(file)
        except OSError:  # ssl.SSLError is one
            raise ConfigurationError(
                f"{name}\u00a0: {file} n’est pas un fichier de certificats lisible. Donnez un "
                "fichier au format PEM que l’utilisateur du service peut lire."
            ) from None


def _is_proxy(address: str) -> bool:
    try:
        url = urlsplit(prepend_scheme_if_needed(address, "http"))
        return url.scheme in {"http", "https"} and bool(url.hostname) and (url.port or 1) > 0
    except ValueError:
        return False


def _said(name: str) -> str | None:
    return os.environ.get(name)  # noqa: TID251 -- a name of every program, and no setting of ours


@cache  # it holds hundreds, which takes as long as a dozen messages
def _check_bundle(bundle: str) -> None:
    _load(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), bundle)


def _load(context: ssl.SSLContext, bundle: str) -> None:
    context.load_verify_locations(**{"capath" if Path(bundle).is_dir() else "cafile": bundle})


def proxy_of(url: str) -> str | None:
    """Return the proxy by which *url* is reached, with its password; None for none.

    What never leaves the machine or its cable goes by none: loopback, and the address at which
    Azure tells a machine who it is (169.254.169.254).
    """
    host = urlsplit(url).hostname or ""
    if is_loopback(host) or _is_link_local(host):
        return None
    proxy = select_proxy(url, get_environ_proxies(url))
    return prepend_scheme_if_needed(proxy, "http") if proxy else None


def shown(proxy: str) -> str:
    """Return the address of a proxy without who one is there."""
    url = urlsplit(proxy)
    return f"{url.scheme}://{url.netloc.rpartition('@')[2]}"


def _is_link_local(host: str) -> bool:
    try:
        return ip_address(host).is_link_local
    except ValueError:
        return False


def authorities() -> ssl.SSLContext:
    """Return whom we trust for TLS."""
    return _trusting(*(_said(name) for name in (_ADDED, "SSL_CERT_FILE", "SSL_CERT_DIR")))


@cache  # it is read from a file of hundreds, which takes long for an event loop
def _trusting(added: str | None, *_: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if added:
        _load(context, added)
    return context


def open_session(*, seconds: float, connect: float, connections: int) -> aiohttp.ClientSession:
    """Return a session for calls of so many *seconds*, to be closed by whoever asked for it."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections, ssl=authorities()),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=seconds, connect=connect),
        middlewares=[_by_proxy()],
    )


def _by_proxy() -> ClientMiddlewareType:
    """Return what sends a session's calls by their proxies, each host's looked up once."""
    looked_up = lru_cache(_HOSTS)(lambda origin: proxy_of(str(origin)))

    async def send_by(request: ClientRequest, send: ClientHandlerType) -> ClientResponse:
        # Not aiohttp's ``trust_env``: it sends passwords of ~/.netrc, and loopback by a proxy.
        if proxy := looked_up(request.url.origin()):
            request.update_proxy(URL(proxy), None, None)
        return await send(request)

    return send_by


class BlockingSession(requests.Session):
    """The same way out for MSAL, which blocks; a call takes so many *seconds* at most."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.trust_env = False  # ours decides; requests' own has authorities of its own
        self._seconds = seconds
        self.mount("https://", _Trusting())

    def request(  # type: ignore[override]  # passed on as it came: its types name fifteen arguments
        self, method: str, url: str, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Return the answer; no redirect is followed: it would take the bot's secret elsewhere."""
        kwargs["allow_redirects"] = False
        proxy = proxy_of(url)
        kwargs["proxies"] = {"all": proxy} if proxy else {}
        kwargs.setdefault("timeout", self._seconds)
        return super().request(method, url, *args, **kwargs)


class _Trusting(HTTPAdapter):
    """Trusts whom we trust, where requests would trust a list that it brings along."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=authorities())

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, **kwargs, ssl_context=authorities())

    def cert_verify(self, conn: Any, *_: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"


def certificate_of(url: str, seconds: float) -> dict[str, Any]:
    """Return the certificate that the server of an https *url* shows, seen from here; blocks.

    Raises:
        OSError: it cannot be reached, or is not trusted.
    """
    with (
        BlockingSession(seconds) as session,
        session.get(url, stream=True) as answer,
    ):
        shown: dict[str, Any] = answer.raw.connection.sock.getpeercert()
        return shown
