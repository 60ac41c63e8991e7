"""The channel's signing keys: fetched rarely, in the background where possible, and bounded."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import aiohttp
import orjson
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWTError
from jwt.algorithms import RSAAlgorithm

from bot.observe import Harmless
from bot.teams.wire import read_bounded

_log = logging.getLogger(__name__)

WAITED = 1.5
"""Seconds that a turn waits for keys: Teams must have its answer within three."""

TIME_LIMIT = 4.0
"""Seconds for both documents together: a hanging key server may cost 5 s of one answer."""

FLOOR = 15.0
"""Seconds between two fetches, failed or not: a stranger who invents key ids causes four a minute
at most, and a key rolled over right after a fetch is known well within 30 s."""

MAX_AGE = 24 * 3600.0
"""Seconds that keys are kept (Microsoft Learn, *Authentication with the Bot Connector API*: "at
least once every 24 hours")."""

_MAX_BYTES = 512 * 1024
_MIN_BITS = 2048  # NIST SP 800-131A


class SigningKey(NamedTuple):
    """A public key and the channels for which it may sign."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class _KeysUnusable(Harmless):
    """The key server answered, but not with keys."""


class SigningKeys:
    """The keys of *issuer*, described at *openid_url*; a known one is waited for by nobody."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        openid_url: str,
        issuer: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._openid_url = openid_url
        self._issuer = issuer
        self._monotonic = monotonic
        self._keys: dict[str, SigningKey] = {}
        self._fetched_at = float("-inf")
        self._tried_at = float("-inf")
        self._fetch: asyncio.Task[None] | None = None
        self.failures = 0
        """How often the key server gave no keys."""

    @property
    def count(self) -> int:
        """How many keys are known now."""
        return len(self._keys)

    async def find(self, kid: str) -> SigningKey | None:
        """Return the key called *kid*; one that is not known is looked for once, if it may be."""
        if kid not in self._keys:
            self.refresh()
            if self._fetch is not None:
                await asyncio.wait([self._fetch], timeout=WAITED)
        elif self._monotonic() - self._fetched_at > MAX_AGE:
            self.refresh()
        return self._keys.get(kid)

    def refresh(self) -> None:
        """Fetch in the background, unless that was tried just now; old keys stay meanwhile."""
        now = self._monotonic()
        if self._fetch is None and now - self._tried_at >= FLOOR:
            self._tried_at = now
            self._fetch = asyncio.create_task(self._replace())

    async def close(self) -> None:
        """Stop fetching."""
        if self._fetch is not None:
            self._fetch.cancel()
            await asyncio.wait({self._fetch})

    async def _replace(self) -> None:
        try:
            async with asyncio.timeout(TIME_LIMIT):
                self._keys = await self._download()
            self._fetched_at = self._monotonic()
        except (aiohttp.ClientError, TimeoutError, Harmless) as error:
            self.failures += 1
            _log.warning("the signing keys could not be fetched: %s", type(error).__name__)
        finally:
            self._fetch = None

    async def _download(self) -> dict[str, SigningKey]:
        described = await self._get(self._openid_url)
        if described.get("issuer", self._issuer) != self._issuer:
            raise _KeysUnusable("the keys are those of another service")
        address = described.get("jwks_uri")
        if not isinstance(address, str) or not self._is_trustworthy(address):
            raise _KeysUnusable("the address of the keys is not https")
        keys = _read_keys(await self._get(address))
        if not keys:
            raise _KeysUnusable("no usable key")
        return keys

    def _is_trustworthy(self, address: str) -> bool:
        """Https; plain http only from the very server that Settings allowed to speak it."""
        try:
            here, there = urlsplit(self._openid_url), urlsplit(address)
        except ValueError:
            return False
        same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        return bool(there.hostname) and (there.scheme == "https" or same)

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, allow_redirects=False) as response:
            body = await read_bounded(response, _MAX_BYTES)
            if response.status != 200:  # noqa: PLR2004 -- an HTTP status
                raise _KeysUnusable(f"status {response.status}")
        try:
            document = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise _KeysUnusable("not JSON") from None
        if not isinstance(document, dict):
            raise _KeysUnusable("not a JSON object")
        return document


def _read_keys(document: dict[str, Any]) -> dict[str, SigningKey]:
    """The usable keys by their id (RFC 7517); one that is not is left out, whatever it says."""
    listed = document.get("keys")
    found = [_read_key(each) for each in listed] if isinstance(listed, list) else []
    return dict(each for each in found if each is not None)


def _read_key(described: Any) -> tuple[str, SigningKey] | None:
    match described:
        case {"kty": "RSA", "kid": str(kid), "n": str(n), "e": str(e)}:
            endorsements = described.get("endorsements")
        case _:
            return None
    try:
        public = RSAAlgorithm.from_jwk({"kty": "RSA", "n": n, "e": e})
    except (PyJWTError, ValueError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < _MIN_BITS:
        return None
    names = endorsements if isinstance(endorsements, list) else []
    return kid, SigningKey(public, frozenset(name for name in names if isinstance(name, str)))
